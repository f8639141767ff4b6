import Type from 'typebox';
import { Day, Id, Moment, Money, oneOf, orNull, Version } from '../../pure/shapes.ts';

const closed = { additionalProperties: false };
export const NORM_KEYS = ['kam', 'account_manager', 'none'] as const;
export type NormKey = (typeof NORM_KEYS)[number];
const LOAD_STATES = ['under', 'within', 'over', 'none'] as const;
export type LoadState = (typeof LOAD_STATES)[number];

const span = Type.Object(
  { from: Type.Integer({ minimum: 0, maximum: 1000 }), to: Type.Integer({ minimum: 1, maximum: 1000 }) },
  closed,
);
const weight = Type.Number({ minimum: 0, maximum: 100 });
const calls = Type.Integer({ minimum: 0, maximum: 366 });

/** `kam`, `account_manager`: accounts that are right for one manager. `weights`: for how many an account of a tier counts. `calls`: touches a year by class (N: none yet). */
export const Norms = Type.Object(
  {
    kam: span,
    account_manager: span,
    weights: Type.Object(
      { key: weight, emerging: weight, standard: weight, prospect: weight, dormant: weight },
      closed,
    ),
    calls: Type.Object({ A: calls, B: calls, C: calls, N: calls }, closed),
  },
  closed,
);
export type Norms = Type.Static<typeof Norms>;

export const PersonName = Type.Object({ id: Id, name: Type.String() });

export const Load = Type.Object({
  key: oneOf(NORM_KEYS),
  norm: orNull(Type.Object({ from: Type.Integer(), to: Type.Integer() })),
  points: Type.Number({ description: 'Accounts by the weight of their tier and the share of their work' }),
  accounts: Type.Integer({
    description: 'Accounts of which this person has a share; those below another one of theirs count with it',
  }),
  byTier: Type.Array(Type.Object({ tier: Type.String(), accounts: Type.Integer(), points: Type.Number() })),
  revenue: orNull({ ...Money, description: 'Of the last 12 months, by share' }),
  touches: Type.Integer({ description: 'Calls a year that the classes of the accounts ask for' }),
  state: oneOf(LOAD_STATES),
  by: Type.Number({ description: 'How far below or above the norm' }),
});
export type Load = Type.Static<typeof Load>;

export const Languages = Type.Array(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 }), {
  maxItems: 20,
  uniqueItems: true,
});

export const Portfolio = Type.Object({
  person: PersonName,
  languages: Languages,
  norm: orNull(oneOf(NORM_KEYS)),
  version: Type.Integer({ description: 'Of languages and norm; 0: nothing was said yet' }),
  load: Load,
  can: Type.Object({ change: Type.Boolean() }),
});
export type Portfolio = Type.Static<typeof Portfolio>;

export const Card = Type.Object({
  id: Id,
  name: Type.String(),
  leadId: orNull(Id),
  tier: orNull(Type.String()),
  class: orNull(Type.String()),
  country: orNull(Type.String()),
  languages: Type.Array(Type.String()),
  revenue: orNull({ ...Money, description: 'Of the last 12 months, with everything below' }),
  coming: orNull(
    Type.Object({ person: PersonName, since: Day }, { description: 'Who leads next, when that is decided' }),
  ),
});
export type Card = Type.Static<typeof Card>;

const Change = Type.Object({ person: PersonName, before: Load, after: Load });

export const Preview = Type.Object({
  accounts: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      from: orNull(PersonName),
      revenue: orNull(Money),
      languages: Type.Array(Type.String()),
      missing: orNull(
        Type.Array(Type.String(), {
          description: 'Languages of the account that the receiver does not speak; null: not known',
        }),
      ),
      lost: Type.Array(Type.String(), { description: 'Those of them that the present manager speaks' }),
    }),
  ),
  since: Day,
  changes: Type.Array(Change, { description: 'The receiver first' }),
  revenue: orNull({ ...Money, description: 'Of all these accounts' }),
  tasks: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String(),
      kind: Type.String(),
      due: orNull(Day),
      person: PersonName,
      account: Type.String(),
    }),
    { description: 'Open tasks and promises that stay with those who lead now; at most 50' },
  ),
});
export type Preview = Type.Static<typeof Preview>;

export const Move = Type.Object({
  id: Id,
  to: PersonName,
  since: Day,
  reason: Type.String(),
  movedBy: orNull(PersonName),
  movedAt: Moment,
  undoneBy: orNull(PersonName),
  undoneAt: orNull(Moment),
  accounts: Type.Array(Type.Object({ id: Id, name: Type.String(), from: orNull(PersonName) }), {
    description: 'Those that the reader may see',
  }),
  version: Version,
  can: Type.Object({ undo: Type.Boolean() }),
});
export type Move = Type.Static<typeof Move>;
