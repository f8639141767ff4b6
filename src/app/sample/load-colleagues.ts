import {
  askForException,
  changeException,
  commentApproval,
  decideApproval,
  listProcedures,
  saveProcedure,
  withdrawApproval,
} from '../../features/approvals/contract.ts';
import { addNote } from '../../features/notes/contract.ts';
import { bodyOf } from '../../features/notes/rules-body.ts';
import {
  listPortfolioAccounts,
  moveAccounts,
  savePortfolioPerson,
  undoMove,
} from '../../features/portfolios/contract.ts';
import { endSubstitution } from '../../features/substitutions/contract.ts';
import { makeSubstitution } from '../../features/substitutions/make.ts';
import type { Actor, Organisation } from '../../kernel/ctx.ts';
import { asSystem, type House } from '../../kernel/run.ts';
import { loadStandIns } from '../../kernel/stand-ins.ts';
import { addDays } from '../../pure/period.ts';
import type { Act } from './acting.ts';
import { sampleProcedure, sampleRequests } from './approvals.ts';
import { portfolioMoves, portfolioPeople } from './portfolios.ts';
import { substitutions } from './substitutions.ts';

/** Substitutions; in one that is over the substitute did something in the absent person's place, who then came back early. */
export async function standIn(
  house: House,
  org: Organisation,
  known: { act: Act; people: Map<string, Actor>; ids: Map<string, string>; today: string },
): Promise<void> {
  const { act, people, ids, today } = known;
  for (const { absent, substitute, from, to, order, customers, rights, state, over } of substitutions) {
    const person = people.get(substitute)!;
    const wish = {
      ...{ absentId: people.get(absent)!.userId!, substituteId: person.userId! },
      ...{ since: addDays(today, from), until: addDays(today, to), orderNumber: order, isTold: over !== undefined },
      ...(order === '' ? {} : { orderDate: addDays(today, from - 7) }),
      ...(customers ? { accountIds: customers.map((customer) => ids.get(customer)!) } : {}),
      ...(rights ? { rights } : {}),
      ...(state ? { state } : {}),
    };
    const id = await asSystem(house, org, (ctx) => makeSubstitution(ctx, wish));
    if (over === undefined) continue;
    const standsIn = await asSystem(house, org, async (ctx) => (await loadStandIns(ctx)).get(person.userId!) ?? []);
    people.set(substitute, { ...person, standsIn });
    for (const { customer, text } of over)
      await act(substitute, addNote, { id: ids.get(customer)!, body: bodyOf(text) });
    people.set(substitute, person);
    await act(absent, endSubstitution, { id, version: 1 });
  }
}

/** What managers speak, by which norm those with a portfolio are measured, and accounts that change hands: at once, and on a day to come. */
export async function handOver(
  act: Act,
  { people, ids, today }: { people: Map<string, Actor>; ids: Map<string, string>; today: string },
): Promise<void> {
  const idOf = (person: string) => people.get(person)!.userId!;
  for (const { person, languages, norm } of portfolioPeople)
    await act('e.vaubert', savePortfolioPerson, { id: idOf(person), languages, norm: norm ?? null, version: 0 });
  for (const { from, to, inDays, count, reason, undone } of portfolioMoves) {
    const { rows } = await act('e.vaubert', listPortfolioAccounts, { userId: idOf(from), limit: 50 });
    const named = new Set([...ids.values()]);
    const chosen = rows.filter((row) => named.has(row.id) && row.coming === null).slice(-count);
    if (chosen.length === 0) continue;
    const { id, version } = await act('e.vaubert', moveAccounts, {
      accounts: chosen.map((row) => ({ id: row.id, leadId: row.leadId })),
      ...{ toId: idOf(to), since: addDays(today, inDays), reason },
    });
    if (undone) await act('e.vaubert', undoMove, { id, version });
  }
}

/** What the staff asked approval for, and what became of it. */
export async function askAround(act: Act, idOf: (customer: string) => string, currency: string): Promise<void> {
  const { rows } = await act('h.aumann', listProcedures, {});
  const { kind, version } = rows.find((row) => row.kind === 'approvals.exception')!;
  await act('h.aumann', saveProcedure, { kind, version, procedure: sampleProcedure });
  for (const { by, customer, amount, input, changed, comment, decision, withdrawn } of sampleRequests) {
    const { id } = await act(by, askForException, {
      ...input,
      accountId: customer === undefined ? null : idOf(customer),
      amount: amount === undefined ? null : { amount, currency },
    });
    if (changed) {
      const { reason, amount: another } = changed;
      await act(by, changeException, { id, round: 1, reason, amount: { amount: another, currency } });
    }
    if (comment) await act(comment.by, commentApproval, { id, text: comment.text });
    if (decision) {
      const { by: decider, ...wish } = decision;
      await act(decider, decideApproval, { id, round: 1, ...wish });
    }
    if (withdrawn) await act(by, withdrawApproval, { id, reason: withdrawn });
  }
}
