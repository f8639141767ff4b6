import { fromCursor } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { isBusinessDay } from '../../pure/period.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { guardsRecords, namesRecords } from '../audit/public.ts';
import { notify } from '../notices/public.ts';
import { formerColleague, memberNames } from '../people/public.ts';
import * as contract from './contract-decisions.ts';
import { areMembers } from './store.ts';
import {
  addDecision,
  addReading,
  loadDecision,
  loadDecisions,
  loadReaders,
  loadTitles,
  mayReadDecisionEntry,
} from './store-decisions.ts';

namesRecords(async (ctx, ids) => {
  const titles = await loadTitles(ctx, ids);
  return new Map([...titles].map(([id, name]) => [id, { name, path: '/decisions' }]));
});
guardsRecords('decision', mayReadDecisionEntry);

export const handlers = [
  handle(contract.listDecisions, async (ctx, input) => {
    const after = fromCursor(input.after, ['id']);
    const { rows, next } = await loadDecisions(ctx, {
      unread: input.unread ?? false,
      before: after ? String(after[0]) : null,
      limit: input.limit ?? 50,
    });
    const names = await memberNames(
      ctx,
      rows.flatMap((row) => [row.published_by, ...row.user_ids]),
    );
    const person = (id: string) => ({ id, name: names.get(id) ?? formerColleague(ctx.org.language) });
    return {
      rows: rows.map((row) => ({
        id: row.id,
        title: row.title,
        text: row.text,
        inForceFrom: row.in_force_from,
        everybody: row.everybody,
        roles: row.roles,
        people: row.user_ids.map(person),
        publishedBy: person(row.published_by),
        publishedAt: row.published_at.toISOString(),
        isForMe: row.is_for_me,
        readAt: row.read_at?.toISOString() ?? null,
        readers: row.answers_for === 0 ? null : { read: row.have_read, all: row.answers_for },
      })),
      next,
    };
  }),

  handle(contract.publishDecision, async (ctx, input) => {
    const { title, text, inForceFrom, everybody = false, roles = [], userIds = [] } = input;
    if (!isBusinessDay(inForceFrom))
      throw new Invalid([{ field: 'inForceFrom', expected: 'a day of the calendar', found: inForceFrom, rule: 'day' }]);
    if (!everybody && roles.length + userIds.length === 0)
      throw new Refusal('tasks.toWhom', 'Say whom it goes to: everybody, roles or people.');
    if (!(await areMembers(ctx, userIds)))
      throw new Refusal('tasks.unknownPerson', 'Somebody whom you named is not a member of this organisation.');
    const id = await addDecision(ctx, {
      ...{ title: title.trim(), text, everybody, roles, in_force_from: inForceFrom },
      user_ids: userIds,
    });
    for (const { user_id } of await loadReaders(ctx, id, true))
      if (user_id !== ctx.actor.userId)
        await notify(ctx, user_id, { kind: 'tasks.decision', params: { title: title.trim() }, path: '/decisions' });
    return { id };
  }),

  handle(contract.readDecision, async (ctx, input) => {
    const { is_for_me: isForMe } = await loadDecision(ctx, input.id);
    if (!isForMe) throw new Refusal('tasks.notForYou', 'This decision is not addressed to you.');
    await addReading(ctx, input.id);
    ctx.note({ recordKind: 'decision', recordId: input.id });
    return { done: true as const };
  }),

  handle(contract.listDecisionReaders, async (ctx, input) => {
    await loadDecision(ctx, input.id);
    const readers = await loadReaders(ctx, input.id, false);
    const names = await memberNames(
      ctx,
      readers.map((row) => row.user_id),
    );
    return {
      rows: readers.map((row) => ({
        id: row.user_id,
        name: names.get(row.user_id) ?? formerColleague(ctx.org.language),
        readAt: row.read_at?.toISOString() ?? null,
      })),
    };
  }),

  handle(contract.remindReaders, async (ctx, input) => {
    const { title } = await loadDecision(ctx, input.id);
    const waiting = (await loadReaders(ctx, input.id, false)).filter(
      (row) => row.read_at === null && row.user_id !== ctx.actor.userId,
    );
    for (const { user_id } of waiting)
      await notify(ctx, user_id, { kind: 'tasks.decisionReminder', params: { title }, path: '/decisions' });
    ctx.note({ recordKind: 'decision', recordId: input.id, after: { reminded: waiting.length } });
    return { reminded: waiting.length };
  }),
] as const;
