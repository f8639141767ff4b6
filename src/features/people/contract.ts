import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { CurrencyCode, Done, Empty, Id, Moment, oneOf, orNull, Version } from '../../pure/shapes.ts';
import { Email, Language, Member, Name, Password, Roles, SessionState } from './contract-shapes.ts';

export { LANGUAGES, ROLES, type Role } from './contract-shapes.ts';

export const getSession = operation({
  name: 'getSession',
  method: 'GET',
  path: '/session',
  summary: 'Who is signed in, where, and what they may do',
  permission: 'session',
  anchor: 'person',
  input: Empty,
  output: SessionState,
});

export const signIn = operation({
  name: 'signIn',
  method: 'POST',
  path: '/session',
  summary:
    'Sign in. The answer sets the session cookie; with `asToken` it carries the token for an Authorization: Bearer header instead',
  permission: 'public',
  audit: 'signed in',
  anchor: 'person',
  input: Type.Object({ email: Email, password: Password, asToken: Type.Optional(Type.Boolean()) }),
  output: Type.Object({ token: orNull(Type.String()) }),
  limit: 30,
});

export const signOut = operation({
  name: 'signOut',
  method: 'DELETE',
  path: '/session',
  summary: 'Sign out',
  permission: 'session',
  audit: 'signed out',
  anchor: 'person',
  input: Empty,
  output: Done,
});

export const switchOrganisation = operation({
  name: 'switchOrganisation',
  method: 'PUT',
  path: '/session/organisation',
  summary: 'Work in another of one’s organisations from now on',
  permission: 'session',
  audit: 'switched organisation',
  anchor: 'person',
  input: Type.Object({ organisationId: Id }),
  output: Done,
});

export const saveProfile = operation({
  name: 'saveProfile',
  method: 'PATCH',
  path: '/session/profile',
  summary: 'Change one’s own name and language',
  permission: 'session',
  audit: 'changed the profile',
  anchor: 'person',
  input: Type.Object({ name: Type.Optional(Name), language: Type.Optional(Language) }),
  output: Done,
});

export const changePassword = operation({
  name: 'changePassword',
  method: 'PUT',
  path: '/session/password',
  summary: 'Set a new password; all other sessions end',
  permission: 'session',
  audit: 'changed the password',
  anchor: 'person',
  input: Type.Object({ present: Password, password: Password }),
  output: Done,
  limit: 30,
});

export const listSessions = operation({
  name: 'listSessions',
  method: 'GET',
  path: '/sessions',
  summary: 'One’s own sessions',
  permission: 'session',
  anchor: 'person',
  input: Empty,
  output: Type.Object({
    sessions: Type.Array(
      Type.Object({
        id: Id,
        createdAt: Moment,
        seenAt: Moment,
        expiresAt: Moment,
        address: Type.String(),
        agent: Type.String(),
        isThis: Type.Boolean(),
      }),
    ),
  }),
});

export const revokeSession = operation({
  name: 'revokeSession',
  method: 'DELETE',
  path: '/sessions/{id}',
  summary: 'End one of one’s own sessions',
  permission: 'session',
  audit: 'ended a session',
  anchor: 'person',
  input: Type.Object({ id: Id }),
  output: Done,
});

export const revokeOtherSessions = operation({
  name: 'revokeOtherSessions',
  method: 'DELETE',
  path: '/sessions',
  summary: 'End all of one’s own sessions but this one',
  permission: 'session',
  audit: 'ended all other sessions',
  anchor: 'person',
  input: Empty,
  output: Done,
});

export const requestPasswordReset = operation({
  name: 'requestPasswordReset',
  method: 'POST',
  path: '/password-resets',
  summary: 'Ask for a reset link by mail; the answer is the same whether or not the address is known',
  permission: 'public',
  audit: 'asked for a password reset',
  anchor: 'person',
  input: Type.Object({ email: Email }),
  output: Done,
  limit: 10,
});

export const getLink = operation({
  name: 'getLink',
  method: 'GET',
  path: '/links/{token}',
  summary: 'What an invitation or reset link is for',
  permission: 'public',
  anchor: 'person',
  input: Type.Object({ token: Type.String({ maxLength: 100 }) }),
  output: Type.Object({
    purpose: oneOf(['invitation', 'reset']),
    email: Type.String(),
    name: Type.String(),
    organisation: orNull(Type.String()),
  }),
  limit: 60,
});

