import Type from 'typebox';
import { Id, Moment, oneOf, orNull, Version } from '../../pure/shapes.ts';

export const KINDS = ['account', 'contact'] as const;
export type Kind = (typeof KINDS)[number];
export const Kind = oneOf(KINDS);

/** What speaks for two records being one. */
export const REASONS = ['identifier', 'name', 'phone', 'mail', 'domain', 'place', 'account'] as const;
export type ReasonKind = (typeof REASONS)[number];

const Reason = Type.Object({ kind: oneOf(REASONS), value: Type.String() });
export type Reason = Type.Static<typeof Reason>;

export const PersonName = Type.Object({ id: Id, name: Type.String() });

/** A record as lists of likely duplicates show it. */
export const Found = Type.Object({
  id: Id,
  name: Type.String(),
  detail: Type.String({ description: 'Number, place or position, as far as known' }),
});
export type Found = Type.Static<typeof Found>;

export const Score = Type.Number({ description: 'How likely the two are one, 0 to 1' });

export const Pair = Type.Object({
  id: Id,
  kind: Kind,
  one: Found,
  other: Found,
  score: Score,
  reasons: Type.Array(Reason),
  state: oneOf(['open', 'dismissed'] as const),
  foundAt: Moment,
  decidedBy: orNull(PersonName),
  decidedAt: orNull(Moment),
  reason: Type.String({ description: 'Why somebody said that these are two' }),
  version: Version,
  can: Type.Object({ merge: Type.Boolean() }),
});
export type Pair = Type.Static<typeof Pair>;

export const Candidate = Type.Object({ ...Found.properties, score: Score, reasons: Type.Array(Reason) });
export type Candidate = Type.Static<typeof Candidate>;

export const MERGE_STATES = ['waiting', 'merged', 'undoing', 'undone', 'failed'] as const;

const Value = Type.Unknown({ description: 'The value as the record has it: a text, a number, a list, or null' });
export const Field = Type.Object({
  field: Type.String(),
  survivor: Value,
  absorbed: Value,
  canBoth: Type.Boolean({ description: 'Both values can be kept in one: lists and long texts' }),
});

export const Counted = Type.Object({
  table: Type.String(),
  count: Type.Integer(),
});

export const Merge = Type.Object({
  id: Id,
  kind: Kind,
  survivor: PersonName,
  absorbed: PersonName,
  state: oneOf(MERGE_STATES),
  progress: Type.Integer({ description: 'Per cent, while it runs' }),
  reason: Type.String(),
  problem: orNull(Type.String()),
  mergedBy: orNull(PersonName),
  mergedAt: Moment,
  undoneBy: orNull(PersonName),
  undoneAt: orNull(Moment),
  undoReason: Type.String(),
  version: Version,
});
export type Merge = Type.Static<typeof Merge>;
