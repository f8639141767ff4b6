/** One entry of docs/guide/numbers.*.md: `## key | Title`, then simple markdown. */
export interface GuideEntry {
  key: string;
  title: string;
  text: string;
}

const files = import.meta.glob<string>('../../../../docs/guide/numbers.*.md', { query: '?raw', import: 'default' });

/** Splits the page at its `## key | Title` lines; what stands before the first is dropped. */
export function entriesOf(markdown: string): GuideEntry[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.split('\n');
      const [key = '', title] = head.split('|').map((word) => word.trim());
      return { key, title: title ?? key, text: lines.join('\n').trim() };
    });
}

/** The guide to the numbers in a language; empty when it was not shipped. */
export async function loadGuide(language: string): Promise<GuideEntry[]> {
  const load = files[`../../../../docs/guide/numbers.${language}.md`];
  return load === undefined ? [] : entriesOf(await load());
}
