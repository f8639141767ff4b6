import Type from 'typebox';
import {
  CurrencyCode,
  Day,
  Decimal,
  EMAIL,
  FILLED,
  Id,
  Moment,
  Money,
  oneOf,
  orNull,
  Version,
} from '../../pure/shapes.ts';
import { FieldAnswers, FieldsInput, whereField } from '../fields/contract-shapes.ts';
import { STAGES } from './contract-stages.ts';

export const KINDS = ['group', 'entity', 'outlet'] as const;
export type Kind = (typeof KINDS)[number];
export const CHANNELS = ['direct', 'distributor', 'marketplace', 'retail'] as const;
export const TIERS = ['key', 'emerging', 'standard', 'prospect', 'dormant'] as const;
export type Tier = (typeof TIERS)[number];
export const CLASSES = ['A', 'B', 'C', 'N'] as const;
export const DUTIES = ['lead', 'deputy', 'rep', 'engineer', 'support', 'sponsor'] as const;
export type Duty = (typeof DUTIES)[number];
export const EXCLUSION_REASONS = ['retail', 'own_company', 'other'] as const;
export const EVIDENCE = ['tax_id', 'name', 'address', 'mail_domain'] as const;
export type EvidenceKind = (typeof EVIDENCE)[number];

export const Kind = oneOf(KINDS);
export const Text = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: FILLED });
export const Reason = Type.String({ minLength: 1, maxLength: 1000, description: 'Why, in words; kept in the history' });

/** An account as other things name it. */
export const AccountName = Type.Object({ id: Id, name: Type.String(), kind: Kind });
export type AccountName = { id: string; name: string; kind: Kind };
export const SecrecyClass = Type.Object({ id: Id, name: Type.String() });
export const PersonName = Type.Object({ id: Id, name: Type.String() });

export const COLUMNS = [
  'externalId',
  'group',
  'country',
  'category',
  'lead',
  'revenue',
  'priorRevenue',
  'basis',
  'growth',
  'share',
  'rank',
  'class',
  'xyz',
  'tier',
  'tierIsSet',
  'ofGroup',
  'lastDocument',
  'openBalance',
  'excluded',
  'completeness',
  'freshness',
  'stage',
  'secrecy',
] as const;
export type Column = (typeof COLUMNS)[number];

export const SORTS = [
  'name',
  'externalId',
  'country',
  'lead',
  'revenue',
  'growth',
  'share',
  'rank',
  'tier',
  'class',
  'lastDocument',
  'openBalance',
  'completeness',
  'freshness',
] as const;
/** One of these, or `field:key`: by a field of the organisation’s own. */
export type Sort = (typeof SORTS)[number] | `field:${string}`;
export const FIELD_KEY = 'field:[a-z][a-z0-9_]{0,39}';
export const Sort = Type.Unsafe<Sort>({
  type: 'string',
  pattern: `^(${SORTS.join('|')}|${FIELD_KEY})$`,
  description: `${SORTS.join(', ')}, or field:key for a field of the organisation’s own`,
});

const words = { maxItems: 50, uniqueItems: true };
const ClassOrNone = Type.String({ maxLength: 36, description: 'Id of a class; none: without one' });
const Percent = Type.Integer({ minimum: 0, maximum: 100 });

