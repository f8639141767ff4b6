import { reachesOne } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { NotFound, Refusal } from '../../pure/refusal.ts';
import { checkAccountVisible, hearsAccounts } from '../accounts/public.ts';
import { hearsMadeContacts, readableContacts } from '../contacts/public.ts';
import { memberNames } from '../people/public.ts';
import * as contract from './contract.ts';
import { accountCompared, contactCompared, meetingKeys, phoneKey } from './keys.ts';
import './store-moving.ts';
import './store-texts.ts';
import { handlers as mergeHandlers } from './operations-merges.ts';
import { queueDuplicates } from './public.ts';
import { type Compared, isStrong, LEAST, likeness, MOST_HINTS } from './rules.ts';
import * as store from './store-pairs.ts';
import { loadFound } from './store-records.ts';
import { loadCompared, recordsWith } from './store-scan.ts';

hearsAccounts(async (ctx, event) => {
  if (event === 'made') await queueDuplicates(ctx);
});
/** A file of cards makes many people in one transaction: one job looks at them all. */
const queued = new WeakSet<Ctx>();
hearsMadeContacts(async (ctx) => {
  if (queued.has(ctx)) return;
  queued.add(ctx);
  await queueDuplicates(ctx);
});

/** So many likely ones are named at once. */
const MOST_NAMED = 5;

async function answered(ctx: Ctx, rows: readonly store.PairRow[]): Promise<contract.Pair[]> {
  const people = await memberNames(
    ctx,
    rows.map((row) => row.decided_by).filter((id) => id !== null),
  );
  const of = async (verb: string) => {
    const found = new Map<string, { id: string; name: string; detail: string }>();
    for (const kind of contract.KINDS) {
      const ids = rows.filter((row) => row.kind === kind).flatMap((row) => [row.one_id, row.other_id]);
      for (const [id, each] of await loadFound(ctx, kind, ids, verb)) found.set(id, each);
    }
    return found;
  };
  const seen = await of('duplicates.read');
  const mergeable = ctx.can('duplicates.merge') ? await of('duplicates.merge') : new Map();
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, score: row.score, state: row.state },
    // Which account two people share may be hidden from the reader.
    reasons: row.reasons.map((reason) => (reason.kind === 'account' ? { ...reason, value: '' } : reason)),
    one: seen.get(row.one_id)!,
    other: seen.get(row.other_id)!,
    foundAt: row.found_at.toISOString(),
    decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: people.get(row.decided_by) ?? '' },
    decidedAt: row.decided_at?.toISOString() ?? null,
    reason: row.reason,
    version: row.version,
    can: { merge: mergeable.has(row.one_id) && mergeable.has(row.other_id) },
  }));
}

/**
 * The records that what somebody writes down may be. One that they may not see is only said to be there, when a fact in common is one record's alone; so often in a day,
 * and kept for the head.
 */
async function checkEntry(ctx: Ctx, kind: contract.Kind, entry: Compared) {
  const ids = (await recordsWith(ctx, kind, meetingKeys(entry))).filter((id) => id !== entry.id);
  const compared = await loadCompared(ctx, kind, ids);
  const likely = [...compared.values()]
    .map((each) => ({ id: each.id, ...likeness(kind, entry, each) }))
    .filter((each) => each.score >= LEAST)
    .sort((a, b) => b.score - a.score);
  const seen = await loadFound(
    ctx,
    kind,
    likely.map((each) => each.id),
    `${kind}s.read`,
  );
  const rows = likely
    .flatMap(({ id, score, reasons }) => (seen.has(id) ? [{ ...seen.get(id)!, score, reasons }] : []))
    .slice(0, MOST_NAMED);
  const hidden = likely.find((each) => !seen.has(each.id) && each.reasons.some((reason) => isStrong(kind, reason)));
  return { rows, exists: hidden !== undefined && (await mayTell(ctx, kind, hidden.id)) };
}

async function mayTell(ctx: Ctx, kind: contract.Kind, recordId: string): Promise<boolean> {
  if (await store.wasTold(ctx, recordId)) return true;
  if ((await store.countHints(ctx)) >= MOST_HINTS) return false;
  await store.addHint(ctx, kind, recordId);
  return true;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

export const handlers = [
  handle(contract.listDuplicates, async (ctx, input) => {
    const cursor = fromCursor(input.after, ['number', 'id']);
    const after = cursor && { score: Number(cursor[0]), id: String(cursor[1]) };
    const limit = input.limit ?? 50;
    const asked = {
      kind: input.kind ?? null,
      state: input.state ?? 'open',
      recordId: input.recordId ?? null,
      importId: input.importId ?? null,
    };
    const { rows, next } = pageOf(await store.loadPairs(ctx, asked, after, limit + 1), limit, (row) => [
      row.score,
      row.id,
    ]);
    const can = { merge: ctx.can('duplicates.merge'), scan: ctx.can('duplicates.scan') };
    return { rows: await answered(ctx, rows), next, can };
  }),

  handle(contract.decideDuplicate, async (ctx, input) => {
    const row = await store.loadPair(ctx, input.id, 'duplicates.merge');
    const reason = (input.reason ?? '').trim();
    if (!input.isDuplicate && reason === '')
      throw new Refusal('duplicates.why', 'Say why the two are not one: whoever finds them again wants to know.');
    const state = input.isDuplicate ? 'open' : 'dismissed';
    const by = input.isDuplicate ? null : ctx.actor.userId;
    const changes = { state, reason, decided_by: by, decided_at: input.isDuplicate ? null : ctx.now };
    await store.savePair(ctx, row, input.version, changes);
    return (await answered(ctx, [await store.loadPair(ctx, input.id, 'duplicates.merge')]))[0]!;
  }),

  handle(contract.scanDuplicates, async (ctx) => {
    await queueDuplicates(ctx);
    return { queued: true as const };
  }),

  handle(contract.checkAccount, async (ctx, input) => {
    if (input.id !== undefined) await checkAccountVisible(ctx, input.id, 'accounts.read');
    const { id = NOBODY, taxId, ...facts } = input;
    return checkEntry(ctx, 'account', accountCompared({ ...facts, id, tax_id: taxId ?? null }));
  }),

  handle(contract.checkContact, async (ctx, input) => {
    if (input.id !== undefined && (await readableContacts(ctx, [input.id], 'contacts.read')).length === 0)
      throw new NotFound();
    const phones = (input.phones ?? []).flatMap((phone) => phoneKey(phone) ?? []).map((key) => `phone:${key}`);
    const mails = (input.emails ?? []).map((mail) => `mail:${mail.trim().toLowerCase()}`);
    const facts = {
      name: input.name,
      keys: [...mails, ...phones],
      // An account that one does not see tells nothing.
      account_ids:
        input.accountId && (await reachesOne(ctx, 'accounts.read', input.accountId)) ? [input.accountId] : [],
    };
    return checkEntry(ctx, 'contact', contactCompared({ ...facts, id: input.id ?? NOBODY }));
  }),

  ...mergeHandlers,
] as const;
