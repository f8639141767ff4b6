import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { sheetAnswer } from '../../kernel/sheet-answer.ts';
import { isBusinessDay } from '../../pure/period.ts';
import { Invalid } from '../../pure/refusal.ts';
import * as contract from './contract.ts';
import { retold } from './rules.ts';
import { type AuditFilter, loadEntries, loadWords } from './store.ts';

/** Entries that an export reads at a time. */
const BATCH = 500;

function checkDays(filter: AuditFilter): void {
  for (const field of ['from', 'to'] as const) {
    const day = filter[field];
    if (day !== undefined && !isBusinessDay(day))
      throw new Invalid([{ field, expected: 'a date that exists, YYYY-MM-DD', found: day }]);
  }
}

const HEADERS = [
  'time',
  'person',
  'on behalf of',
  'act',
  'operation',
  'record',
  'record id',
  'record name',
  'account id',
  'account',
  'reason',
  'request id',
  'field',
  'before',
  'after',
  'withheld',
];

const text = (value: unknown) =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

/** A value in a cell: the records in it by name, with their ids. */
function cell(value: unknown, names: ReadonlyMap<string, string>): string | null {
  const said = (id: string) => (names.has(id) ? `${names.get(id)} (${id})` : id);
  return text(retold(value, said));
}

/** Everything that the filter matches, newest first, one row per changed field. */
async function* rowsOf(ctx: Ctx, filter: AuditFilter) {
  for (let before: string | null = null; ; ) {
    const entries: Awaited<ReturnType<typeof loadEntries>> = await loadEntries(ctx, filter, before, BATCH);
    yield entries.flatMap((entry) => {
      const names = new Map(entry.names.map(({ id, name }) => [id, name]));
      const start = [
        entry.at,
        entry.user ? (entry.user.name ?? entry.user.id) : 'system',
        entry.onBehalfOf ? (entry.onBehalfOf.name ?? entry.onBehalfOf.id) : null,
        entry.word,
        entry.operation,
        entry.recordKind,
        entry.recordId,
        names.get(entry.recordId ?? '') ?? null,
        entry.accountId,
        names.get(entry.accountId ?? '') ?? null,
        entry.reason,
        entry.requestId,
      ];
      if (entry.changes.length === 0) return [[...start, null, null, null, null]];
      return entry.changes.map((change) => [
        ...start,
        change.field,
        cell(change.before, names),
        cell(change.after, names),
        change.withheld,
      ]);
    });
    if (entries.length < BATCH) return;
    before = entries[entries.length - 1]!.id;
  }
}

export const handlers = [
  handle(contract.listAudit, async (ctx, input) => {
    const { after, limit = 50, ...filter } = input;
    checkDays(filter);
    const cursor = fromCursor(after, ['id']);
    const rows = await loadEntries(ctx, filter, cursor ? String(cursor[0]) : null, limit + 1);
    return pageOf(rows, limit, (row) => [row.id]);
  }),

  handle(contract.listAuditWords, async (ctx) => ({ words: await loadWords(ctx) })),

  handle(contract.exportAudit, async (ctx, input) => {
    const { format, ...filter } = input;
    checkDays(filter);
    ctx.note({ recordKind: 'export', recordId: null, after: { format, ...filter } });
    return sheetAnswer(ctx, {
      name: `audit-${ctx.org.slug}-${ctx.today}`,
      format,
      headers: HEADERS,
      batches: rowsOf(ctx, filter),
      sheet: 'Audit',
    });
  }),
] as const;
