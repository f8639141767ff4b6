import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Done, FILLED, Id, Moment, Money, oneOf, orNull, PageInput, page } from '../../pure/shapes.ts';
import { BOXES, PASSED, STATES } from './contract-words.ts';

export { listProcedures, type ProcedureFields, saveProcedure, tryProcedure } from './contract-procedures.ts';
export {
  BOXES,
  type Box,
  type Measure,
  type PassedOver,
  STATES,
  type State,
  WAYS,
  type Way,
} from './contract-words.ts';

const PersonName = Type.Object({ id: Id, name: Type.String() });
const Title = Type.String({ minLength: 1, maxLength: 300, pattern: FILLED });
const Words = Type.String({ maxLength: 4000 });
/** Every answer is about what the reader takes part in or answers for. */
const mine = { anchor: 'person' } as const;

export const ApprovalRow = Type.Object({
  id: Id,
  kind: Type.String({ description: 'Room and word, `segmentation.tier`; its name stands in the words of the room' }),
  title: Type.String(),
  account: orNull(Type.Object({ id: Id, name: Type.String() })),
  amount: orNull(Money),
  share: orNull(Type.Number({ description: 'In per cent' })),
  requester: PersonName,
  state: oneOf(STATES),
  step: Type.Integer(),
  steps: Type.Integer(),
  waitingFor: Type.Array(PersonName, { description: 'Who may decide it now; without deputies' }),
  isMine: Type.Boolean({ description: 'It waits for the reader' }),
  isStuck: Type.Boolean({ description: 'Nobody can decide it as the procedure stands' }),
  filedAt: Moment,
  expiresOn: orNull(Day),
  closedAt: orNull(Moment),
  closedBy: orNull(PersonName),
});
export type ApprovalRow = Type.Static<typeof ApprovalRow>;

export const Approval = Type.Object({
  ...ApprovalRow.properties,
  reason: Type.String(),
  path: orNull(Type.String({ description: 'The page of what it is about' })),
  round: Type.Integer({
    description: 'Begins anew when what is asked changes; a decision names the round that was read',
  }),
  plan: Type.Array(
    Type.Object({
      number: Type.Integer(),
      needs: Type.Integer(),
      canBeDecided: Type.Boolean(),
      deciders: Type.Array(
        Type.Object({
          ...PersonName.properties,
          standsInFor: orNull(PersonName),
          decidedAt: orNull(Moment),
        }),
      ),
      passed: Type.Array(Type.Object({ ...PersonName.properties, why: oneOf(PASSED) })),
    }),
  ),
  history: Type.Array(
    Type.Object({
      id: Id,
      act: Type.String(),
      at: Moment,
      by: orNull(PersonName),
      standsInFor: orNull(PersonName),
      step: Type.Integer(),
      words: Type.String(),
    }),
  ),
  can: Type.Object({ decide: Type.Boolean(), withdraw: Type.Boolean(), change: Type.Boolean() }),
});
export type Approval = Type.Static<typeof Approval>;

export const listApprovals = operation({
  ...mine,
  name: 'listApprovals',
  method: 'GET',
  path: '/approvals',
  summary: 'Requests of one box: what waits for one comes oldest first, all else newest first',
  permission: 'approvals.read',
  input: Type.Object({
    box: Type.Optional({
      ...oneOf(BOXES),
      default: 'waiting',
      description:
        'waiting: for me; asked: by me; running: open ones that I may see; decided: closed ones that I may see',
    }),
    kind: Type.Optional(Type.String({ maxLength: 60 })),
    state: Type.Optional(Type.Array(oneOf(STATES), { maxItems: STATES.length, uniqueItems: true })),
    accountId: Type.Optional({ ...Id, description: 'On this account and those below' }),
    q: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the title' })),
    ...PageInput,
  }),
  output: page(ApprovalRow),
});

export const countApprovals = operation({
  ...mine,
  name: 'countApprovals',
  method: 'GET',
  path: '/approvals/waiting',
  summary: 'How many requests wait for one; 100 stands for 100 and more',
  permission: 'approvals.read',
  input: Type.Object({}),
  output: Type.Object({ waiting: Type.Integer() }),
});

export const getApproval = operation({
  ...mine,
  name: 'getApproval',
  method: 'GET',
  path: '/approvals/{id}',
  summary: 'One request: what is asked, who decides it in which steps, and what became of it',
  permission: 'approvals.read',
  input: Type.Object({ id: Id }),
  output: Approval,
});

export const askForException = operation({
  ...mine,
  name: 'askForException',
  method: 'POST',
  path: '/approvals/exceptions',
  summary: 'Ask for an exception: what, why, on which account, for which amount in the base currency',
  permission: 'approvals.act',
  audit: 'asked for an exception',
  input: Type.Object({
    title: Title,
    reason: Type.String({ minLength: 1, maxLength: 4000, pattern: FILLED }),
    accountId: Type.Optional(orNull(Id)),
    amount: Type.Optional(orNull(Money)),
  }),
  output: Type.Object({ id: Id, state: oneOf(STATES) }),
});

export const changeException = operation({
  ...mine,
  name: 'changeException',
  method: 'PATCH',
  path: '/approvals/exceptions/{id}',
  summary: 'Change what one asks for while it is open: the steps begin anew, and those who had agreed are told',
  permission: 'approvals.act',
  audit: 'changed a request',
  input: Type.Object({
    id: Id,
    round: Type.Integer({ minimum: 1 }),
    title: Type.Optional(Title),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 4000, pattern: FILLED })),
    amount: Type.Optional(orNull(Money)),
  }),
  output: Type.Object({ round: Type.Integer(), state: oneOf(STATES) }),
});

export const decideApproval = operation({
  ...mine,
  name: 'decideApproval',
  method: 'PUT',
  path: '/approvals/{id}/decision',
  summary: 'Approve or refuse; a refusal needs its reason. Refused when it was decided, or changed, in the meantime',
  permission: 'approvals.act',
  audit: 'decided a request',
  input: Type.Object({
    id: Id,
    round: Type.Integer({ minimum: 1, description: 'The round that was read' }),
    decision: oneOf(['approve', 'refuse'] as const),
    reason: Type.Optional(Words),
  }),
  output: Type.Object({ state: oneOf(STATES), step: Type.Integer() }),
});

export const withdrawApproval = operation({
  ...mine,
  name: 'withdrawApproval',
  method: 'PUT',
  path: '/approvals/{id}/withdrawal',
  summary: 'Take back what one asked for, while it is open',
  permission: 'approvals.act',
  audit: 'withdrew a request',
  input: Type.Object({ id: Id, reason: Type.Optional(Words) }),
  output: Done,
});

export const commentApproval = operation({
  ...mine,
  name: 'commentApproval',
  method: 'POST',
  path: '/approvals/{id}/comments',
  summary: 'Say something about a request; the requester and those who decide it now hear of it',
  permission: 'approvals.act',
  audit: 'commented a request',
  input: Type.Object({ id: Id, text: Type.String({ minLength: 1, maxLength: 4000, pattern: FILLED }) }),
  output: Type.Object({ id: Id }),
});
