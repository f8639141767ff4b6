import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Id, orNull } from '../../pure/shapes.ts';

const on = { anchor: 'account' } as const;

/** The largest logo, in bytes and in points of one side: more is no logo, and what unpacks to more could stop a browser. */
export const LOGO_BYTES = 512 * 1024;
export const LOGO_POINTS = 4096;
/** What a logo may be. */
export const LOGO_KINDS = ['png', 'jpeg', 'webp'] as const;

export const getLogo = operation({
  ...on,
  name: 'getLogo',
  method: 'GET',
  path: '/accounts/{id}/logo',
  summary: 'Which file is the logo of an account, and whether the reader may change it',
  permission: 'files.read',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    fileId: orNull(Id),
    number: orNull(Type.Integer({ description: 'Of the version that is shown' })),
    can: Type.Object({ write: Type.Boolean() }),
  }),
});

export const showLogo = operation({
  ...on,
  name: 'showLogo',
  method: 'GET',
  path: '/accounts/{id}/logo/picture',
  summary: 'The logo of an account as a picture; 404 where there is none',
  permission: 'files.read',
  answer: 'file',
  input: Type.Object({
    id: Id,
    file: Type.Optional({ ...Id, description: '404 where another file is the logo now' }),
    number: Type.Optional(Type.Integer({ minimum: 1, description: 'The version of it that was told' })),
  }),
  output: Type.Object({}),
});

export const uploadLogo = operation({
  ...on,
  name: 'uploadLogo',
  method: 'POST',
  path: '/accounts/{id}/logo',
  summary: `Upload a picture (its bytes are the body) as the logo of an account: PNG, JPEG or WebP, at most 512 KB and ${LOGO_POINTS} points on a side. It stands among the files of the account; the former logo stays there`,
  permission: 'files.write',
  audit: 'gave an account a logo',
  body: 'file',
  input: Type.Object({
    id: Id,
    name: Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'With its ending, which must be that of what it is',
    }),
  }),
  output: Type.Object({ fileId: Id }),
});

export const setLogo = operation({
  ...on,
  name: 'setLogo',
  method: 'PUT',
  path: '/accounts/{id}/logo',
  summary: 'Make a picture among the files of the account its logo, or leave it without one (null)',
  permission: 'files.write',
  audit: 'chose the logo of an account',
  input: Type.Object({
    id: Id,
    fileId: orNull(Id),
    replaces: Type.Optional(
      orNull({ ...Id, description: 'The file that was the logo when it was read, or null; 409 where another is now' }),
    ),
  }),
  output: Done,
});
