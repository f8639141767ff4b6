import Type from 'typebox';
import { operation } from '../../pure/operation.ts';

const base = { permission: 'session', anchor: 'person', summary: '' } as const;

/** Stand-ins for the contracts of notices and search, which are being written; replaced by imports as they arrive. */
const Notice = Type.Object({
  id: Type.String(),
  title: Type.String(),
  text: Type.Optional(Type.String()),
  link: Type.Optional(Type.String()),
  at: Type.String(),
  readAt: Type.Unsafe<string | null>({}),
});
export const listNotices = operation({
  ...base,
  name: 'listNotices',
  method: 'GET',
  path: '/notices',
  input: Type.Object({}),
  output: Type.Object({ rows: Type.Array(Notice) }),
});
export const readNotices = operation({
  ...base,
  name: 'readNotices',
  method: 'PUT',
  path: '/notices/read',
  audit: 'read notices',
  input: Type.Object({}),
  output: Type.Object({}),
});
export const search = operation({
  ...base,
  name: 'search',
  method: 'GET',
  path: '/search',
  input: Type.Object({ q: Type.String() }),
  output: Type.Object({
    rows: Type.Array(
      Type.Object({
        kind: Type.String(),
        id: Type.String(),
        title: Type.String(),
        detail: Type.Optional(Type.String()),
        path: Type.String(),
      }),
    ),
  }),
});
