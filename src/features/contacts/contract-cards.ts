import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Id, oneOf, orNull } from '../../pure/shapes.ts';
import { filterFields } from './contract-shapes.ts';

const on = { anchor: 'account' } as const;

/** Why a card does not come in. */
export const CARD_FAULTS = ['outside', 'unended', 'nested', 'version', 'line', 'empty', 'tooLarge', 'tooMany'] as const;
/** How a contact that is there already is known to be the same. */
export const SAME = ['id', 'mail', 'phone', 'name'] as const;

const accountId = Type.Optional({ ...Id, description: 'Everybody in the file gets a position at this account' });
const Broken = Type.Object({ line: Type.Integer(), fault: oneOf(CARD_FAULTS), text: Type.String() });

export const previewContactCards = operation({
  ...on,
  name: 'previewContactCards',
  method: 'POST',
  path: '/contacts/cards/preview',
  summary:
    'What a vCard file (2.1, 3.0, 4.0) would bring in: people, those who are there already, broken cards. Writes nothing',
  permission: 'contacts.edit',
  audit: 'looked through a vCard file',
  body: 'file',
  input: Type.Object({ accountId }),
  output: Type.Object({
    cards: Type.Array(
      Type.Object({
        line: Type.Integer({ description: 'Where the card begins in the file' }),
        name: Type.String(),
        latinName: orNull(Type.String()),
        phone: orNull(Type.String()),
        email: orNull(Type.String()),
        organisation: orNull(Type.String()),
        title: orNull(Type.String()),
        kept: Type.Array(Type.String(), {
          description: 'Properties without a field of ours; they stay with the contact',
        }),
        same: orNull(
          Type.Object({
            id: Id,
            name: Type.String(),
            by: oneOf(SAME),
            mayEdit: Type.Boolean(),
          }),
        ),
      }),
    ),
    broken: Type.Array(Broken),
    state: Type.String({
      description: 'Pass it on to the import: it is refused when the answer would be another by then',
    }),
  }),
});

export const importContactCards = operation({
  ...on,
  name: 'importContactCards',
  method: 'POST',
  path: '/contacts/cards',
  summary: 'Bring in a vCard file that was looked through',
  permission: 'contacts.edit',
  audit: 'imported vCards',
  body: 'file',
  input: Type.Object({
    accountId,
    state: Type.String({ maxLength: 100 }),
    decisions: Type.String({
      pattern: '^[cus]*$',
      maxLength: 2000,
      description: 'One letter for each card, in order: c create, u update the one that is there, s skip',
    }),
  }),
  output: Type.Object({
    created: Type.Integer(),
    updated: Type.Integer(),
    skipped: Type.Integer(),
    broken: Type.Array(Broken),
  }),
});

export const exportContactCards = operation({
  ...on,
  name: 'exportContactCards',
  method: 'GET',
  path: '/contacts/cards',
  summary: 'One contact, those of an account, or all that the filter matches, as vCards',
  permission: 'contacts.export',
  audit: 'exported vCards',
  answer: 'file',
  input: Type.Object({
    ...filterFields,
    contactId: Type.Optional({ ...Id, description: 'Only this one' }),
    version: Type.Optional({ ...oneOf(['4.0', '3.0'] as const), default: '4.0' }),
  }),
  output: Type.Object({}),
});
