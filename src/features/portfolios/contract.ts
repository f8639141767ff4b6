import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Empty, Id, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import { BriefAccount } from '../substitutions/contract.ts';
import { Card, Languages, Move, NORM_KEYS, Norms, Portfolio, Preview } from './contract-shapes.ts';

export type { Card, Load, LoadState, Move, NormKey, Norms, Portfolio, Preview } from './contract-shapes.ts';
export { NORM_KEYS } from './contract-shapes.ts';

const on = { anchor: 'account' } as const;
/** So many accounts change their manager by one move. */
const MOST = 100;

export const listPortfolios = operation({
  name: 'listPortfolios',
  method: 'GET',
  path: '/portfolios',
  summary:
    'The managers that the reader may see, each with the load against the norm; only accounts that the reader may see count',
  permission: 'portfolios.read',
  anchor: 'account',
  input: Type.Object({ ...PageInput }),
  output: Type.Object({
    ...page(Portfolio).properties,
    norms: Norms,
    whole: Type.Boolean({ description: 'The reader sees every account; else loads are of those that they may see' }),
    can: Type.Object({ move: Type.Boolean(), norms: Type.Boolean() }),
  }),
});

export const listPortfolioAccounts = operation({
  ...on,
  name: 'listPortfolioAccounts',
  method: 'GET',
  path: '/portfolios/accounts',
  summary:
    'The accounts that somebody leads today, the largest first; without a person those at the top that nobody leads',
  permission: 'portfolios.read',
  input: Type.Object({ userId: Type.Optional(Id), ...PageInput }),
  output: page(Card),
});

export const getNorms = operation({
  name: 'getNorms',
  method: 'GET',
  path: '/portfolios/norms',
  summary: 'How many accounts are right for one manager, and what counts how much',
  permission: 'portfolios.read',
  anchor: 'organisation',
  input: Empty,
  output: Type.Object({
    norms: Norms,
    defaults: Norms,
    version: Type.Integer(),
    can: Type.Object({ manage: Type.Boolean() }),
  }),
});

export const saveNorms = operation({
  name: 'saveNorms',
  method: 'PUT',
  path: '/portfolios/norms',
  summary: 'Change the norm of the load; it warns, it never blocks',
  permission: 'portfolios.move',
  audit: 'changed the norm of the load',
  anchor: 'organisation',
  input: Type.Object({ norms: Norms, version: Type.Integer({ minimum: 0, description: '0: never changed before' }) }),
  output: getNorms.output,
});

export const savePortfolioPerson = operation({
  name: 'savePortfolioPerson',
  method: 'PUT',
  path: '/portfolios/people/{id}',
  summary: 'Say which languages somebody speaks (oneself, or a leader) and by which norm they are measured (leaders)',
  permission: 'portfolios.read',
  audit: 'changed languages or norm of a manager',
  anchor: 'person',
  input: Type.Object({
    id: Id,
    languages: Languages,
    norm: Type.Optional(orNull(oneOf(NORM_KEYS))),
    version: Type.Integer({ minimum: 0, description: '0: nothing was said yet' }),
  }),
  output: Type.Object({ languages: Languages, norm: orNull(oneOf(NORM_KEYS)), version: Version }),
});

export const previewMove = operation({
  ...on,
  name: 'previewMove',
  method: 'GET',
  path: '/portfolios/moves/preview',
  summary: 'What a move of accounts to another manager would change: loads, revenue, languages, tasks that stay',
  permission: 'portfolios.move',
  input: Type.Object({
    ids: Type.Array(Id, { minItems: 1, maxItems: MOST, uniqueItems: true }),
    toId: Id,
    since: Type.Optional({ ...Day, description: 'Left out: today' }),
  }),
  output: Preview,
});

export const moveAccounts = operation({
  ...on,
  name: 'moveAccounts',
  method: 'POST',
  path: '/portfolios/moves',
  summary: 'Give accounts to another manager from a day on; refused when somebody else moved one of them meanwhile',
  permission: 'portfolios.move',
  audit: 'moved accounts to another manager',
  input: Type.Object({
    accounts: Type.Array(
      Type.Object({ id: Id, leadId: orNull({ ...Id, description: 'Who led it when it was looked at' }) }),
      { minItems: 1, maxItems: MOST },
    ),
    toId: Id,
    since: Type.Optional({ ...Day, description: 'Left out: today' }),
    reason: Type.Optional(Type.String({ maxLength: 1000 })),
  }),
  output: Move,
});

export const listMoves = operation({
  ...on,
  name: 'listMoves',
  method: 'GET',
  path: '/portfolios/moves',
  summary: 'Accounts that were given to other managers, the newest first',
  permission: 'portfolios.read',
  input: Type.Object({ ...PageInput }),
  output: page(Move),
});

export const undoMove = operation({
  ...on,
  name: 'undoMove',
  method: 'POST',
  path: '/portfolios/moves/{id}/undoing',
  summary: 'Undo a move while nothing changed since: as before; after its first day from today on',
  permission: 'portfolios.move',
  audit: 'undid a move of accounts',
  input: Type.Object({ id: Id, version: Version }),
  output: Move,
});

export const getMoveBrief = operation({
  ...on,
  name: 'getMoveBrief',
  method: 'GET',
  path: '/portfolios/moves/{id}/brief',
  summary: 'What the new manager must know of the moved accounts, each part as far as the reader may see it',
  permission: 'portfolios.read',
  input: Type.Object({ id: Id, ...PageInput }),
  output: Type.Object({ ...page(BriefAccount).properties, move: Move }),
});