/** What the list, the export and bulk acts select by; several values of one field: any of them. */
export const filterFields = {
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the name, legal name, number or tax id' })),
  tier: Type.Optional(Type.Array(oneOf(TIERS), words)),
  class: Type.Optional(Type.Array(oneOf(CLASSES), words)),
  kind: Type.Optional(Type.Array(Kind, words)),
  country: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), words)),
  category: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), words)),
  lead: Type.Optional(Type.String({ maxLength: 36, description: 'The id of the manager, or `none`' })),
  excluded: Type.Optional(Type.Boolean({ description: 'Only those left out of the key accounts, or only the others' })),
  active: Type.Optional(
    Type.Boolean({
      description:
        'With a document in the active-base days of the settings (default 90) up to the newest document of the ledger, or without',
    }),
  ),
  completenessBelow: Type.Optional({ ...Percent, description: 'Whose dossier is less complete than so many per cent' }),
  freshnessBelow: Type.Optional({
    ...Percent,
    description: 'Whose dossier is less fresh than so many per cent, or empty',
  }),
  stage: Type.Optional(
    Type.Array(oneOf([...STAGES, 'none'] as const), {
      ...words,
      description: 'The stage of the relationship that a person confirmed; none: nobody has',
    }),
  ),
  secrecy: Type.Optional(Type.Array(ClassOrNone, { ...words, description: 'Of these classes of confidentiality' })),
  notMetDays: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 3650,
      description:
        'With whom nobody was in touch for so many days, or ever: no day on its relationship map on which one of us met somebody there, and no note on the account that one may read; those of accounts below do not count',
    }),
  ),
  whose: Type.Optional({
    ...oneOf(['mine', 'team'] as const),
    description: 'mine: on whose team I stand today, and below; team: or somebody who reports to me',
  }),
  below: Type.Optional({ ...Id, description: 'Accounts below this one in the structure, at any depth' }),
  ...whereField,
};
export const Filter = Type.Object(filterFields, { additionalProperties: false });
export type Filter = Type.Static<typeof Filter>;

const Basis = {
  ...oneOf(['revenue', 'ordered']),
  description: 'What revenue is of: invoices, or orders where the ledger holds no invoice',
};
const OfGroup = Type.Boolean({
  description:
    'Share, rank, class, XYZ and tier are those of the group above, which one may not see perhaps; revenue and growth are its own',
});
const TierIsSet = Type.Boolean({ description: 'Somebody decided the tier; false: it is what the rules propose' });

const Completeness = Type.Number({ description: 'Of the dossier: weights of what is there, divided by all weights' });
const Freshness = orNull(
  Type.Number({
    description: 'Of what the dossier holds: 1 is of today, 0.5 one half-life old; null while it holds nothing',
  }),
);

/** One row of the list; columns that were not asked for are missing. */
export const AccountRow = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Kind,
  version: Version,
  mayEdit: Type.Boolean({ description: 'Whether the reader may change it (saveAccount, with this version)' }),
  externalId: Type.Optional(Type.String()),
  group: Type.Optional(orNull(AccountName)),
  country: Type.Optional(orNull(Type.String())),
  category: Type.Optional(orNull(Type.String())),
  lead: Type.Optional(orNull(PersonName)),
  revenue: Type.Optional(Money),
  priorRevenue: Type.Optional(Money),
  basis: Type.Optional(Basis),
  growth: Type.Optional(orNull(Type.Number())),
  share: Type.Optional(orNull(Type.Number())),
  rank: Type.Optional(orNull(Type.Integer())),
  class: Type.Optional(orNull(oneOf(CLASSES))),
  xyz: Type.Optional(orNull(Type.String())),
  tier: Type.Optional(oneOf(TIERS)),
  tierIsSet: Type.Optional(TierIsSet),
  ofGroup: Type.Optional(OfGroup),
  lastDocument: Type.Optional(orNull(Day)),
  openBalance: Type.Optional(orNull(Money)),
  excluded: Type.Optional(Type.Boolean()),
  completeness: Type.Optional(Completeness),
  freshness: Type.Optional(Freshness),
  stage: Type.Optional(orNull(oneOf(STAGES))),
  secrecy: Type.Optional(orNull(SecrecyClass)),
  fields: Type.Optional(FieldAnswers),
});
export type AccountRow = Type.Static<typeof AccountRow>;

