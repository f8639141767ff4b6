import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Id, Moment, oneOf, orNull } from '../../pure/shapes.ts';

/** What can be found, in the order in which kinds are named; each comes from its room (kernel/search.ts). */
export const KINDS = [
  'account',
  'contact',
  'document',
  'product',
  'project',
  'task',
  'note',
  'file',
  'section',
  'change',
] as const;
export type Kind = (typeof KINDS)[number];
/** The fields of a query. */
export const FIELDS = ['type', 'account', 'manager', 'tier', 'country', 'owner', 'due'] as const;
export type Field = (typeof FIELDS)[number];
/** Why something was found, the best first: its number exactly, its whole name, the beginning of the name, words of the name, inside the name, its text, nearly. */
export const FITS = ['number', 'name', 'start', 'word', 'inside', 'text', 'similar'] as const;
export type Fit = (typeof FITS)[number];

const Pieces = Type.Array(Type.Object({ text: Type.String(), hit: Type.Boolean() }), {
  description: 'A text in pieces; `hit`: words that fit. Plain text, never markup',
});

export const Hit = Type.Object({
  kind: oneOf(KINDS),
  id: Type.String(),
  path: Type.String({ description: 'The permanent link of the record' }),
  title: Pieces,
  detail: orNull(Type.String()),
  mark: orNull(Type.String({ description: 'A word of the record: task.open, document.invoice, section.needs' })),
  excerpt: orNull(Pieces),
  account: orNull(Type.Object({ id: Id, name: Type.String() })),
  at: orNull(Moment),
  fit: oneOf(FITS),
  isMine: Type.Boolean({ description: 'On an account of the reader, or worked on or opened by the reader lately' }),
});
export type Hit = Type.Static<typeof Hit>;

export const HINTS = ['field', 'value', 'right'] as const;

export const searchEverything = operation({
  name: 'searchEverything',
  method: 'GET',
  path: '/search/all',
  summary:
    'What fits best of everything that the reader may see: accounts, people, documents, products, projects, tasks, notes, files, dossiers',
  permission: 'search.read',
  anchor: 'account',
  input: Type.Object({
    q: Type.String({
      maxLength: 300,
      description: 'Words, "phrases", -without, and fields: manager:me tier:key type:task',
    }),
    kind: Type.Optional(oneOf(KINDS)),
    after: Type.Optional(Type.String({ maxLength: 500, description: 'The `next` of the page before, of one kind' })),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 50, description: 'Of each kind; 5 where no kind is given, else 20' }),
    ),
  }),
  output: Type.Object({
    groups: Type.Array(
      Type.Object({
        kind: oneOf(KINDS),
        count: Type.Integer(),
        more: Type.Boolean({ description: 'There are more than `count`: so many are put in order' }),
        rows: Type.Array(Hit),
      }),
      { description: 'Kinds with hits, the best first' },
    ),
    next: orNull(Type.String()),
    instead: orNull(
      Type.String({ description: 'What was looked for in place of the words: the same keys on the other layout' }),
    ),
    hints: Type.Array(
      Type.Object({
        word: Type.String(),
        why: {
          ...oneOf(HINTS),
          description: 'field: no such field; value: nothing is called so; right: not for this reader',
        },
      }),
    ),
  }),
});
