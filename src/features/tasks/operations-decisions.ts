import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { isBusinessDay } from '../../pure/period.ts';
import { Invalid, Refusal, StaleVersion } from '../../pure/refusal.ts';
import { guardsRecords, namesRecords } from '../audit/public.ts';
import { guardsNotices, notify } from '../notices/public.ts';
import { formerColleague, memberNames } from '../people/public.ts';
import * as contract from './contract-decisions.ts';
import { areMembers } from './store.ts';
import {
  addDecision,
  addReading,
  correct,
  loadDecision,
  loadDecisions,
  loadReaders,
  loadTitles,
  loadVersions,
  mayReadDecisionEntry,
} from './store-decisions.ts';

/** Where a decision is read; the notice about one is shown to whoever may see it (`guardsNotices`). */
const pathOf = (id: string) => `/decisions?decision=${id}`;

function checkDay(inForceFrom: string): void {
  if (!isBusinessDay(inForceFrom))
    throw new Invalid([{ field: 'inForceFrom', expected: 'a day of the calendar', found: inForceFrom, rule: 'day' }]);
}

/** Tells those whom a decision is for that there is something to read. */
async function tellReaders(ctx: Ctx, id: string, kind: string, title: string): Promise<void> {
  for (const { user_id } of await loadReaders(ctx, id, true))
    if (user_id !== ctx.actor.userId) await notify(ctx, user_id, { kind, params: { title }, path: pathOf(id) });
}

guardsNotices('?decision', loadTitles);
namesRecords(async (ctx, ids) => {
  const titles = await loadTitles(ctx, ids);
  return new Map([...titles].map(([id, name]) => [id, { name, path: pathOf(id) }]));
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
      rows.flatMap((row) => [row.published_by, ...(row.corrected_by ? [row.corrected_by] : []), ...row.user_ids]),
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
        number: row.number,
        correction:
          row.corrected_at === null
            ? null
            : {
                words: row.correction,
                by: row.corrected_by === null ? null : person(row.corrected_by),
                at: row.corrected_at.toISOString(),
              },
        readNumber: row.read_number,
        isForMe: row.is_for_me,
        readAt: row.read_at?.toISOString() ?? null,
        readers: row.answers_for === 0 ? null : { read: row.have_read, all: row.answers_for },
      })),
      next,
    };
  }),

  handle(contract.publishDecision, async (ctx, input) => {
    const { title, text, inForceFrom, everybody = false, roles = [], userIds = [] } = input;
    checkDay(inForceFrom);
    if (!everybody && roles.length + userIds.length === 0)
      throw new Refusal('tasks.toWhom', 'Say whom it goes to: everybody, roles or people.');
    if (!(await areMembers(ctx, userIds)))
      throw new Refusal('tasks.unknownPerson', 'Somebody whom you named is not a member of this organisation.');
    const id = await addDecision(ctx, {
      ...{ title: title.trim(), text, everybody, roles, in_force_from: inForceFrom },
      user_ids: userIds,
    });
    await tellReaders(ctx, id, 'tasks.decision', title.trim());
    return { id };
  }),

  handle(contract.correctDecision, async (ctx, input) => {
    const { id, title, text, inForceFrom, correction } = input;
    checkDay(inForceFrom);
    const before = await loadDecision(ctx, id, true);
    if (before.number !== input.number) {
      const { is_for_me: _mine, in_force_from: from, ...current } = before;
      throw new StaleVersion({ ...current, inForceFrom: from }, { title, text, inForceFrom, correction });
    }
    const after = { title: title.trim(), text, in_force_from: inForceFrom, correction: correction.trim() };
    const number = await correct(ctx, id, before, after);
    await tellReaders(ctx, id, 'tasks.decisionCorrected', after.title);
    return { number };
  }),

  handle(contract.listDecisionVersions, async (ctx, input) => {
    await loadDecision(ctx, input.id);
    const rows = await loadVersions(ctx, input.id);
    const names = await memberNames(
      ctx,
      rows.map((row) => row.published_by),
    );
    return {
      rows: rows.map((row) => ({
        number: row.number,
        title: row.title,
        text: row.text,
        inForceFrom: row.in_force_from,
        correction: row.correction,
        publishedBy: { id: row.published_by, name: names.get(row.published_by) ?? formerColleague(ctx.org.language) },
        publishedAt: row.published_at.toISOString(),
        readAt: row.read_at?.toISOString() ?? null,
      })),
    };
  }),

  handle(contract.readDecision, async (ctx, input) => {
    const { is_for_me: isForMe, number } = await loadDecision(ctx, input.id);
    if (!isForMe) throw new Refusal('tasks.notForYou', 'This decision is not addressed to you.');
    if (input.number !== undefined && input.number !== number)
      throw new Refusal('tasks.corrected', 'The decision was corrected since: read the version that holds now.');
    await addReading(ctx, input.id, number);
    ctx.note({ recordKind: 'decision', recordId: input.id, after: { number } });
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
        earlier:
          row.earlier_number === null || row.earlier_at === null
            ? null
            : { number: row.earlier_number, at: row.earlier_at.toISOString() },
      })),
    };
  }),

  handle(contract.remindReaders, async (ctx, input) => {
    const { title } = await loadDecision(ctx, input.id);
    const waiting = (await loadReaders(ctx, input.id, false)).filter(
      (row) => row.read_at === null && row.user_id !== ctx.actor.userId,
    );
    for (const { user_id } of waiting)
      await notify(ctx, user_id, { kind: 'tasks.decisionReminder', params: { title }, path: pathOf(input.id) });
    ctx.note({ recordKind: 'decision', recordId: input.id, after: { reminded: waiting.length } });
    return { reminded: waiting.length };
  }),
] as const;
