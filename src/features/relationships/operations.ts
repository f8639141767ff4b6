import type { Ctx } from '../../kernel/ctx.ts';
import { readersOf } from '../../kernel/readers.ts';
import { handle } from '../../kernel/run.ts';
import { keepTakenOut } from '../../kernel/secret-logs.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { checkAccountVisible, countsAsTouch, keepsAccounts, loadAccountNames } from '../accounts/public.ts';
import { namesRecords } from '../audit/public.ts';
import { keepsPersonalData } from '../contacts/public.ts';
import { memberNames } from '../people/public.ts';
import { announceMap } from './announce.ts';
import * as contract from './contract.ts';
import type { MapPerson } from './contract-shapes.ts';
import { handlers as coverageHandlers } from './operations-coverage.ts';
import { handlers as lineHandlers } from './operations-lines.ts';
import { handlers as stageHandlers } from './operations-stages.ts';
import {
  type CardChanges,
  type CardRow,
  checkBelongs,
  clearPlaces,
  deleteCard,
  insertCard,
  loadCard,
  loadCards,
  loadCardsOf,
  lockMap,
  MOST_PEOPLE,
  savePlace,
  updateCard,
} from './store.ts';
import { insertLine, loadLines, loadTies, metSince, type TieRow } from './store-lines.ts';
import { recordsNamed } from './store-named.ts';
import './store-moving.ts';
import './store-texts.ts';

namesRecords(recordsNamed);
keepsPersonalData('relationshipMaps', loadCardsOf);
countsAsTouch(metSince);
keepsAccounts('relationship_people');
keepsAccounts('relationship_stages');

function answerOf(row: CardRow, ties: readonly TieRow[]): MapPerson {
  const { id, version, wanted, department, roles, influence, support, orientation, coverage } = row;
  const contact =
    row.contact_id === null
      ? null
      : { id: row.contact_id, name: row.name, latinName: row.latin_name, title: row.title, isNow: row.is_now };
  const place = row.x === null ? null : { x: row.x, y: row.y!, version: row.place_version! };
  return {
    ...{ id, version, accountId: row.account_id, contact, wanted, department, roles, influence, support },
    ...{ orientation, coverage, place },
    ties: ties.map((tie) => ({
      user: { id: tie.user_id, name: tie.user_name },
      level: tie.level,
      wanted: tie.wanted,
      lastMet: tie.last_met,
      isPair: tie.is_pair,
      version: tie.version,
    })),
  };
}

const may = async (ctx: Ctx, verb: string, accountId: string) =>
  ctx.can(verb) && (await loadAccountNames(ctx, [accountId], verb)).size > 0;

