/** A field that somebody changed, as a timeline keeps it below `params.changes`. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** Longer texts are cut: what they said stands in the versions of their record. */
const LONGEST = 300;

const said = (value: unknown): unknown => {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  if (Array.isArray(value))
    return value.length === 0
      ? null
      : said(
          value
            .map((one) => (typeof one === 'object' && one !== null ? (one as { value?: unknown }).value : one))
            .join(', '),
        );
  return value instanceof Date ? value.toISOString() : value;
};

/** What differs between two states of a record in some fields, shortened; lists as their parts in one line. */
export function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): FieldChange[] {
  return fields.flatMap((field) => {
    const [was, is] = [said(before[field]), said(after[field])];
    const same = JSON.stringify(before[field] ?? null, bigints) === JSON.stringify(after[field] ?? null, bigints);
    return same || (was === null && is === null) ? [] : [{ field, before: was, after: is }];
  });
}

const bigints = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
