import type { ReactNode } from 'react';

const INLINE = /(\*\*[^*]+\*\*|`[^`]+`|\*[^*\s][^*]*\*|\[[^\]]+\]\([^)\s]+\))/;

/** Only addresses that lead inside or to the web: markdown never runs anything. */
const safe = (address: string) => /^(https?:\/\/|\/|#)/.test(address);

function inline(text: string): ReactNode[] {
  return text.split(INLINE).map((part, at) => {
    const key = `${at}-${part.slice(0, 8)}`;
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
    if (link !== null && safe(link[2]!)) {
      return (
        <a key={key} href={link[2]}>
          {link[1]}
        </a>
      );
    }
    if (/^\*\*.+\*\*$/.test(part)) return <strong key={key}>{part.slice(2, -2)}</strong>;
    if (/^`.+`$/.test(part)) return <code key={key}>{part.slice(1, -1)}</code>;
    if (/^\*.+\*$/.test(part)) return <em key={key}>{part.slice(1, -1)}</em>;
    return part;
  });
}

const cells = (line: string) =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

function block(text: string, key: string): ReactNode {
  const lines = text.split('\n');
  if (text.startsWith('```')) return <pre key={key}>{lines.slice(1, -1).join('\n')}</pre>;
  const heading = /^#{3,4} (.+)$/.exec(lines[0]!);
  if (heading !== null) return <h3 key={key}>{inline(heading[1]!)}</h3>;
  if (lines.every((line) => /^([-*] |\s{2,})/.test(line))) {
    const items = text.split(/\n(?=[-*] )/).map((item) => item.slice(2).replace(/\s+/g, ' '));
    return (
      <ul key={key}>
        {items.map((item) => (
          <li key={item}>{inline(item)}</li>
        ))}
      </ul>
    );
  }
  if (lines.every((line) => /^(\d+\. |\s{2,})/.test(line))) {
    const items = text.split(/\n(?=\d+\. )/).map((item) => item.replace(/^\d+\. /, '').replace(/\s+/g, ' '));
    return (
      <ol key={key}>
        {items.map((item) => (
          <li key={item}>{inline(item)}</li>
        ))}
      </ol>
    );
  }
  if (lines.length > 1 && lines.every((line) => line.startsWith('|'))) {
    const [head = '', , ...rows] = lines;
    return (
      <table key={key}>
        <thead>
          <tr>
            {cells(head).map((cell) => (
              <th key={cell}>{inline(cell)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              {cells(row).map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells of a fixed text
                <td key={at}>{inline(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  return <p key={key}>{inline(text.replace(/\n/g, ' '))}</p>;
}

/** Simple markdown as React elements: paragraphs, lists, tables, code, links. No HTML passes. */
export function Markdown({ text }: { text: string }) {
  const blocks = text.split(/\n{2,}(?![^`]*```\s*$)/).filter((one) => one.trim() !== '');
  return <>{blocks.map((one, at) => block(one.trim(), String(at)))}</>;
}
