import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Id, Moment, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import { BriefAccount, PersonName, Substitution, TIMES, wishFields } from './contract-shapes.ts';

export {
  BriefAccount,
  GROUPS,
  type Group,
  STATES,
  type Substitution,
  TIMES,
  type Time,
} from './contract-shapes.ts';

const on = { anchor: 'person' } as const;

export const listSubstitutions = operation({
  ...on,
  name: 'listSubstitutions',
  method: 'GET',
  path: '/substitutions',
  summary: 'Who stands in for whom: one’s own on both sides, and all for those who manage them; the latest first',
  permission: 'substitutions.read',
  input: Type.Object({ time: Type.Optional(oneOf(TIMES)), mine: Type.Optional(Type.Boolean()), ...PageInput }),
  output: Type.Object({
    ...page(Substitution).properties,
    can: Type.Object({ propose: Type.Boolean(), manage: Type.Boolean() }),
  }),
});

export const getSubstitution = operation({
  ...on,
  name: 'getSubstitution',
  method: 'GET',
  path: '/substitutions/{id}',
  summary: 'One substitution',
  permission: 'substitutions.read',
  input: Type.Object({ id: Id }),
  output: Substitution,
});

export const createSubstitution = operation({
  ...on,
  name: 'createSubstitution',
  method: 'POST',
  path: '/substitutions',
  summary:
    'Say who stands in for oneself, to be confirmed; whoever manages substitutions makes them for everybody, in force at once',
  permission: 'substitutions.propose',
  audit: 'made a substitution',
  input: Type.Object({ absentId: Type.Optional({ ...Id, description: 'Left out: oneself' }), ...wishFields }),
  output: Substitution,
});

export const saveSubstitution = operation({
  ...on,
  name: 'saveSubstitution',
  method: 'PUT',
  path: '/substitutions/{id}',
  summary: 'Change a substitution that is not over; once it has begun, not its first day and not who stands in',
  permission: 'substitutions.propose',
  audit: 'changed a substitution',
  input: Type.Object({ id: Id, ...wishFields, version: Version }),
  output: Substitution,
});

export const decideSubstitution = operation({
  ...on,
  name: 'decideSubstitution',
  method: 'PUT',
  path: '/substitutions/{id}/decision',
  summary: 'Confirm or decline what somebody proposed',
  permission: 'substitutions.manage',
  audit: 'decided on a substitution',
  input: Type.Object({
    id: Id,
    decision: oneOf(['confirm', 'decline'] as const),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    version: Version,
  }),
  output: Substitution,
});

export const endSubstitution = operation({
  ...on,
  name: 'endSubstitution',
  method: 'PUT',
  path: '/substitutions/{id}/end',
  summary: 'End a substitution at once, or take back one that has not begun',
  permission: 'substitutions.propose',
  audit: 'ended a substitution',
  input: Type.Object({ id: Id, version: Version }),
  output: Substitution,
});

export const getBrief = operation({
  ...on,
  name: 'getBrief',
  method: 'GET',
  path: '/substitutions/{id}/brief',
  summary:
    'What a substitute must know: the accounts of the substitution, the largest first, as far as the reader may see them',
  permission: 'substitutions.read',
  input: Type.Object({
    id: Id,
    ...PageInput,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 25, default: 10 })),
  }),
  output: Type.Object({
    substitution: Substitution,
    ...page(BriefAccount).properties,
  }),
});

export const getDigest = operation({
  ...on,
  name: 'getDigest',
  method: 'GET',
  path: '/substitutions/{id}/digest',
  summary: 'What was done in the place of who was away, the latest first, on accounts that the reader may see',
  permission: 'substitutions.read',
  input: Type.Object({ id: Id, ...PageInput }),
  output: Type.Object({
    substitution: Substitution,
    ...page(
      Type.Object({
        id: Id,
        at: Moment,
        account: PersonName,
        operation: Type.String(),
        word: Type.String({ description: 'As the audit says it' }),
        reason: orNull(Type.String()),
        text: orNull(Type.String({ description: 'What the timeline says of it' })),
      }),
    ).properties,
  }),
});
