import Type, { type Static } from 'typebox';
import { Day, FILLED, Id, Moment, oneOf, orNull, Version } from '../../pure/shapes.ts';
import { STAGES } from '../accounts/contract-stages.ts';
import { BUYING_ROLES } from '../contacts/contract.ts';

export const INFLUENCES = ['low', 'medium', 'high'] as const;
export const SUPPORTS = ['mentor', 'supporter', 'neutral', 'nonSupporter', 'opponent'] as const;
/** What somebody looks at first when deciding: money, whether it works, the people, the direction of the business, how it is used day by day. */
export const ORIENTATIONS = ['financial', 'technical', 'relationship', 'strategic', 'operational'] as const;
/** How well somebody is covered, or known by one of us: from not at all to in depth. */
export const LEVELS = ['none', 'brief', 'multiple', 'inDepth'] as const;
export const LINE_KINDS = ['reports', 'influence', 'conflict'] as const;
/** Contacts of an account of class A are met most often. */
export const CYCLE_CLASSES = ['A', 'B', 'C', 'D'] as const;
export const TIERS = ['key', 'emerging', 'standard', 'prospect', 'dormant'] as const;

export type Influence = (typeof INFLUENCES)[number];
export type Support = (typeof SUPPORTS)[number];
export type Orientation = (typeof ORIENTATIONS)[number];
export type Level = (typeof LEVELS)[number];
export type LineKind = (typeof LINE_KINDS)[number];
export type Stage = (typeof STAGES)[number];
export { STAGES };
export type CycleClass = (typeof CYCLE_CLASSES)[number];
export type AccountTier = (typeof TIERS)[number];

export const Words = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: FILLED });
/** The version that was read; 0: nothing stood there. */
export const ReadVersion = Type.Integer({
  minimum: 0,
  description: 'The version that was read, 0 where nothing stood there; a stale one is refused with both states',
});
export const PersonName = Type.Object({ id: Id, name: orNull(Type.String()) });

export const roles = Type.Array(oneOf(BUYING_ROLES), { maxItems: BUYING_ROLES.length, uniqueItems: true });

/** What people may say of somebody on a map. */
export const cardFields = {
  roles: Type.Optional({ ...roles, description: 'Parts in buying' }),
  influence: Type.Optional(orNull(oneOf(INFLUENCES))),
  support: Type.Optional(orNull({ ...oneOf(SUPPORTS), description: 'How they stand to us' })),
  orientation: Type.Optional(orNull({ ...oneOf(ORIENTATIONS), description: 'What they look at first when deciding' })),
  coverage: Type.Optional({ ...oneOf(LEVELS), description: 'How well we are in contact' }),
};

export const Tie = Type.Object({
  user: PersonName,
  level: oneOf(LEVELS),
  wanted: oneOf(LEVELS),
  lastMet: orNull(Day),
  isPair: Type.Boolean({ description: 'Our sponsor and the counterpart there' }),
  version: Version,
});
export type Tie = Static<typeof Tie>;

export const MapPerson = Type.Object({
  id: Id,
  version: Version,
  accountId: Id,
  contact: orNull(
    Type.Object({
      id: Id,
      name: orNull({ ...Type.String(), description: 'None: the person was erased' }),
      latinName: orNull(Type.String()),
      title: orNull(Type.String()),
      isNow: Type.Boolean({ description: 'Has a position there today' }),
    }),
  ),
  wanted: orNull({ ...Type.String(), description: 'A placeholder: the function that is looked for' }),
  department: orNull(Type.String()),
  roles,
  influence: orNull(oneOf(INFLUENCES)),
  support: orNull(oneOf(SUPPORTS)),
  orientation: orNull(oneOf(ORIENTATIONS)),
  coverage: oneOf(LEVELS),
  place: orNull(Type.Object({ x: Type.Integer(), y: Type.Integer(), version: Version })),
  ties: Type.Array(Tie, { description: 'Who of us knows them' }),
});
export type MapPerson = Static<typeof MapPerson>;

export const MapLine = Type.Object({
  id: Id,
  kind: oneOf(LINE_KINDS),
  from: { ...Id, description: 'Reports to `to`, has influence on `to`, or is in conflict with `to`' },
  to: Id,
  version: Version,
});
export type MapLine = Static<typeof MapLine>;

const times = Type.Number({ minimum: 0.1, maximum: 366, description: 'Times a year' });
const least = Type.Integer({ minimum: 0, maximum: 1000 });
export const StageNeeds = Type.Object(
  {
    people: { ...least, description: 'People there with whom somebody of us is in contact' },
    colleagues: { ...least, description: 'Of us who know somebody there' },
    functions: { ...least, description: 'Departments there in contact' },
    levels: { ...least, description: 'Levels of their reporting lines in contact' },
    products: { ...least, description: 'Products bought in the last twelve months' },
  },
  { additionalProperties: false },
);
export type StageNeeds = Static<typeof StageNeeds>;
/** Stages that need evidence, from the loosest. */
export const NEEDING = ['basic', 'cooperative', 'interdependent', 'integrated'] as const;
export type Needing = (typeof NEEDING)[number];

export const RelationshipRules = Type.Object(
  {
    cycles: Type.Object({ A: times, B: times, C: times, D: times }, { additionalProperties: false }),
    classes: Type.Object(
      Object.fromEntries(TIERS.map((tier) => [tier, oneOf(CYCLE_CLASSES)])) as Record<
        AccountTier,
        ReturnType<typeof oneOf<typeof CYCLE_CLASSES>>
      >,
      { additionalProperties: false, description: 'The class of a contact, by the tier of the account' },
    ),
    roles: { ...roles, description: 'Buying roles that must be covered' },
    functions: Type.Array(Words(100), {
      maxItems: 20,
      uniqueItems: true,
      description: 'Functions that must be covered: part of a department or a title',
    }),
    tiers: Type.Array(oneOf(TIERS), { uniqueItems: true, description: 'Tiers of accounts for which they must' }),
    stages: Type.Object(
      { basic: StageNeeds, cooperative: StageNeeds, interdependent: StageNeeds, integrated: StageNeeds },
      { additionalProperties: false },
    ),
    uncoupling: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'Uncoupling: what was bought in six months is at most this share of the six months before',
    }),
  },
  { additionalProperties: false },
);
export type RelationshipRules = Static<typeof RelationshipRules>;

export const EVIDENCE = ['people', 'colleagues', 'functions', 'levels', 'products', 'trend'] as const;
export type EvidenceKind = (typeof EVIDENCE)[number];
export const Evidence = Type.Object({
  what: oneOf(EVIDENCE),
  found: orNull({ ...Type.Number(), description: 'Null: not known, or not open to the reader' }),
  needs: orNull({
    ...Type.Number(),
    description: 'What the next closer stage needs; of the trend: at or below it they come apart',
  }),
  isMet: orNull(Type.Boolean()),
});
export type Evidence = Static<typeof Evidence>;

export const StageEntry = Type.Object({
  id: Id,
  stage: oneOf(STAGES),
  proposed: orNull({ ...oneOf(STAGES), description: 'What the evidence said then' }),
  reason: Type.String(),
  setBy: orNull(PersonName),
  setAt: Moment,
});
export type StageEntry = Static<typeof StageEntry>;
