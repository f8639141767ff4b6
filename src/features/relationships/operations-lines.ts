import type { Ctx } from '../../kernel/ctx.ts';
import { readersOf } from '../../kernel/readers.ts';
import { handle } from '../../kernel/run.ts';
import { type InTrash, trashes } from '../../kernel/trash.ts';
import { NotFound } from '../../pure/refusal.ts';
import { checkAccountVisible } from '../accounts/public.ts';
import { addEntry } from '../timeline/public.ts';
import { announceMap } from './announce.ts';
import * as contract from './contract.ts';
import { checkLine, checkMet } from './rules.ts';
import { type CardRow, loadCard, lockMap } from './store.ts';
import {
  deleteLine,
  deleteTie,
  insertLine,
  type LineRow,
  loadLines,
  loadTies,
  saveTie,
  type TieFields,
  updateLine,
} from './store-lines.ts';

/** The lines of a map that nobody else changes until the end of the transaction. */
async function heldLines(ctx: Ctx, accountId: string): Promise<LineRow[]> {
  await lockMap(ctx, accountId);
  return loadLines(ctx, [accountId]);
}

function lineOf(lines: readonly LineRow[], lineId: string): LineRow {
  const found = lines.find(({ id }) => id === lineId);
  if (!found) throw new NotFound();
  return found;
}

const cardName = (card: Pick<CardRow, 'name' | 'wanted' | 'department'>) =>
  card.name ?? card.wanted ?? card.department ?? '';

/** What came back must fit what the map has become: nobody is their own superior. */
async function mapRestored(ctx: Ctx, { accountId }: InTrash): Promise<void> {
  const lines = await heldLines(ctx, accountId!);
  for (const line of lines)
    checkLine(
      lines.filter((one) => one !== line),
      line,
    );
  await announceMap(ctx, accountId!);
}

const restored = mapRestored;
trashes(
  {
    ...{ kind: 'mapPerson', verb: 'contacts.edit', restored },
    parts: {
      table: 'relationship_people',
      hanging: [
        { table: 'relationship_places', columns: ['person_id'] },
        { table: 'relationship_lines', columns: ['from_id', 'to_id'] },
        { table: 'relationship_ties', columns: ['person_id'] },
      ],
    },
  },
  { kind: 'mapLine', verb: 'contacts.edit', parts: { table: 'relationship_lines', hanging: [] }, restored },
  { kind: 'mapTie', verb: 'contacts.edit', parts: { table: 'relationship_ties', hanging: [] }, restored },
);

export const handlers = [
  handle(contract.addMapLine, async (ctx, input) => {
    const { id: accountId, ...line } = input;
    await checkAccountVisible(ctx, accountId, 'contacts.edit');
    for (const personId of [line.from, line.to]) await loadCard(ctx, accountId, personId);
    checkLine(await heldLines(ctx, accountId), line);
    const id = await insertLine(ctx, accountId, line);
    await announceMap(ctx, accountId);
    return { id };
  }),

  handle(contract.saveMapLine, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'contacts.edit');
    const lines = await heldLines(ctx, input.id);
    const line = lineOf(lines, input.lineId);
    await loadCard(ctx, input.id, input.to);
    if (line.version === input.version)
      checkLine(
        lines.filter((one) => one !== line),
        { ...line, to: input.to },
      );
    const version = await updateLine(ctx, line, input.version, input.to);
    await announceMap(ctx, input.id);
    return { version };
  }),

  handle(contract.removeMapLine, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'contacts.edit');
    const line = lineOf(await heldLines(ctx, input.id), input.lineId);
    const ends = [await loadCard(ctx, input.id, line.from), await loadCard(ctx, input.id, line.to)];
    const personIds = ends.map((card) => card.contact_id);
    await deleteLine(ctx, line, input.version, { title: ends.map(cardName).join(' → '), personIds });
    await announceMap(ctx, input.id);
    return { done: true as const };
  }),

  handle(contract.saveTie, async (ctx, input) => {
    const { id: accountId, personId, userId, version, level, wanted, lastMet, isPair } = input;
    await checkAccountVisible(ctx, accountId, 'contacts.edit');
    const card = await loadCard(ctx, accountId, personId);
    checkMet(lastMet, ctx.today);
    // Who knows them already may have lost the right to the account since; nobody else comes in without it.
    const isThere = (await loadTies(ctx, [accountId])).some(
      (tie) => tie.person_id === personId && tie.user_id === userId,
    );
    if (!isThere && !(await readersOf(ctx, 'contacts.read', accountId)).some((one) => one.userId === userId))
      throw new NotFound();
    const fields: TieFields = { level, wanted };
    if (lastMet !== undefined) fields.last_met = lastMet;
    if (isPair !== undefined) fields.is_pair = isPair;
    const saved = await saveTie(ctx, { accountId, personId, userId, version }, fields);
    if (card.contact_id !== null)
      await addEntry(ctx, 'relationships.tieSet', {
        ...{ accountId, recordId: personId, contactId: card.contact_id, text: card.name },
        params: { level, wanted, people: { person: userId } },
      });
    await announceMap(ctx, accountId);
    return { version: saved };
  }),

  handle(contract.removeTie, async (ctx, input) => {
    const { id: accountId, personId, userId, version } = input;
    await checkAccountVisible(ctx, accountId, 'contacts.edit');
    const card = await loadCard(ctx, accountId, personId);
    const called = { title: cardName(card), personIds: [card.contact_id] };
    await deleteTie(ctx, { accountId, personId, userId, version }, called);
    await announceMap(ctx, accountId);
    return { done: true as const };
  }),
] as const;
