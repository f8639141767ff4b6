import Type, { type Static } from 'typebox';
import { Day, EMAIL, FILLED, Id, Moment, oneOf, orNull, PageInput, Version } from '../../pure/shapes.ts';
import { FieldAnswers, shownFields, whereField } from '../fields/contract-shapes.ts';
import { orField } from '../views/contract.ts';

export const PHONE_LABELS = ['work', 'mobile', 'home', 'fax', 'pager', 'other'] as const;
export const EMAIL_LABELS = ['work', 'home', 'other'] as const;
export const MESSENGERS = [
  'telegram',
  'whatsapp',
  'viber',
  'signal',
  'wechat',
  'skype',
  'teams',
  'xmpp',
  'other',
] as const;
export const BUYING_ROLES = [
  'economicBuyer',
  'decisionMaker',
  'approver',
  'user',
  'technicalEvaluator',
  'influencer',
  'gatekeeper',
  'champion',
] as const;
export type BuyingRole = (typeof BUYING_ROLES)[number];
export const WAYS = ['phone', 'email', 'messenger', 'visit', 'video', 'letter'] as const;
export const CONSENT_BASES = ['consent', 'contract', 'legitimateInterest', 'legalObligation'] as const;
/** Languages that screens offer; the API takes any BCP 47 tag. */
export const LANGUAGES = [
  ...['en', 'de', 'fr', 'it', 'es', 'pt', 'nl', 'pl', 'cs', 'sk', 'hu', 'ro', 'bg', 'sr', 'hr', 'sl', 'uk', 'be', 'ru'],
  ...['kk', 'uz', 'ka', 'hy', 'az', 'lt', 'lv', 'et', 'fi', 'sv', 'da', 'nb', 'el', 'tr', 'ar', 'he', 'zh', 'ja', 'ko'],
] as const;

export const Text = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: FILLED });

const reach = <const L extends readonly string[]>(labels: L, value: ReturnType<typeof Type.String>) =>
  Type.Object({
    label: oneOf(labels),
    value,
    preferred: Type.Boolean(),
    params: Type.Optional(
      Type.Array(Type.String({ maxLength: 500 }), {
        maxItems: 20,
        description: 'What else a vCard said of it, `NAME=value`; goes out again',
      }),
    ),
  });
export const Phone = reach(PHONE_LABELS, Text(100));
export const Email = reach(EMAIL_LABELS, Type.String({ maxLength: 254, pattern: EMAIL }));
export const Messenger = reach(MESSENGERS, Text(250));
/** One phone, mail address or name in a messenger. */
export interface Reach {
  label: string;
  value: string;
  preferred: boolean;
  params?: string[] | undefined;
}

const many = <T extends ReturnType<typeof Type.Object>>(shape: T) => Type.Array(shape, { maxItems: 30 });

