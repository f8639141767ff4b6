import Type, { type TObject, type TSchema } from 'typebox';
import { FILLED, Id, oneOf, Version } from '../../pure/shapes.ts';

const Name = Type.String({ minLength: 1, maxLength: 100, pattern: FILLED });

/** The shapes of the saved views of one list: `filter` is what the list selects by, `sort` and `column` are words of it or `field:key`. */
export function viewShapes<F extends TObject, S extends TSchema, C extends TSchema>(filter: F, sort: S, column: C) {
  const look = {
    filter,
    sort,
    direction: oneOf(['asc', 'desc'] as const),
    columns: Type.Array(column, {
      maxItems: 100,
      uniqueItems: true,
      description: 'Those that are shown beside the name',
    }),
  };
  const kept = { name: Name, isShared: Type.Boolean(), ...look };
  const View = Type.Object({
    id: Id,
    name: Type.String(),
    isShared: Type.Boolean({ description: 'Everybody of the organisation finds it' }),
    owner: Type.Object({ id: Id, name: Type.String() }),
    ...look,
    version: Version,
    can: Type.Object({ edit: Type.Boolean() }),
  });
  return {
    View,
    Views: Type.Object({ rows: Type.Array(View) }),
    add: Type.Object(kept),
    save: Type.Object({ id: Id, version: Version, ...kept }),
    remove: Type.Object({ id: Id, version: Version }),
  };
}

/** What a list looks like: its filter, order and columns. */
export interface Look {
  filter: object;
  sort: string;
  direction: 'asc' | 'desc';
  columns: string[];
}

/** A saved view of any list. */
export interface View extends Look {
  id: string;
  name: string;
  isShared: boolean;
  owner: { id: string; name: string };
  version: number;
  can: { edit: boolean };
}

/** One of the list's own words, or `field:key`: a field of the organisation's own. */
export const orField = <W extends string>(words: readonly W[]) =>
  Type.Unsafe<W | `field:${string}`>({
    type: 'string',
    pattern: `^(${words.join('|')}|field:[a-z][a-z0-9_]{0,39})$`,
    description: `${words.join(', ')}, or field:key for a field of the organisation’s own`,
  });