export const useLink = operation({
  name: 'useLink',
  method: 'PUT',
  path: '/links/{token}',
  summary:
    'Join with an invitation, by the password that the address has or a new one; or set a new password with a reset link. Signs in',
  permission: 'public',
  audit: 'used a link',
  anchor: 'person',
  input: Type.Object({ token: Type.String({ maxLength: 100 }), name: Type.Optional(Name), password: Password }),
  output: Done,
  limit: 30,
});

export const listMembers = operation({
  name: 'listMembers',
  method: 'GET',
  path: '/members',
  summary: 'The people of the organisation',
  permission: 'people.read',
  anchor: 'organisation',
  input: Type.Object({ withEnded: Type.Optional(Type.Boolean()) }),
  output: Type.Object({ members: Type.Array(Member), can: Type.Object({ manage: Type.Boolean() }) }),
});

export const inviteMember = operation({
  name: 'inviteMember',
  method: 'POST',
  path: '/members',
  summary: 'Invite somebody, who joins by using the link. Without a mail server the answer carries it, to be passed on',
  permission: 'people.manage',
  audit: 'invited',
  anchor: 'organisation',
  input: Type.Object({
    email: Email,
    name: Name,
    roles: Roles,
    reportsTo: Type.Optional(orNull(Id)),
    language: Type.Optional(Language),
  }),
  output: Type.Object({ member: Member, link: orNull(Type.String()), mailed: Type.Boolean() }),
});

export const saveMember = operation({
  name: 'saveMember',
  method: 'PUT',
  path: '/members/{id}',
  summary: 'Change the roles and the superior of a member',
  permission: 'people.manage',
  audit: 'changed a member',
  anchor: 'organisation',
  input: Type.Object({ id: Id, roles: Roles, reportsTo: orNull(Id), version: Version }),
  output: Type.Object({ member: Member }),
});

export const endMembership = operation({
  name: 'endMembership',
  method: 'PUT',
  path: '/members/{id}/end',
  summary: 'End a membership: the person loses access at once, what they did stays',
  permission: 'people.manage',
  audit: 'ended a membership',
  anchor: 'organisation',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ member: Member }),
});

export const resumeMembership = operation({
  name: 'resumeMembership',
  method: 'DELETE',
  path: '/members/{id}/end',
  summary: 'Take a former member back',
  permission: 'people.manage',
  audit: 'resumed a membership',
  anchor: 'organisation',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ member: Member }),
});

export const erasePerson = operation({
  name: 'erasePerson',
  method: 'PUT',
  path: '/members/{id}/erasure',
  summary:
    'Erase a person for good: membership, sessions and links end, name and e-mail are gone, also from the audit. What they did stays, as done by a former colleague',
  permission: 'people.erase',
  audit: 'erased a person',
  anchor: 'organisation',
  input: Type.Object({ id: Id, version: Version }),
  output: Done,
});

export const makeResetLink = operation({
  name: 'makeResetLink',
  method: 'POST',
  path: '/members/{id}/reset-link',
  summary:
    'A link with which a member sets a new password. Without a mail server it is refused for people of other organisations too, who ask for it themselves',
  permission: 'people.manage',
  audit: 'made a reset link',
  anchor: 'organisation',
  input: Type.Object({ id: Id }),
  output: Type.Object({ link: orNull(Type.String()), mailed: Type.Boolean() }),
});

export const createOrganisation = operation({
  name: 'createOrganisation',
  method: 'POST',
  path: '/organisations',
  summary: 'Make an organisation on this installation and work in it; for operators',
  permission: 'session',
  audit: 'made an organisation',
  anchor: 'installation',
  input: Type.Object({
    slug: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' }),
    name: Name,
    baseCurrency: CurrencyCode,
    timezone: Type.String({ maxLength: 60 }),
    language: Type.Optional(Language),
  }),
  output: Type.Object({ id: Id, slug: Type.String() }),
});

export const removeSample = operation({
  name: 'removeSample',
  method: 'DELETE',
  path: '/organisations/sample',
  summary: 'Remove the sample company with everything in it; for operators',
  permission: 'session',
  audit: 'removed the sample company',
  anchor: 'installation',
  input: Empty,
  output: Done,
});
