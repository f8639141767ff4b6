import { OWN } from './rules-kinds.ts';
import { ownKeys } from './rules-mapping.ts';
import type { ProposedMapping } from './rules-propose.ts';
import type { Reader } from './rules-readers.ts';
import type { Compiling, OwnField } from './rules-staged.ts';
import { normalizeHeader } from './rules-words.ts';

type Own = ReadonlyMap<string, OwnField>;

/** Reads all fields of the organisation's own in a row of customers: JSON, id of a field -> its value; null where the row says nothing of them. */
export function ownReader(c: Compiling): Reader {
  const readers = ownKeys(c.mapping).flatMap((key) => {
    const field = c.context.own?.get(key);
    if (field === undefined) return [];
    const isNumber = field.type === 'number' || field.type === 'money';
    const reader = c.read(OWN + key, isNumber ? 'decimal' : field.type === 'date' ? 'date' : 'text');
    return reader === null ? [] : [{ field, name: OWN + key, reader }];
  });
  return (cells) => {
    const said: Record<string, unknown> = {};
    for (const { field, name, reader } of readers) {
      const text = reader(cells);
      if (text === null) continue;
      const read = field.read(text);
      if ('expected' in read)
        return c.faults.set(name, text, 'field', `"${text.slice(0, 100)}" does not fit the field "${field.label}".`);
      said[field.id] = read.value;
    }
    return Object.keys(said).length === 0 ? null : JSON.stringify(said);
  };
}

/** A proposal for customers with the columns that are called as a field of the organisation's own, and without fields that are no more. */
export function proposedWithOwn(proposal: ProposedMapping, own: Own): ProposedMapping {
  if (proposal.kind !== 'customers') return proposal;
  const isThere = (name: string) => !name.startsWith(OWN) || own.has(name.slice(OWN.length));
  const known = <V>(entries: Record<string, V>) =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => isThere(name)));
  const fields = known(proposal.fields);
  const unmapped: string[] = [];
  const headers = [
    ...proposal.unmapped,
    ...Object.values(proposal.fields).filter((each) => !Object.values(fields).includes(each)),
  ];
  for (const header of headers) {
    const wanted = normalizeHeader(header);
    const found = [...own.values()].find((field) => field.names.some((name) => normalizeHeader(name) === wanted));
    const name = found === undefined ? null : OWN + found.key;
    if (name === null || fields[name] !== undefined) unmapped.push(header);
    else fields[name] = header;
  }
  return { ...proposal, fields, constants: known(proposal.constants), unmapped };
}
