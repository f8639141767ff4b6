import Type from 'typebox';
import { CurrencyCode, Day, FILLED, Id, Moment, Money, oneOf, orNull } from '../../pure/shapes.ts';

/** The sections of a dossier, in the order in which they are read. */
export const SECTIONS = [
  'business',
  'finances',
  'strategy',
  'needs',
  'working',
  'markets',
  'reputation',
  'observations',
] as const;
export type Section = (typeof SECTIONS)[number];
/** What completeness asks for: the sections and the table of years. */
export const ITEMS = [...SECTIONS, 'years'] as const;
export type Item = (typeof ITEMS)[number];

/** Where something is known from. */
export const SOURCES = ['ownWords', 'web', 'customer', 'report', 'press', 'register', 'other'] as const;
export type Source = (typeof SOURCES)[number];

/** The lines of "how they buy and work with us". */
export const WORKING_LINES = ['deliveryWindows', 'documents', 'portal', 'pallets', 'labels'] as const;
export type WorkingLine = (typeof WORKING_LINES)[number];

export const CHANGE_KINDS = ['newShop', 'newDirector', 'merger', 'paymentTrouble', 'other'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export const PLAN_ANSWERS = ['open', 'yes', 'no'] as const;

export const Person = Type.Object({ id: Id, name: Type.String() });
export const Words = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: FILLED });
/** The version that was read; 0: nothing stood there. */
export const ReadVersion = Type.Integer({
  minimum: 0,
  description: 'The version that was read, 0 where nothing stood there; a stale one is refused with both states',
});

const line = Type.String({ maxLength: 1000 });
export const Facts = Type.Object(
  {
    deliveryWindows: Type.Optional(line),
    documents: Type.Optional(line),
    portal: Type.Optional(line),
    pallets: Type.Optional(line),
    labels: Type.Optional(line),
  },
  { additionalProperties: false, description: 'The lines of "how they buy and work with us"; of no other section' },
);
export type Facts = Partial<Record<WorkingLine, string>>;

const written = {
  text: Type.String({ description: 'Plain paragraphs; `- ` begins a point, `**` marks what matters. Never HTML' }),
  facts: Facts,
  source: oneOf(SOURCES),
  sourceNote: Type.String(),
  knownAsOf: { ...Day, description: 'The day of which it tells, not the day on which it was written' } as typeof Day,
  author: orNull(Person),
  savedAt: Moment,
  version: Type.Integer(),
};
export const SectionText = Type.Object({ section: oneOf(SECTIONS), ...written });
export const SecretText = Type.Object({
  section: oneOf(SECTIONS),
  class: Type.Object({ id: Id, name: Type.String() }),
  ...written,
});
export const SectionVersion = Type.Object(written);

export const Year = Type.Object({
  year: Type.Integer(),
  revenue: orNull(Money),
  profit: orNull(Money),
  employees: orNull(Type.Integer()),
  currency: CurrencyCode,
  source: oneOf(SOURCES),
  knownAsOf: Day,
  author: orNull(Person),
  savedAt: Moment,
  version: Type.Integer(),
});
export type Year = Type.Static<typeof Year>;

export const Gap = Type.Object({
  item: oneOf(ITEMS),
  what: oneOf(['missing', 'stale'] as const),
  weight: Type.Number(),
  freshness: orNull(Type.Number({ description: 'Of what is stale' })),
  knownAsOf: orNull(Day),
});
export const Standing = Type.Object({
  completeness: Type.Number({ description: 'Weights of what is there, divided by all weights: 0 to 1' }),
  freshness: orNull(
    Type.Number({ description: 'Mean of the freshness of what is there by weight; null while nothing is there' }),
  ),
  gaps: Type.Array(Gap, { description: 'What to ask for, what matters most first' }),
});

export const Change = Type.Object({
  id: Id,
  kind: oneOf(CHANGE_KINDS),
  happenedOn: Day,
  text: Type.String(),
  source: oneOf(SOURCES),
  author: orNull(Person),
  addedAt: Moment,
  told: Type.Array(Person, { description: 'Colleagues who had a notice of it' }),
  plan: oneOf(PLAN_ANSWERS),
  planNote: Type.String(),
  planBy: orNull(Person),
  planAt: orNull(Moment),
  version: Type.Integer(),
});
export type Change = Type.Static<typeof Change>;

const Rule = Type.Object({
  weight: Type.Number({ minimum: 0, maximum: 100 }),
  halfLife: Type.Integer({ minimum: 1, maximum: 3660, description: 'Days after which its freshness is one half' }),
});
export const DossierRules = Type.Object(
  Object.fromEntries(ITEMS.map((item) => [item, Rule])) as Record<Item, typeof Rule>,
  { additionalProperties: false },
);
export type DossierRules = Record<Item, { weight: number; halfLife: number }>;
