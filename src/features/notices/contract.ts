import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Empty, Id, Moment, orNull, PageInput } from '../../pure/shapes.ts';

export {
  getNoticeWishes,
  previewDigest,
  saveNoticeDefault,
  saveNoticeHours,
  saveNoticeWish,
  sendTestNotice,
  unsubscribeFromNotices,
} from './contract-wishes.ts';

export const Notice = Type.Object({
  id: Id,
  kind: Type.String({ description: 'What happened: room and word, `imports.done`' }),
  params: Type.Record(Type.String(), Type.Unknown(), { description: 'What the words of the kind are filled with' }),
  path: orNull(Type.String({ description: 'The page of the application that shows it' })),
  at: Moment,
  readAt: orNull(Moment),
});

export const listNotices = operation({
  name: 'listNotices',
  method: 'GET',
  path: '/notices',
  summary: 'One’s own notices, newest first',
  permission: 'notices.read',
  anchor: 'person',
  input: Type.Object({ unread: Type.Optional(Type.Boolean()), ...PageInput }),
  output: Type.Object({
    rows: Type.Array(Notice),
    next: orNull(Type.String()),
    unread: Type.Integer({ description: 'How many are unread; 100 stands for 100 and more' }),
  }),
});

export const readNotice = operation({
  name: 'readNotice',
  method: 'PUT',
  path: '/notices/{id}/read',
  summary: 'Mark one notice as read',
  permission: 'notices.read',
  audit: 'read a notice',
  anchor: 'person',
  input: Type.Object({ id: Id }),
  output: Done,
});

export const readNotices = operation({
  name: 'readNotices',
  method: 'PUT',
  path: '/notices/read',
  summary: 'Mark all notices as read, or those up to `upTo`, so that one that just arrived stays unread',
  permission: 'notices.read',
  audit: 'read all notices',
  anchor: 'person',
  input: Type.Object({ upTo: Type.Optional(Id) }),
  output: Done,
});

export const listenToNotices = operation({
  name: 'listenToNotices',
  method: 'GET',
  path: '/notices/events',
  summary:
    'Server-sent events of what happens in the organisation: `notice` for oneself, and words of rooms (`imports`, `review`, `settings`, `identity`) that say what to ask again',
  permission: 'notices.read',
  anchor: 'person',
  input: Empty,
  output: Type.Object({}),
  answer: 'events',
});
