import { STAGES } from './rules-staging.ts';

const COLUMNS = Object.keys(STAGES.lines);
const column = (name: keyof (typeof STAGES)['lines']): number => COLUMNS.indexOf(name);

/** Whom and what lines name beside the key, by the kind of record. */
const NAMED = [
  { of: 'customers', key: column('account_external_id'), name: column('account_name'), group: null },
  {
    of: 'products',
    key: column('product_external_id'),
    name: column('product_name'),
    group: column('product_group'),
  },
  { of: 'salespeople', key: column('salesperson_external_id'), name: column('salesperson_name'), group: null },
] as const;

/** So many names are remembered; after that they are told again, which costs time and changes nothing. */
const REMEMBERED = 50_000;

const NOTHING: readonly (string | null)[][] = [];

/** A text of its own: one cut out of a piece of a file would keep the whole piece in memory. */
const own = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

/**
 * Lines repeat the names of their customer, product and salesperson in every row of a file. This takes them out of the lines and gives each once, as rows of the
 * stage `names`; the keys stay in the lines.
 */
export class NamesOnce {
  private readonly told = NAMED.map(() => new Map<string, { name: string | null; group: string | null }>());

  /** Takes the names out of the values of a line, in place; returns those that were not told yet, as values of the stage `names`. */
  takeFrom(values: (string | null)[]): readonly (string | null)[][] {
    let fresh = NOTHING;
    for (const [at, { of, key: keyAt, name: nameAt, group: groupAt }] of NAMED.entries()) {
      const key = values[keyAt] ?? null;
      const name = values[nameAt] ?? null;
      const group = groupAt === null ? null : (values[groupAt] ?? null);
      values[nameAt] = null;
      if (groupAt !== null) values[groupAt] = null;
      if (key === null || (name === null && group === null)) continue;
      const told = this.told[at]!;
      const last = told.get(key);
      if (last !== undefined && last.name === name && last.group === group) continue;
      if (told.size >= REMEMBERED) told.clear();
      told.set(own(key), { name: name && own(name), group: group && own(group) });
      fresh = [...fresh, [of, key, name, group]];
    }
    return fresh;
  }
}
