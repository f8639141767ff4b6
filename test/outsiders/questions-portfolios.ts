import { each, type Ids, type Input, NOTHING, type Question, recordsOf } from './asking.ts';

/** What an outsider asks of portfolios: loads, columns, moves, with the ids of hidden accounts and of those who lead them. */
export function askingPortfolios(ids: Ids): Record<string, Question[]> {
  const { of, both } = recordsOf(ids);
  const people = [ids.insider, ids.member ?? NOTHING, NOTHING];
  const wishes: Input[] = both.flatMap(({ id }) => people.map((toId) => ({ ids: [id], toId })));
  const norms = {
    kam: { from: 1, to: 2 },
    account_manager: { from: 10, to: 25 },
    weights: { key: 1, emerging: 1, standard: 1, prospect: 1, dormant: 1 },
    calls: { A: 12, B: 6, C: 2, N: 1 },
  };
  return {
    listPortfolios: [{}, { limit: 1 }],
    listPortfolioAccounts: [{}, { limit: 1 }, ...people.map((userId) => ({ userId }))],
    getNorms: [{}],
    saveNorms: [{ norms, version: 99 }],
    savePortfolioPerson: people.map((id) => ({ id, languages: ['de'], version: 99 })),
    previewMove: wishes,
    moveAccounts: both.map(({ id }) => ({ accounts: [{ id, leadId: NOTHING }], toId: ids.insider })),
    listMoves: [{}, { limit: 1 }],
    undoMove: each(of('move'), { version: 99 }),
    getMoveBrief: each(of('move'), {}),
  };
}
