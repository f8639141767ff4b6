import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Empty, oneOf, orNull } from '../../pure/shapes.ts';

const closed = { additionalProperties: false };
const Kind = Type.String({ maxLength: 100, description: 'Room and word: `tasks.given`' });

export const NoticeWish = Type.Object(
  {
    inApp: Type.Boolean({ description: 'Whether it shows in the application' }),
    mail: oneOf(['off', 'once', 'digest']),
  },
  closed,
);

const Minute = Type.Integer({ minimum: 0, maximum: 1439, description: 'Minute of the day' });
const hours = {
  digest: oneOf(['daily', 'weekly', 'off']),
  digestMinute: Minute,
  digestWeekday: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' }),
  quietFrom: orNull(Minute),
  quietUntil: orNull(Minute),
  quietWeekends: Type.Boolean(),
};

const quietAbsent = Type.Boolean({ description: 'Mail waits while somebody stands in for one' });

export const getNoticeWishes = operation({
  name: 'getNoticeWishes',
  method: 'GET',
  path: '/notices/wishes',
  summary: 'How every kind of notices reaches oneself, and when mail may come',
  permission: 'notices.read',
  anchor: 'person',
  input: Empty,
  output: Type.Object({
    canMail: Type.Boolean({ description: 'Whether the installation has a mail server' }),
    can: Type.Object({ setDefaults: Type.Boolean() }),
    hours: Type.Object({
      ...hours,
      quietAbsent,
      timezone: orNull(Type.String({ description: 'Null: the organisation’s' })),
      version: Type.Integer({ description: '0: nothing was saved yet' }),
    }),
    organisationZone: Type.String(),
    kinds: Type.Array(
      Type.Object({
        kind: Kind,
        room: Type.String(),
        example: Type.String({ description: 'Its sentence, with an ellipsis for names' }),
        standard: NoticeWish,
        own: orNull(NoticeWish),
      }),
    ),
  }),
});

export const saveNoticeWish = operation({
  name: 'saveNoticeWish',
  method: 'PUT',
  path: '/notices/wishes/{kind}',
  summary: 'Say how a kind of notices reaches oneself; null: as the organisation says',
  permission: 'notices.read',
  audit: 'said how notices come',
  anchor: 'person',
  input: Type.Object({ kind: Kind, wish: orNull(NoticeWish) }),
  output: Done,
});

export const saveNoticeDefault = operation({
  name: 'saveNoticeDefault',
  method: 'PUT',
  path: '/notices/defaults/{kind}',
  summary: 'Say how a kind of notices reaches those who say nothing of it themselves',
  permission: 'settings.manage',
  audit: 'said how notices come to all',
  anchor: 'organisation',
  input: Type.Object({ kind: Kind, wish: NoticeWish }),
  output: Done,
});

export const saveNoticeHours = operation({
  name: 'saveNoticeHours',
  method: 'PUT',
  path: '/notices/hours',
  summary: 'Say when mail about notices may come to oneself; `version` 0 when nothing was saved yet',
  permission: 'notices.read',
  audit: 'said when notices come',
  anchor: 'person',
  input: Type.Object({
    ...hours,
    quietAbsent: Type.Optional(quietAbsent),
    timezone: orNull(Type.String({ maxLength: 60 })),
    version: Type.Integer({ minimum: 0 }),
  }),
  output: Type.Object({ version: Type.Integer() }),
});

export const sendTestNotice = operation({
  name: 'sendTestNotice',
  method: 'POST',
  path: '/notices/test',
  summary: 'Send oneself a mail as notices are sent, at once',
  permission: 'notices.read',
  audit: 'asked for a test mail',
  anchor: 'person',
  input: Empty,
  output: Done,
  limit: 5,
});

export const previewDigest = operation({
  name: 'previewDigest',
  method: 'GET',
  path: '/notices/digest',
  summary: 'What the next digest to oneself would say, and when it would come, as things stand now',
  permission: 'notices.read',
  anchor: 'person',
  input: Empty,
  output: Type.Object({
    at: orNull(
      Type.String({ format: 'date-time', description: 'Null: one wants no digests, or there is no mail server' }),
    ),
    subject: orNull(Type.String({ description: 'Null: there is nothing to say' })),
    lines: Type.Array(Type.Object({ text: Type.String(), path: orNull(Type.String()) })),
  }),
});

export const unsubscribeFromNotices = operation({
  name: 'unsubscribeFromNotices',
  method: 'POST',
  path: '/notices/unsubscribe/{token}',
  summary:
    'The one click of a mail (RFC 8058): no more mail of its kind, or no more digests; changes nothing else, and says nothing of whether there was anything to change',
  permission: 'public',
  audit: 'unsubscribed from notices',
  anchor: 'installation',
  input: Type.Object({
    token: Type.String({ maxLength: 200 }),
    'List-Unsubscribe': Type.Optional(Type.String({ maxLength: 40 })),
  }),
  output: Done,
  limit: 60,
});
