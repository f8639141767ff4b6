import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Id, PageInput } from '../../pure/shapes.ts';
import { TimelineFilter, TimelinePage } from '../timeline/contract.ts';

export const listContactTimeline = operation({
  name: 'listContactTimeline',
  method: 'GET',
  path: '/contacts/{id}/timeline',
  summary:
    'What happened with a person, on the accounts that one may see, and the notes there that name them in full: newest first, as far as one may read each fact',
  permission: 'contacts.read',
  anchor: 'account',
  input: Type.Object({ id: Id, ...TimelineFilter, ...PageInput }),
  output: TimelinePage,
});
