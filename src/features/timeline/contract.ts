import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Id, Moment, oneOf, orNull, PageInput, page } from '../../pure/shapes.ts';
import { ENTRY_KINDS } from './rules.ts';

export { ENTRY_KINDS, type EntryKind } from './rules.ts';

const AccountName = Type.Object({
  id: Id,
  name: Type.String(),
  kind: oneOf(['group', 'entity', 'outlet'] as const),
});
const PersonName = Type.Object({ id: Id, name: Type.String() });

/** One thing that happened. */
export const Entry = Type.Object({
  id: Id,
  at: Moment,
  account: AccountName,
  kind: oneOf(ENTRY_KINDS),
  recordId: orNull({ ...Id, description: 'Of the note, the tier, the import' }),
  contactId: orNull({ ...Id, description: 'The person at the customer whom it is about' }),
  by: orNull({ ...PersonName, description: 'Null: the system, or nobody knows' }),
  onBehalfOf: orNull(PersonName),
  text: orNull(
    Type.String({ description: 'What somebody wrote about it: a reason, or the beginning of a note in plain text' }),
  ),
  params: Type.Record(Type.String(), Type.Unknown(), {
    description:
      'What the words of the kind are filled with; of changed fields `changes`: what each said before and after',
  }),
  accounts: Type.Record(Type.String(), orNull(AccountName), {
    description: 'Other accounts in it, by their part (`from`, `to`); null: one that the reader may not see',
  }),
  people: Type.Record(Type.String(), orNull(PersonName), {
    description: 'Colleagues in it, by their part (`person`, `from`, `to`)',
  }),
});
export type Entry = Type.Static<typeof Entry>;

/** How a timeline is narrowed; with the paging of every list. */
export const TimelineFilter = {
  kind: Type.Optional(Type.Array(oneOf(ENTRY_KINDS), { uniqueItems: true, maxItems: 50 })),
  person: Type.Optional({ ...Id, description: 'Who did it' }),
  from: Type.Optional(Day),
  to: Type.Optional({ ...Day, description: 'The last day, included' }),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Every one of these words occurs in its text' })),
  around: Type.Optional({
    ...Id,
    description: 'The first page begins a little above this entry; 404 where it may not be read',
  }),
};

export const TimelinePage = Type.Object({
  ...page(Entry).properties,
  newer: Type.Boolean({ description: 'With `around`: there are newer entries than the first of the page' }),
});

export const listTimeline = operation({
  name: 'listTimeline',
  method: 'GET',
  path: '/accounts/{id}/timeline',
  summary: 'What happened on an account, or on it and all below: newest first, as far as one may read each fact',
  permission: 'accounts.read',
  anchor: 'account',
  input: Type.Object({
    id: Id,
    group: Type.Optional(Type.Boolean({ description: 'With everything below the account' })),
    ...TimelineFilter,
    ...PageInput,
  }),
  output: TimelinePage,
});
