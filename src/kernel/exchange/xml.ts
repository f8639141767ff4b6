import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { asUnreadable, type Bytes } from './bytes.ts';
import { decoderOf, detectEncoding } from './encoding.ts';
import type { Limits } from './limits.ts';
import type { Stop } from './table.ts';
import { Unreadable } from './unreadable.ts';

/** What a reader wants to hear; names come without their prefix. */
export interface XmlEvents {
  open(name: string, attributes: Record<string, string>, line: number): void;
  close(name: string): void;
  text(text: string): void;
}

/** The name without its namespace prefix. */
export const localName = (name: string): string => {
  const at = name.indexOf(':');
  return at < 0 ? name : name.slice(at + 1);
};

/**
 * Reads XML piece by piece; after each piece the caller takes what its events collected. Document types and entities are
 * refused (nothing is ever expanded or fetched), so is nesting deeper than the limit.
 */
export async function* readXml(
  bytes: Bytes,
  events: XmlEvents,
  limits: Limits,
  signal?: Stop,
): AsyncGenerator<void, void, undefined> {
  const stream: Readable = await bytes.open();
  const parser = new SaxesParser({ xmlns: false, position: true });
  let depth = 0;
  let failure: Error | null = null;
  let texts = 0;
  const refuse = (error: Error) => {
    failure ??= error;
  };
  parser.on('doctype', () =>
    refuse(
      new Unreadable(
        'hostile-xml',
        `"${bytes.name}" declares a document type or entities, which exchange files never need. It was not read.`,
        { name: bytes.name },
      ),
    ),
  );
  parser.on('error', (error) =>
    refuse(
      new Unreadable(
        'damaged',
        `"${bytes.name}" is not well-formed XML (${error.message.slice(0, 200)}). Export it again.`,
        { name: bytes.name },
      ),
    ),
  );
  parser.on('opentag', (tag) => {
    if (failure) return;
    texts = 0;
    if (++depth > limits.maxXmlDepth)
      refuse(
        new Unreadable(
          'hostile-xml',
          `"${bytes.name}" nests elements deeper than ${limits.maxXmlDepth} levels. It was not read.`,
          { name: bytes.name },
        ),
      );
    else events.open(localName(tag.name), tag.attributes as Record<string, string>, parser.line);
  });
  parser.on('closetag', (tag) => {
    if (failure) return;
    depth--;
    events.close(localName(tag.name));
  });
  const text = (value: string) => {
    if (failure) return;
    texts += value.length;
    if (texts > limits.maxFieldBytes * 16)
      refuse(
        new Unreadable(
          'too-large',
          `"${bytes.name}" holds a value longer than ${limits.maxFieldBytes * 16} characters. It was not read.`,
          { name: bytes.name },
        ),
      );
    else events.text(value);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  try {
    let decoder: ReturnType<typeof decoderOf> | null = null;
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      decoder ??= decoderOf(declaredEncoding(chunk as Buffer));
      parser.write(decoder.write(chunk as Buffer));
      if (failure) throw failure;
      yield;
    }
    if (decoder) parser.write(decoder.end());
    parser.close();
    if (failure) throw failure;
    yield;
  } catch (error) {
    throw failure ?? asUnreadable(error, bytes.name);
  } finally {
    stream.destroy();
  }
}

/** The encoding that the XML declaration names; marks at the beginning count more. */
export function declaredEncoding(start: Buffer): string {
  const found = detectEncoding(start.subarray(0, 4096));
  if (found.bom || found.encoding.startsWith('utf-16')) return found.encoding;
  const named = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/i
    .exec(start.subarray(0, 200).toString('latin1'))?.[1]
    ?.toLowerCase();
  if (named === undefined || named === 'utf8' || named === 'utf-8') return 'utf-8';
  if (/^(?:windows-|cp)?125[0-8]$/.test(named)) return `windows-${named.slice(-4)}`;
  if (named === 'koi8-r' || named === 'cp866' || named === 'ibm866') return named === 'koi8-r' ? 'koi8-r' : 'cp866';
  if (named.startsWith('iso-8859-') || named === 'us-ascii') return named === 'us-ascii' ? 'windows-1252' : named;
  return found.encoding;
}
