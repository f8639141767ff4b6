import type { Ctx } from '../../kernel/ctx.ts';
import { formatMinor } from '../../pure/money.ts';
import { memberNames } from '../people/public.ts';
import type { Kind, Merge } from './contract.ts';
import type { KeptRow, MergeRow } from './store-merges.ts';

/** Tables of which a merge shows what gave way. */
export const SHOWN_ASIDE = [
  'dossier_sections',
  'dossier_years',
  'account_identifiers',
  'account_exclusions',
  'account_parents',
  'account_team',
  'contact_positions',
  'relationship_people',
  'relationship_ties',
  'relationship_lines',
] as const;

/** The fields of a record that a merge chooses, as the API names them, by column. */
const named = (column: string) => column.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
export const columnOf = (field: string) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Lists and long texts: both values can be kept in one. */
const BOTH: Record<Kind, readonly string[]> = {
  account: ['languages'],
  contact: ['phones', 'emails', 'messengers', 'languages', 'dos', 'donts'],
};
export const canBoth = (kind: Kind, field: string) => BOTH[kind].includes(field);

/** A value as people read it: an amount with its currency. */
function plain(ctx: Ctx, column: string, record: Record<string, unknown>): unknown {
  const value = record[column];
  if (value == null) return null;
  if (column !== 'credit_limit') return value;
  const currency = String(record.currency ?? ctx.org.baseCurrency);
  return `${formatMinor(BigInt(value as string | bigint), currency)} ${currency}`;
}

/** Both values of every field in which something stands. */
export function fieldsBeside(
  ctx: Ctx,
  kind: Kind,
  columns: readonly string[],
  survivor: Record<string, unknown>,
  absorbed: Record<string, unknown>,
) {
  const isNothing = (value: unknown) => value == null || value === '' || (Array.isArray(value) && value.length === 0);
  return columns
    .filter((column) => !isNothing(survivor[column]) || !isNothing(absorbed[column]))
    .map((column) => ({
      field: named(column),
      survivor: plain(ctx, column, survivor),
      absorbed: plain(ctx, column, absorbed),
      canBoth: canBoth(kind, named(column)),
    }));
}

/** Merges with the names of people. */
export async function answered(ctx: Ctx, rows: readonly MergeRow[]): Promise<Merge[]> {
  const people = rows.flatMap((row) => [row.merged_by, row.undone_by]).filter((id) => id !== null);
  const names = await memberNames(ctx, people);
  const person = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    survivor: { id: row.survivor_id, name: row.survivor_name },
    absorbed: { id: row.absorbed_id, name: row.absorbed_name },
    state: row.state,
    progress: row.progress,
    reason: row.reason,
    problem: row.problem,
    mergedBy: person(row.merged_by),
    mergedAt: row.merged_at.toISOString(),
    undoneBy: person(row.undone_by),
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoReason: row.undo_reason,
    version: row.version,
  }));
}

/** A row that gave way, as it is read: what it is called and what stood in it. */
export function asideOf({ table_name: table, act, before }: KeptRow) {
  const text = (...columns: string[]) =>
    columns
      .map((column) => before[column])
      .filter((value) => value != null && value !== '')
      .join(' · ');
  const said: Record<string, [string, string]> = {
    dossier_sections: [text('section'), text('text')],
    dossier_years: [text('year'), text('currency', 'revenue', 'profit', 'employees')],
    account_identifiers: [text('kind'), text('value', 'note')],
    account_exclusions: [text('reason'), text('note')],
    account_parents: [text('origin'), text('since', 'reason')],
    account_team: [text('duty'), text('since', 'until')],
    contact_positions: [text('title'), text('department', 'since', 'until')],
    relationship_people: [text('wanted'), text('department', 'influence', 'support', 'orientation', 'coverage')],
    relationship_ties: [text('level'), text('wanted', 'last_met')],
    relationship_lines: [text('kind'), ''],
  };
  const [title, body] = said[table] ?? ['', ''];
  return { table, title, text: body, isLeft: act === 'left' };
}