/** What an input says of a card, as the table keeps it. */
function changesFrom(input: {
  contactId?: string | undefined;
  wanted?: string | undefined;
  department?: string | null | undefined;
  [field: string]: unknown;
}): CardChanges {
  const { contactId, wanted, department, roles, influence, support, orientation, coverage } = input;
  const given = {
    ...{ contact_id: contactId, wanted: wanted?.trim(), department: department?.trim() ?? department },
    ...{ roles, influence, support, orientation, coverage },
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as CardChanges;
}

export const handlers = [
  handle(contract.getRelationshipMap, async (ctx, input) => {
    const account = await checkAccountVisible(ctx, input.id, 'contacts.read');
    const cards = await loadCards(ctx, input.id, input.group ?? false);
    const shown = cards.slice(0, MOST_PEOPLE);
    const accountIds = [...new Set([account.id, ...shown.map((card) => card.account_id)])];
    const ties = await loadTies(ctx, accountIds);
    const here = new Set(shown.map(({ id }) => id));
    const lines = (await loadLines(ctx, accountIds)).filter(({ from, to }) => here.has(from) && here.has(to));
    const accounts = await loadAccountNames(ctx, accountIds, 'contacts.read');
    const readers = await readersOf(ctx, 'contacts.read', account.id);
    const names = await memberNames(
      ctx,
      readers.map(({ userId }) => userId),
    );
    return {
      people: shown.map((card) =>
        answerOf(
          card,
          ties.filter((tie) => tie.person_id === card.id),
        ),
      ),
      lines: lines.map(({ id, kind, from, to, version }) => ({ id, kind, from, to, version })),
      accounts: accountIds.flatMap((id) => accounts.get(id) ?? []).map(({ id, name }) => ({ id, name })),
      left: cards.length - shown.length,
      colleagues: readers
        .map(({ userId, onTeam }) => ({ id: userId, name: names.get(userId) ?? '', onTeam }))
        .sort(
          (a, b) => Number(b.onTeam) - Number(a.onTeam) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id),
        ),
      can: {
        edit: await may(ctx, 'contacts.edit', account.id),
        export: await may(ctx, 'contacts.export', account.id),
      },
    };
  }),

  handle(contract.addMapPerson, async (ctx, input) => {
    const { id: accountId, reportsTo, ...fields } = input;
    await checkAccountVisible(ctx, accountId, 'contacts.edit');
    if ((fields.contactId === undefined) === (fields.wanted === undefined))
      throw new Invalid([
        { field: 'contactId', expected: 'a contact, or the function that is wanted', rule: 'choose' },
      ]);
    await lockMap(ctx, accountId);
    if (fields.contactId !== undefined) await checkBelongs(ctx, accountId, fields.contactId);
    if (reportsTo !== undefined) await loadCard(ctx, accountId, reportsTo);
    const { department, ...rest } = fields;
    const id = await insertCard(ctx, accountId, changesFrom(rest.contactId === undefined ? fields : rest));
    if (reportsTo !== undefined) await insertLine(ctx, accountId, { kind: 'reports', from: id, to: reportsTo });
    await announceMap(ctx, accountId);
    return { id };
  }),

  handle(contract.saveMapPerson, async (ctx, input) => {
    const { id: accountId, personId, version, ...fields } = input;
    await checkAccountVisible(ctx, accountId, 'contacts.edit');
    const now = await loadCard(ctx, accountId, personId);
    const isPlaceholder = now.contact_id === null;
    if (!isPlaceholder && (fields.contactId !== undefined || fields.wanted !== undefined))
      throw new Refusal('relationships.notAPlaceholder', 'Somebody stands here already: only a placeholder is filled.');
    if (fields.contactId !== undefined) await checkBelongs(ctx, accountId, fields.contactId);
    const filled = fields.contactId === undefined ? {} : { wanted: null, department: null };
    const { department, ...rest } = fields;
    const changes = { ...changesFrom(isPlaceholder ? fields : rest), ...filled };
    const saved = await updateCard(ctx, now, version, changes);
    await announceMap(ctx, accountId);
    return { version: saved };
  }),

  handle(contract.removeMapPerson, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'contacts.edit');
    await deleteCard(ctx, await loadCard(ctx, input.id, input.personId), input.version);
    await announceMap(ctx, input.id);
    return { done: true as const };
  }),

  handle(contract.placeMapPerson, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'contacts.edit');
    await loadCard(ctx, input.id, input.personId);
    const version = await savePlace(ctx, input.id, input.personId, input.version, { x: input.x, y: input.y });
    await announceMap(ctx, input.id);
    return { version };
  }),

  handle(contract.clearMapPlaces, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'contacts.edit');
    await clearPlaces(ctx, input.id);
    await announceMap(ctx, input.id);
    return { done: true as const };
  }),

  handle(contract.exportRelationshipMap, async (ctx, input) => {
    const { id, name } = await checkAccountVisible(ctx, input.id, 'contacts.export');
    const after = { format: input.format, people: input.people, group: input.group ?? false };
    ctx.note({ recordKind: 'relationshipMap', recordId: id, accountId: id, after });
    await keepTakenOut(ctx, contract.exportRelationshipMap.name, {
      ...{ accountId: id, name: `${name}.${input.format}`, lines: input.people },
      filter: { id, group: input.group ?? false },
    });
    const names = ctx.actor.userId === null ? null : await memberNames(ctx, [ctx.actor.userId]);
    return { name: names?.get(ctx.actor.userId!) ?? name, at: ctx.now.toISOString() };
  }),

  ...lineHandlers,
  ...coverageHandlers,
  ...stageHandlers,
] as const;
