import { handle } from '../../kernel/run.ts';
import { sheetAnswer } from '../../kernel/sheet-answer.ts';
import { shownFields } from '../fields/public.ts';
import { namesFor, rowAnswer } from './answers.ts';
import * as contract from './contract.ts';
import { checkFilter } from './list-filter.ts';
import { allPages, checkFieldsUsed, loadPage, type Order } from './store-list.ts';

const orderOf = (input: { sort?: Order['sort']; direction?: Order['direction'] }): Order => ({
  sort: input.sort ?? 'due',
  direction: input.direction ?? 'asc',
});

const HEADS = [
  'kind',
  'state',
  'title',
  'subject',
  'account',
  'owner',
  'given by',
  'department',
  'due',
  'time',
  'zone',
  'overdue',
  'priority',
  'made',
  'changed',
  'closed',
];

export const handlers = [
  handle(contract.listTasks, async (ctx, input) => {
    await checkFilter(ctx, input);
    const shown = await shownFields(ctx, 'task', input.fields);
    const { rows, next } = await loadPage(ctx, input, orderOf(input), { after: input.after, limit: input.limit ?? 50 });
    const names = await namesFor(ctx, rows);
    const own = await shown.of(rows.map((task) => task.id));
    return {
      rows: rows.map((task) => ({
        ...rowAnswer(ctx, task, names, { done: task.items_done, all: task.items_all }),
        ...(input.fields ? { fields: own.get(task.id) ?? [] } : {}),
      })),
      next,
    };
  }),

  handle(contract.exportTasks, async (ctx, input) => {
    await checkFilter(ctx, input);
    const { format = 'csv', where: _, fields, sort, ...what } = input;
    await checkFieldsUsed(ctx, input, orderOf(input).sort);
    const shown = await shownFields(ctx, 'task', fields);
    ctx.note({
      recordKind: 'tasks',
      recordId: null,
      accountId: input.accountId ?? null,
      after: { ...what, ...(sort?.startsWith('field:') ? {} : { sort }), format },
    });
    async function* batches() {
      for await (const tasks of allPages(ctx, input, orderOf(input))) {
        const names = await namesFor(ctx, tasks);
        const own = await shown.of(tasks.map((task) => task.id));
        yield tasks.map((task) => {
          const row = rowAnswer(ctx, task, names, { done: 0, all: 0 });
          const day = row.due === null ? null : { date: row.due.on };
          return [
            ...[row.kind, row.state, row.title, row.topic, row.account?.name ?? null, row.owner?.name ?? null],
            ...[row.giver.name, row.department, day, row.due?.time ?? null, row.due?.zone ?? null, row.isOverdue],
            ...[row.priority, { dateTime: row.createdAt.slice(0, 19) }],
            { dateTime: row.changedAt.slice(0, 19) },
            row.closedAt === null ? null : { dateTime: row.closedAt.slice(0, 19) },
            ...shown.cells(own.get(task.id)),
          ];
        });
      }
    }
    return sheetAnswer(ctx, {
      name: `tasks-${ctx.today}`,
      format,
      headers: [...HEADS, ...shown.heads],
      batches: batches(),
      sheet: 'Tasks',
    });
  }),
] as const;
