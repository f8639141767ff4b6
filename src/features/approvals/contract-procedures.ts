import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { CurrencyCode, Decimal, Id, oneOf, orNull } from '../../pure/shapes.ts';
import { ROLES } from '../people/contract.ts';
import { MEASURES, PASSED, WAYS } from './contract-words.ts';

const Kind = Type.String({ minLength: 1, maxLength: 60, description: 'Room and word: `approvals.exception`' });
const PersonName = Type.Object({ id: Id, name: Type.String() });
const Days = orNull(Type.Integer({ minimum: 1, maximum: 365 }));

export const Step = Type.Object(
  {
    by: oneOf(WAYS),
    role: orNull(oneOf(ROLES)),
    userId: orNull(Id),
    height: Type.Integer({
      minimum: 0,
      maximum: 10,
      description: 'Of superiors of the requester: 1 the direct one; 0 the nearest who may decide it',
    }),
    needs: Type.Integer({ minimum: 0, maximum: 20, description: 'How many must agree; 0: all of them' }),
  },
  { additionalProperties: false },
);

export const Limit = Type.Object(
  {
    role: orNull(oneOf(ROLES)),
    userId: orNull(Id),
    upTo: orNull({ ...Decimal, description: 'In the base currency, or in per cent; null: without limit' }),
  },
  { additionalProperties: false },
);

const procedureFields = {
  isOn: Type.Boolean({ description: 'Off: nobody has to ask' }),
  steps: Type.Array(Step, { minItems: 1, maxItems: 6 }),
  limits: Type.Array(Limit, { maxItems: 50, description: 'Empty: whoever a step names may decide whatever is asked' }),
  ownLimit: Type.Boolean({ description: 'What is within one’s own limit is approved at once' }),
  repeats: Type.Boolean({ description: 'Whoever decided a step may decide a later one too' }),
  remindDays: Days,
  escalateDays: { ...Days, description: 'After so many days the superior of the deciders may decide too' },
  expireDays: Days,
};
export const ProcedureFields = Type.Object(procedureFields, { additionalProperties: false });
export type ProcedureFields = Type.Static<typeof ProcedureFields>;

export const listProcedures = operation({
  name: 'listProcedures',
  method: 'GET',
  path: '/settings/approvals',
  summary: 'How each kind of request is decided: steps, limits of authority, reminders, expiry',
  permission: 'approvals.read',
  anchor: 'organisation',
  input: Type.Object({}),
  output: Type.Object({
    rows: Type.Array(
      Type.Object({
        kind: Kind,
        measure: oneOf(MEASURES),
        isOptional: Type.Boolean({ description: 'Can be switched off' }),
        currency: orNull({ ...CurrencyCode, description: 'Of the limits' }),
        version: Type.Integer({ description: '0: nobody changed what it starts with' }),
        ...procedureFields,
      }),
    ),
    can: Type.Object({ manage: Type.Boolean() }),
  }),
});

export const saveProcedure = operation({
  name: 'saveProcedure',
  method: 'PUT',
  path: '/settings/approvals/{kind}',
  summary: 'Set how a kind of request is decided; requests that are open go on by the procedure that they began with',
  permission: 'approvals.manage',
  audit: 'changed how requests are decided',
  anchor: 'organisation',
  input: Type.Object({ kind: Kind, version: Type.Integer({ minimum: 0 }), procedure: ProcedureFields }),
  output: Type.Object({ version: Type.Integer() }),
});

export const tryProcedure = operation({
  name: 'tryProcedure',
  method: 'GET',
  path: '/settings/approvals/{kind}/trial',
  summary: 'Who would decide what somebody might ask for today, step by step',
  permission: 'approvals.manage',
  anchor: 'organisation',
  input: Type.Object({
    kind: Kind,
    requesterId: Id,
    accountId: Type.Optional(Id),
    asked: Type.Optional({
      ...Decimal,
      description: 'In the base currency or in per cent, by the measure of the kind',
    }),
  }),
  output: Type.Object({
    atOnce: Type.Boolean({ description: 'Within the requester’s own limit: nobody is asked' }),
    steps: Type.Array(
      Type.Object({
        needs: Type.Integer(),
        canBeDecided: Type.Boolean(),
        deciders: Type.Array(Type.Object({ ...PersonName.properties, standsInFor: orNull(PersonName) })),
        passed: Type.Array(Type.Object({ ...PersonName.properties, why: oneOf(PASSED) })),
      }),
    ),
  }),
});
