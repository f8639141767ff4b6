import type { Mail } from '../../kernel/mail.ts';
import { sentence } from './kinds.ts';
import { escaped, filled, oneLine, type Sentences, sentenceOf } from './rules-words.ts';
import en from './ui/en.json' with { type: 'json' };
import ru from './ui/ru.json' with { type: 'json' };

interface Told {
  kind: string;
  params: unknown;
  path: string | null;
}

interface About {
  mailId: string;
  form: string;
  to: string;
  language: string;
  organisation: string;
  publicUrl: string;
  /** What ends such mails when it is followed, without signing in. */
  token: string;
}

const WORDS: Record<string, Sentences> = { en: en.mail, ru: ru.mail };
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The sentence of a notice in a language, in one line. */
export function saying({ kind, params }: Told, language: string): string {
  const said = Object.entries((params ?? {}) as Record<string, unknown>).map(([name, value]) => [
    name,
    typeof value === 'string' && DAY.test(value)
      ? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(value))
      : value,
  ]);
  const values = Object.fromEntries(said) as Record<string, unknown>;
  return oneLine(filled(sentence(kind, language, values.count), values));
}

/** The first line of a mail about notices. */
export function titleOf(language: string, form: string, organisation: string, lines: readonly string[]): string {
  if (form !== 'test' && lines.length === 1) return lines[0]!;
  const name = form === 'test' || form === 'digest' ? form : 'several';
  const words = WORDS[language] ?? WORDS.en!;
  return filled(sentenceOf(words, name, language, lines.length) ?? '', { count: lines.length, organisation });
}

/** The mail about some notices, in the receiver's language, as text and as HTML. No notices: the one that is sent to try. */
export function composeMail(about: About, notices: readonly Told[]): Mail {
  const { language, publicUrl, form } = about;
  const word = (name: string, params: Record<string, unknown> = {}) =>
    filled(sentenceOf(WORDS[language] ?? WORDS.en!, name, language, params.count) ?? '', params);
  const { organisation } = about;
  const lines = notices.map((one) => ({
    text: saying(one, language),
    url: one.path === null ? null : `${publicUrl}${one.path}`,
  }));
  const title = titleOf(
    language,
    form,
    organisation,
    lines.map(({ text }) => text),
  );
  const why = word(`why.${form}`, { organisation });
  const settings = `${publicUrl}/settings?tab=notifications`;
  const text = [
    title,
    '',
    ...(form === 'test' ? [word('testText')] : lines.map(({ text, url }) => `- ${text}${url ? `\n  ${url}` : ''}`)),
    '',
    '-- ',
    why,
    `${word('change')}: ${settings}`,
  ].join('\n');
  const list = lines.map(({ text, url }) =>
    url
      ? `<li style="margin:0 0 8px"><a href="${escaped(url)}">${escaped(text)}</a></li>`
      : `<li>${escaped(text)}</li>`,
  );
  const html = `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;color:#1c1f24;max-width:36rem">
<h1 style="font-size:18px">${escaped(title)}</h1>
${form === 'test' ? `<p>${escaped(word('testText'))}</p>` : `<ul style="padding-left:20px">${list.join('\n')}</ul>`}
<p style="font-size:13px;color:#5b6270;border-top:1px solid #d9dde3;padding-top:12px">${escaped(why)} <a href="${escaped(settings)}">${escaped(word('change'))}</a></p>
</body></html>`;
  const unsubscribe = `<${publicUrl}/api/notices/unsubscribe/${about.token}>`;
  return {
    to: about.to,
    subject: oneLine(title),
    text,
    html,
    messageId: `<${about.mailId}@${new URL(publicUrl).hostname}>`,
    headers: {
      'List-Unsubscribe': unsubscribe,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
  };
}
