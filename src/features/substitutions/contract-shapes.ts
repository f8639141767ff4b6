import Type from 'typebox';
import { Day, Decimal, Id, Moment, Money, oneOf, orNull, Version } from '../../pure/shapes.ts';

/** Groups of rights to act that can be handed over, each or not; reading goes together (app/roles.ts). */
export const GROUPS = ['accounts', 'contacts', 'notes', 'dossiers', 'projects', 'tasks', 'tiers', 'exports'] as const;
export type Group = (typeof GROUPS)[number];

/** `confirmed` is in force on its days. */
export const STATES = ['proposed', 'confirmed', 'declined', 'ended'] as const;
export type State = (typeof STATES)[number];

/** Where a substitution stands today; `waiting`: proposed, nobody has decided. */
export const TIMES = ['waiting', 'running', 'coming', 'past'] as const;
export type Time = (typeof TIMES)[number];

export const PersonName = Type.Object({ id: Id, name: Type.String() });
const AccountName = Type.Object({ id: Id, name: Type.String() });

const Rights = orNull(Type.Array(oneOf(GROUPS), { uniqueItems: true, description: 'Null: all that are handed over' }));

/** What a person says of a substitution. */
export const wishFields = {
  substituteId: Id,
  since: Day,
  until: { ...Day, description: 'The last day, included' },
  orderNumber: Type.Optional(Type.String({ maxLength: 100, description: 'Of the company’s order' })),
  orderDate: Type.Optional(orNull(Day)),
  accountIds: Type.Optional(
    orNull(
      Type.Array(Id, {
        minItems: 1,
        maxItems: 500,
        uniqueItems: true,
        description: 'With everything below each. Null: all accounts',
      }),
    ),
  ),
  rights: Type.Optional(Rights),
};

export const Substitution = Type.Object({
  id: Id,
  absent: PersonName,
  substitute: PersonName,
  since: Day,
  until: Day,
  orderNumber: Type.String(),
  orderDate: orNull(Day),
  allAccounts: Type.Boolean(),
  accounts: Type.Array(AccountName, { description: 'Of the chosen ones those that the reader may see' }),
  rights: Rights,
  state: oneOf(STATES),
  time: oneOf(TIMES),
  reason: Type.String(),
  proposedBy: orNull(PersonName),
  decidedBy: orNull(PersonName),
  endedBy: orNull(PersonName),
  endedAt: orNull(Moment),
  version: Version,
  can: Type.Object({ change: Type.Boolean(), decide: Type.Boolean(), end: Type.Boolean(), brief: Type.Boolean() }),
});
export type Substitution = Type.Static<typeof Substitution>;

/** One account of a brief, as far as its reader may see each part of it. */
export const BriefAccount = Type.Object({
  id: Id,
  name: Type.String(),
  tier: orNull(Type.String()),
  proposal: orNull(Type.String({ description: 'The tier that the last review proposes instead' })),
  revenue: orNull({ ...Money, description: 'Of the last 12 months of the ledger' }),
  open: orNull({ ...Money, description: 'Open balance' }),
  lastDocument: orNull(Day),
  tasks: Type.Array(
    Type.Object({
      id: Id,
      kind: Type.String(),
      title: Type.String(),
      due: orNull(Day),
      isOverdue: Type.Boolean(),
      isOwn: Type.Boolean({ description: 'The absent person’s to do; else they gave it' }),
    }),
  ),
  projects: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      state: Type.String(),
      due: orNull(Day),
      isLate: Type.Boolean(),
      isAtRisk: Type.Boolean(),
    }),
    { description: 'Those that are not over' },
  ),
  overdue: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      due: Day,
      days: Type.Integer({ description: 'Since it was due' }),
      amount: Decimal,
      currency: Type.String(),
    }),
  ),
  contacts: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      title: Type.String(),
      dos: Type.String(),
      donts: Type.String(),
    }),
  ),
  notes: Type.Array(Type.Object({ id: Id, at: Moment, by: orNull(Type.String()), text: Type.String() })),
  changes: Type.Array(Type.Object({ id: Id, on: Day, kind: Type.String(), text: Type.String() })),
});
export type BriefAccount = Type.Static<typeof BriefAccount>;