/** What people may change on an account. */
export const editable = {
  name: Text(500),
  legalName: orNull(Text(500)),
  kind: Kind,
  channel: orNull(oneOf(CHANNELS)),
  taxId: orNull(Text(50)),
  category: orNull(Text(200)),
  country: orNull(Text(100)),
  region: orNull(Text(200)),
  city: orNull(Text(200)),
  postalCode: orNull(Text(30)),
  address: orNull(Text(500)),
  phone: orNull(Text(100)),
  email: orNull(Type.String({ maxLength: 254, pattern: EMAIL })),
  web: orNull(Text(300)),
  languages: Type.Array(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 }), {
    maxItems: 20,
    uniqueItems: true,
    description: 'In which one can write to them, the preferred one first: BCP 47 (`de`, `pt-BR`)',
  }),
  currency: orNull(CurrencyCode),
  creditLimit: orNull({
    ...Decimal,
    description:
      'In the currency of the account, or the base currency of the organisation where it has none; as a decimal string',
  } as typeof Decimal),
  paymentDays: orNull(Type.Integer({ minimum: 0, maximum: 3650 })),
};

/** What is said of an account besides. */
export const own = { fields: Type.Optional(FieldsInput) };

export const Exclusion = Type.Object({
  reason: oneOf(EXCLUSION_REASONS),
  note: Type.String(),
  since: Moment,
  setBy: orNull(PersonName),
  from: orNull({ ...AccountName, description: 'The account above from which it comes; null: set on this one' }),
});

export const TeamMember = Type.Object({
  id: Id,
  user: PersonName,
  duty: oneOf(DUTIES),
  since: Day,
  until: orNull(Day),
  share: orNull(Type.Integer({ description: 'Per cent of the work with the account; null: not told' })),
  responsible: Type.String({ description: 'For what they are responsible' }),
  changedBy: orNull({ ...PersonName, description: 'Who said so last; null: an import, or before this was kept' }),
  changedAt: orNull(Moment),
  former: Type.Array(
    Type.Object({
      since: Day,
      until: orNull(Day),
      share: orNull(Type.Integer()),
      responsible: Type.String(),
      by: orNull({ ...PersonName, description: 'Who had said so; null: an import, or before this was kept' }),
      at: orNull(Moment),
    }),
    { description: 'How the seat was before it was changed, oldest first' },
  ),
  isNow: Type.Boolean(),
  version: Version,
});

export const Account = Type.Object({
  id: Id,
  source: Type.String({ description: '`hand`, or where the import found it' }),
  externalId: Type.String(),
  ...editable,
  creditLimit: orNull(Money),
  managerName: orNull({ ...Type.String(), description: 'The manager as the imported file names him' }),
  createdAt: Moment,
  version: Version,
  parent: orNull(AccountName),
  root: orNull({ ...AccountName, description: 'The top of its structure; null when it is the top itself, or hidden' }),
  ancestors: Type.Array(AccountName, { description: 'From the parent upwards, as far as the reader may see' }),
  below: Type.Object({ groups: Type.Integer(), entities: Type.Integer(), outlets: Type.Integer() }),
  team: Type.Array(TeamMember),
  lead: orNull(PersonName),
  exclusion: orNull(Exclusion),
  revenue: Type.Optional(Money),
  priorRevenue: Type.Optional(Money),
  growth: Type.Optional(orNull(Type.Number())),
  share: Type.Optional(orNull(Type.Number())),
  rank: Type.Optional(orNull(Type.Integer())),
  class: Type.Optional(orNull(oneOf(CLASSES))),
  xyz: Type.Optional(orNull(Type.String())),
  tier: Type.Optional(oneOf(TIERS)),
  lastDocument: Type.Optional(orNull(Day)),
  openBalance: Type.Optional(orNull(Money)),
  completeness: Type.Optional(Completeness),
  freshness: Type.Optional(Freshness),
  fields: FieldAnswers,
  can: Type.Object({ edit: Type.Boolean(), assign: Type.Boolean(), structure: Type.Boolean() }),
});
export type Account = Type.Static<typeof Account>;
