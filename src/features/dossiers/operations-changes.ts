import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor } from '../../kernel/cursor.ts';
import { readersOf } from '../../kernel/readers.ts';
import { handle } from '../../kernel/run.ts';
import { Invalid } from '../../pure/refusal.ts';
import { checkAccountVisible } from '../accounts/public.ts';
import { notify, sendsNotices } from '../notices/public.ts';
import { memberNames } from '../people/public.ts';
import { checkPast, mayEdit, person } from './checks.ts';
import * as contract from './contract-changes.ts';
import { deleteChange, insertChange, loadChanges, updateChange } from './store-changes.ts';
import en from './ui/en.json' with { type: 'json' };
import ru from './ui/ru.json' with { type: 'json' };

sendsNotices(
  'dossiers',
  {
    'change.newShop': 'digest',
    'change.newDirector': 'digest',
    'change.merger': 'digest',
    'change.paymentTrouble': 'digest',
    'change.other': 'digest',
  },
  { en: en.notice, ru: ru.notice },
);

/** Who is told: those of the team and of the named who may read the account, without the one who tells. Somebody named who may not is Invalid, as is one whom nobody knows. */
async function receivers(ctx: Ctx, accountId: string, named: readonly string[], team: boolean): Promise<string[]> {
  const readers = await readersOf(ctx, 'dossiers.read', accountId);
  const known = new Set(readers.map(({ userId }) => userId));
  const stranger = named.find((userId) => !known.has(userId));
  if (stranger !== undefined) {
    throw new Invalid([{ field: 'tell', expected: 'colleagues who may read the account', found: stranger }]);
  }
  return readers
    .filter(({ userId, onTeam }) => userId !== ctx.actor.userId && (named.includes(userId) || (team && onTeam)))
    .map(({ userId }) => userId);
}

export const handlers = [
  handle(contract.listChanges, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'dossiers.read');
    const before = fromCursor(input.after, ['day', 'id']);
    const { rows, next } = await loadChanges(ctx, input.id, { before, limit: input.limit ?? 50 });
    return {
      rows: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        happenedOn: row.happened_on,
        text: row.text,
        source: row.source,
        author: person(row.author_id, row.author_name),
        addedAt: row.added_at.toISOString(),
        told: row.told,
        plan: row.plan,
        planNote: row.plan_note,
        planBy: person(row.plan_by, row.plan_by_name),
        planAt: row.plan_at?.toISOString() ?? null,
        version: row.version,
      })),
      next,
      can: { edit: await mayEdit(ctx, input.id) },
    };
  }),

  handle(contract.listReaders, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'dossiers.edit');
    const readers = (await readersOf(ctx, 'dossiers.read', input.id)).filter(
      ({ userId }) => userId !== ctx.actor.userId,
    );
    const names = await memberNames(
      ctx,
      readers.map(({ userId }) => userId),
    );
    const rows = readers.map(({ userId, onTeam }) => ({ id: userId, name: names.get(userId) ?? '', onTeam }));
    return {
      rows: rows.sort(
        (a, b) => Number(b.onTeam) - Number(a.onTeam) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
      ),
    };
  }),

  handle(contract.addChange, async (ctx, input) => {
    const account = await checkAccountVisible(ctx, input.id, 'dossiers.edit');
    checkPast(ctx, 'happenedOn', input.happenedOn);
    const told = await receivers(ctx, input.id, input.tell ?? [], input.tellTeam ?? false);
    const { kind, text, source } = input;
    const id = await insertChange(
      ctx,
      input.id,
      { kind, happened_on: input.happenedOn, text: text.trim(), source },
      told,
    );
    for (const userId of told) {
      await notify(ctx, userId, {
        kind: `dossiers.change.${kind}`,
        params: { account: account.name },
        path: `/accounts/${input.id}?tab=dossier`,
      });
    }
    const names = await memberNames(ctx, told);
    return { id, told: told.map((userId) => ({ id: userId, name: names.get(userId) ?? '' })) };
  }),

  handle(contract.saveChange, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'dossiers.edit');
    checkPast(ctx, 'happenedOn', input.happenedOn);
    const { kind, text, source } = input;
    const row = { kind, happened_on: input.happenedOn, text: text.trim(), source };
    return { version: await updateChange(ctx, input.id, input.changeId, input.version, row) };
  }),

  handle(contract.removeChange, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'dossiers.edit');
    await deleteChange(ctx, input.id, input.changeId, input.version);
    return { done: true as const };
  }),

  handle(contract.decideChange, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'dossiers.edit');
    const decided = input.plan !== 'open';
    const version = await updateChange(ctx, input.id, input.changeId, input.version, {
      plan: input.plan,
      plan_note: (input.note ?? '').trim(),
      plan_by: decided ? ctx.actor.userId : null,
      plan_at: decided ? ctx.now : null,
    });
    return { version };
  }),
] as const;
