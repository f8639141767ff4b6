import Type from 'typebox';
import { CurrencyCode, Day, EMAIL, FILLED, Id, Moment, oneOf, orNull, Version } from '../../pure/shapes.ts';

export const ROLES = [
  'kam',
  'account_manager',
  'head',
  'sales_support',
  'credit_controller',
  'director',
  'contributor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

export const Email = Type.String({ minLength: 3, maxLength: 254, pattern: EMAIL });
export const Password = Type.String({ minLength: 1, maxLength: 200 });
export const Name = Type.String({ minLength: 1, maxLength: 200, pattern: FILLED });
export const LANGUAGES = ['en', 'ru'] as const;
export const Language = oneOf(LANGUAGES);
export const Roles = Type.Array(oneOf(ROLES), { minItems: 1, uniqueItems: true });

export const Organisation = Type.Object({
  id: Id,
  slug: Type.String(),
  name: Type.String(),
  isSample: Type.Boolean(),
  baseCurrency: CurrencyCode,
  timezone: Type.String(),
  fiscalYearStart: Type.Integer(),
  language: Type.String(),
  classes: Type.Array(Type.Object({ id: Id, name: Type.String() }), {
    description: 'The classes of confidentiality, the least secret first',
  }),
});

export const SessionState = Type.Object({
  user: Type.Object({ id: Id, name: Type.String(), email: Type.String(), language: Type.String() }),
  organisation: orNull(Organisation),
  organisations: Type.Array(
    Type.Object({ id: Id, slug: Type.String(), name: Type.String(), isSample: Type.Boolean() }),
  ),
  roles: Type.Array(oneOf(ROLES)),
  can: Type.Array(Type.String(), { description: 'The verbs that this person holds, as in the access matrix' }),
  standsIn: Type.Array(Type.Object({ id: Id, person: Type.Object({ id: Id, name: Type.String() }), until: Day }), {
    description: 'The substitutions in which this person acts for a colleague today',
  }),
  isOperator: Type.Boolean({ description: 'May make organisations on this installation' }),
  mailConfigured: Type.Boolean(),
});

export const Member = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  roles: Roles,
  reportsTo: orNull(Id),
  reportsToName: orNull(Type.String()),
  createdAt: Moment,
  endedAt: orNull(Moment),
  awayUntil: orNull({ ...Day, description: 'Away today, with a substitute: the last day' }),
  isInvited: Type.Boolean({ description: 'The invitation waits to be used: no access yet' }),
  version: Version,
});
