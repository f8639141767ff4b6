import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Id, oneOf, orNull } from '../../pure/shapes.ts';
import * as shapes from './contract-shapes.ts';

const on = { anchor: 'account' } as const;

export const getRelationshipStage = operation({
  ...on,
  name: 'getRelationshipStage',
  method: 'GET',
  path: '/accounts/{id}/relationship-stage',
  summary: 'The stage of the relationship: what a person decided, what the evidence says now, and what it was before',
  permission: 'contacts.read',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    current: orNull(shapes.StageEntry),
    proposed: orNull(oneOf(shapes.STAGES)),
    why: orNull(oneOf(['noEvidence'] as const)),
    evidence: Type.Array(shapes.Evidence),
    history: Type.Array(shapes.StageEntry, { description: 'Newest first, the current one included' }),
    can: Type.Object({ edit: Type.Boolean() }),
  }),
});

export const setRelationshipStage = operation({
  ...on,
  name: 'setRelationshipStage',
  method: 'PUT',
  path: '/accounts/{id}/relationship-stage',
  summary: 'Confirm the stage that the evidence proposes, or choose another one with a reason',
  permission: 'contacts.edit',
  audit: 'set the stage of a relationship',
  input: Type.Object({
    id: Id,
    stage: oneOf(shapes.STAGES),
    reason: Type.Optional(
      Type.String({ maxLength: 1000, description: 'Needed where it is not the stage that the evidence proposes' }),
    ),
    current: orNull({ ...Id, description: 'The id of the stage that was read; a stale one is refused' }),
  }),
  output: shapes.StageEntry,
});
