/** One change as it is stored by kernel/audit.ts. */
export interface StoredChange {
  field: string;
  before: unknown;
  after: unknown;
  person?: string;
  verb?: string;
}

/** One change as a reader sees it. */
export interface ShownChange {
  field: string;
  before: unknown;
  after: unknown;
  withheld: 'confidential' | 'erased' | null;
}

/** Words of field names whose values need a verb even where the writer of the entry forgot to say so. */
const GUARDED: readonly { word: RegExp; verb: string }[] = [
  { word: /(^|_)(margin|base_cost|costed)(_|$)|[mM]argin|baseCost/, verb: 'ledger.seeMargin' },
  { word: /(^|_)cost(_|$)|[a-z]Cost([A-Z]|$)/, verb: 'products.seeCost' },
];

/** The verb without which the value of a field may not be read; null: none. */
export function verbOfField(field: string): string | null {
  return GUARDED.find(({ word }) => word.test(field))?.verb ?? null;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A value with every text in it, at any depth, as `say` says it. */
export function retold(value: unknown, say: (text: string) => string): unknown {
  if (typeof value === 'string') return say(value);
  if (Array.isArray(value)) return value.map((item) => retold(item, say));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, retold(item, say)]));
}

/** The ids of records that stand in values. */
export function idsIn(values: readonly unknown[]): string[] {
  const ids = new Set<string>();
  retold(values, (text) => {
    if (ID.test(text)) ids.add(text);
    return text;
  });
  return [...ids];
}

/** A value without the confidential fields inside of it. */
export function redacted(value: unknown, can: (verb: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => redacted(item, can));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => {
        const verb = verbOfField(name);
        return verb === null || can(verb);
      })
      .map(([name, item]) => [name, redacted(item, can)]),
  );
}

/**
 * What a reader sees of a change: nothing of confidential values without the verb, personal values opened by `open`, which gives
 * undefined when they were erased.
 */
export function shown(
  change: StoredChange,
  can: (verb: string) => boolean,
  open: (change: StoredChange & { person: string }) => { before: unknown; after: unknown } | undefined,
): ShownChange {
  const { field } = change;
  const verbs = [change.verb ?? null, verbOfField(field)];
  if (verbs.some((verb) => verb !== null && !can(verb)))
    return { field, before: null, after: null, withheld: 'confidential' };
  if (change.person !== undefined) {
    const opened = open({ ...change, person: change.person });
    return opened ? { field, ...opened, withheld: null } : { field, before: null, after: null, withheld: 'erased' };
  }
  return { field, before: redacted(change.before, can), after: redacted(change.after, can), withheld: null };
}