/** What people may say of a contact. */
export const fields = {
  name: { ...Text(200), description: 'In the person’s own script' },
  latinName: orNull({ ...Text(200), description: 'In Latin script, where the name is in another' }),
  salutation: orNull({ ...Text(200), description: 'How the person is addressed' }),
  phones: many(Phone),
  emails: many(Email),
  messengers: many(Messenger),
  languages: Type.Array(Type.String({ pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$' }), {
    maxItems: 20,
    uniqueItems: true,
    description: 'BCP 47 tags, best first',
  }),
  timezone: orNull(Type.String({ maxLength: 100, description: 'As in the tz database: Europe/Berlin' })),
  birthday: orNull(
    Type.String({ pattern: '^(\\d{4}-|--)\\d{2}-\\d{2}$', description: '`1980-03-22`, or `--03-22` without the year' }),
  ),
  preferredChannel: orNull(oneOf(WAYS)),
  dos: Type.String({ maxLength: 5000 }),
  donts: Type.String({ maxLength: 5000 }),
  consentBasis: orNull(oneOf(CONSENT_BASES)),
  consentGivenOn: orNull(Day),
  consentWithdrawnOn: orNull(Day),
  consentNote: orNull(Text(2000)),
};

/** A line of a vCard that has no field of ours. */
export const Kept = Type.Object({
  group: orNull(Type.String()),
  name: Type.String(),
  params: Type.Array(Type.String(), { description: '`NAME=value`' }),
  value: Type.String({ description: 'As vCard 3.0 and 4.0 write it; base64 where `binary`' }),
  binary: Type.Boolean(),
});
export type Kept = Static<typeof Kept>;

const positionFields = {
  title: Type.Optional(orNull(Text(200))),
  department: Type.Optional(orNull(Text(200))),
  role: Type.Optional(orNull({ ...oneOf(BUYING_ROLES), description: 'The part in buying' })),
  since: Type.Optional(orNull(Day)),
  until: Type.Optional(orNull({ ...Day, description: 'The last day' })),
  isMain: Type.Optional(Type.Boolean()),
};
export const positionInput = { accountId: Id, ...positionFields };
export const positionChanges = positionFields;

/** An account as contacts name it. */
export const AccountName = Type.Object({ id: Id, name: Type.String() });

export const Position = Type.Object({
  id: Id,
  account: AccountName,
  title: orNull(Type.String()),
  department: orNull(Type.String()),
  role: orNull(oneOf(BUYING_ROLES)),
  since: orNull(Day),
  until: orNull(Day),
  isMain: Type.Boolean(),
  isNow: Type.Boolean(),
  version: Version,
});
export type Position = Static<typeof Position>;

export const Contact = Type.Object({
  id: Id,
  version: Version,
  ...fields,
  positions: Type.Array(Position, { description: 'Those on accounts that one may see; present ones first' }),
  kept: Type.Array(Kept),
  fields: FieldAnswers,
  can: Type.Object({ edit: Type.Boolean(), export: Type.Boolean(), erase: Type.Boolean() }),
});
export type Contact = Static<typeof Contact>;

/** One line of the list of contacts. */
export const ContactRow = Type.Object({
  id: Id,
  name: Type.String(),
  latinName: orNull(Type.String()),
  phone: orNull(Type.String()),
  email: orNull(Type.String()),
  languages: Type.Array(Type.String()),
  hasConsent: Type.Boolean(),
  preferredChannel: orNull(oneOf(WAYS)),
  createdAt: Moment,
  changedAt: { ...Moment, description: 'When what is known of the person was last changed' },
  version: Version,
  position: orNull(
    Type.Object({
      id: Id,
      version: Version,
      account: AccountName,
      title: orNull(Type.String()),
      role: orNull(oneOf(BUYING_ROLES)),
      isNow: Type.Boolean(),
    }),
  ),
  fields: Type.Optional(FieldAnswers),
});
export type ContactRow = Static<typeof ContactRow>;

export const filterFields = {
  q: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'Part of the name in either script, digits of a phone, part of a mail',
    }),
  ),
  account: Type.Optional({ ...Id, description: 'With a position there, or below it' }),
  role: Type.Optional(Type.Array(oneOf(BUYING_ROLES), { uniqueItems: true })),
  language: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 50, uniqueItems: true })),
  consent: Type.Optional(
    Type.Boolean({ description: 'Yes: there is a basis that was not withdrawn. No: there is none' }),
  ),
  ended: Type.Optional(Type.Boolean({ description: 'Yes: had a position and has none now. No: has one now' })),
  channel: Type.Optional(
    Type.Array(oneOf(WAYS), { uniqueItems: true, description: 'The channel that the person prefers' }),
  ),
  whose: Type.Optional({
    ...oneOf(['mine', 'team'] as const),
    description: 'mine: at accounts on whose team I stand, or below; team: or somebody who reports to me',
  }),
  unchangedDays: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3650, description: 'Nobody has changed the person for so many days' }),
  ),
  olderDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650, description: 'Added at least so many days ago' })),
  ...whereField,
};
export const SORTS = ['name', 'created', 'changed'] as const;
export type Sort = (typeof SORTS)[number] | `field:${string}`;
export const Sort = orField(SORTS);
/** The columns of the list beside the name. */
export const COLUMNS = [
  ...(['account', 'title', 'role', 'phone', 'email', 'languages', 'consent', 'channel', 'created', 'changed'] as const),
] as const;
export const order = {
  sort: Type.Optional({ ...Sort, default: 'name' }),
  direction: Type.Optional({ ...oneOf(['asc', 'desc'] as const), default: 'asc' }),
};
export const Filter = Type.Object(filterFields, { additionalProperties: false });
export type Filter = Static<typeof Filter>;
const { q: _name, ...kept } = filterFields;
/** What a saved view keeps of a filter: not the text that was looked for, which may be a person's name. */
export const KeptFilter = Type.Object(kept, { additionalProperties: false });
export const ListInput = Type.Object({ ...filterFields, ...order, ...PageInput, ...shownFields });
