import type { Kept, Reach } from './contract-shapes.ts';
import { folded } from './rules.ts';
import { type CardPerson, MARK_LINE, partsOf, plain, typeOfLabel } from './rules-cards.ts';

export type CardVersion = '4.0' | '3.0';

/** A position as a card names it. */
export interface CardPosition {
  organisation: string;
  department: string | null;
  title: string | null;
}

/** A person as a vCard, lines ended and folded as RFC 6350 asks. `uid`: said where the card that came in had none; `mark`: who saved it and when. */
export function cardText(
  person: CardPerson,
  positions: readonly CardPosition[],
  version: CardVersion,
  uid: string | null,
  mark: string | null = null,
): string {
  const { kept } = person;
  const says = (name: string) => kept.some((line) => line.name === name);
  const lines: string[] = ['BEGIN:VCARD', `VERSION:${version}`];
  const put = (name: string, value: string, params: readonly string[] = []) =>
    lines.push(lineOf(name, params, escaped(value)));
  if (!kept.some((line) => line.name === 'FN' && plain(line.value).trim() === person.name)) put('FN', person.name);
  if (!kept.some((line) => fitsName(line, person.name)))
    lines.push(`N:${nameParts(person.name).map(escaped).join(';')}`);
  if (person.latinName !== null) put('X-VITALFEW-LATIN-NAME', person.latinName);
  if (person.salutation !== null) put('X-VITALFEW-SALUTATION', person.salutation);
  for (const phone of person.phones) put(groupOf(phone, 'TEL'), phone.value, reachParams(phone, version));
  for (const email of person.emails) put(groupOf(email, 'EMAIL'), email.value, reachParams(email, version));
  for (const one of person.messengers) {
    const value = one.label === 'other' ? one.value : `${one.label}:${one.value}`;
    put(groupOf(one, 'IMPP'), value, reachParams({ ...one, label: 'other' }, version));
  }
  for (const [at, tag] of person.languages.entries()) put('LANG', tag, [`PREF=${at + 1}`]);
  if (person.timezone !== null && !hasText(kept, 'TZ', person.timezone)) put('TZ', person.timezone);
  if (person.birthday !== null && !kept.some((line) => line.name === 'BDAY'))
    put('BDAY', version === '4.0' ? person.birthday.replaceAll(/(?<=\d)-/g, '') : person.birthday);
  if (person.preferredChannel !== null) put('X-VITALFEW-CHANNEL', person.preferredChannel);
  for (const [at, position] of positions.entries()) {
    const group = positions.length > 1 ? `p${at + 1}.` : '';
    const org = [position.organisation, ...(position.department === null ? [] : [position.department])];
    lines.push(`${group}ORG:${org.map(escaped).join(';')}`);
    if (position.title !== null) put(`${group}TITLE`, position.title);
  }
  for (const line of kept) {
    // A former name is not the name any more; what the positions say is newer.
    if (line.name === 'N' && !fitsName(line, person.name)) continue;
    if (line.name === 'FN' && plain(line.value).trim() !== person.name) continue;
    if (positions.length > 0 && (line.name === 'ORG' || line.name === 'TITLE')) continue;
    lines.push(keptLine(line, version));
  }
  if (uid !== null && !says('UID')) lines.push(`UID:urn:uuid:${uid}`);
  if (mark !== null) put(MARK_LINE, mark);
  return `${[...lines, 'END:VCARD'].map(foldedLine).join('\r\n')}\r\n`;
}

const hasText = (kept: readonly Kept[], name: string, text: string) =>
  kept.some((line) => line.name === name && plain(line.value).trim() === text);

/** Whether a kept N still says the name: family and given name stand in it. */
function fitsName(line: Kept, name: string): boolean {
  if (line.name !== 'N' || line.binary) return false;
  const words = folded(name);
  return partsOf(line.value)
    .slice(0, 2)
    .every((part) => words.includes(folded(part)));
}

const PATRONYMIC = /(вич|вна|чна|оглы|кызы)$/i;

/** Family, given and further names of a full name, as N wants them: "Anna Maria Berg", "Берг Анна Ивановна". */
function nameParts(name: string): [string, string, string] {
  const words = name.trim().split(/\s+/);
  if (words.length === 1) return ['', words[0]!, ''];
  if (words.length === 3 && PATRONYMIC.test(words[2]!)) return [words[0]!, words[1]!, words[2]!];
  if (words.length === 3 && PATRONYMIC.test(words[1]!)) return [words[2]!, words[0]!, words[1]!];
  return [words.at(-1)!, words.slice(0, -1).join(' '), ''];
}

/** `GROUP=item1` among the parameters ties a line to others of the card. */
function groupOf(one: Reach, name: string): string {
  const group = one.params?.find((param) => param.startsWith('GROUP='))?.slice(6);
  return group && /^[A-Za-z0-9-]+$/.test(group) ? `${group}.${name}` : name;
}

function reachParams(one: Reach, version: CardVersion): string[] {
  const type = typeOfLabel(one.label);
  const preferred = one.preferred ? [version === '4.0' ? 'PREF=1' : 'TYPE=pref'] : [];
  const more = (one.params ?? []).filter((param) => !param.startsWith('GROUP='));
  return [...(type === null ? [] : [`TYPE=${type}`]), ...preferred, ...more];
}

function keptLine(line: Kept, version: CardVersion): string {
  const name = line.group === null ? line.name : `${line.group}.${line.name}`;
  if (!line.binary) return lineOf(name, line.params, line.value);
  if (version === '3.0') return lineOf(name, ['ENCODING=b', ...line.params], line.value);
  const type =
    line.params
      .find((param) => /^TYPE=/i.test(param))
      ?.slice(5)
      .toLowerCase() ?? 'octet-stream';
  const kind = ['PHOTO', 'LOGO'].includes(line.name) ? 'image' : line.name === 'SOUND' ? 'audio' : 'application';
  return lineOf(name, line.params, `data:${kind}/${type.replaceAll(/[^\w.+-]/g, '')};base64,${line.value}`);
}

const NAMED = /^([A-Za-z0-9-]+)=(.*)$/s;

/** One line; parameters that cannot be written are none. */
function lineOf(name: string, params: readonly string[], value: string): string {
  const said = params.flatMap((param) => {
    const [, key, text = ''] = NAMED.exec(param) ?? [];
    if (key === undefined) return [];
    const safe = text.replaceAll('^', '^^').replaceAll(/\r?\n/g, '^n').replaceAll('"', "^'");
    return [`;${key}=${/[:;,]/.test(safe) ? `"${safe}"` : safe}`];
  });
  return `${name}${said.join('')}:${value}`;
}

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/\r?\n/g, '\\n')
    .replaceAll(/[;,]/g, (mark) => `\\${mark}`);

/** At most 75 octets in a line, no character cut in two. */
function foldedLine(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const letter of line) {
    const code = letter.codePointAt(0)!;
    const octets = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (size + octets > 75) {
      pieces.push(piece);
      piece = ' ';
      size = 1;
    }
    piece += letter;
    size += octets;
  }
  return [...pieces, piece].join('\r\n');
}
