import type { Static, TObject, TSchema } from 'typebox';

/** What the rows of an answer hang on; decides by which rule they are seen. */
export type Anchor = 'account' | 'person' | 'organisation' | 'installation';

/** A right, `room.act`. `public` needs no session, `session` any signed-in person. Every other verb has a row in app/roles.ts. */
export type Permission = 'public' | 'session' | `${string}.${string}`;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The only description of an endpoint: the server mounts it, screens call it, openapi.json prints it.
 * `input` is one object; fields named in `path` travel there, the rest in the query (GET, DELETE) or in the JSON body.
 */
export interface Operation<
  I extends TObject = TObject,
  O extends TSchema = TSchema,
  P extends Permission = Permission,
> {
  readonly name: string;
  readonly method: Method;
  /** Below `/api`, parameters in braces: `/accounts/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly permission: P;
  /** The word that the audit log shows ("assigned a manager"); null only for operations that change nothing. */
  readonly audit: string | null;
  readonly anchor: Anchor;
  readonly input: I;
  readonly output: O;
  /** `file`: the answer is a file to be saved. `events`: a server-sent event stream. */
  readonly answer: 'json' | 'file' | 'events';
  /** `file`: the request body is a file's bytes as they are; the input travels in the query. */
  readonly body: 'json' | 'file';
  /** Output fields that are removed unless the person holds the verb: `{ 'ledger.seeMargin': ['margin', 'cost'] }`, at any depth. */
  readonly confidential: Readonly<Record<string, readonly string[]>>;
  /** Requests per minute and address; only where the default of the kernel is too generous. */
  readonly limit: number | null;
}

export type InputOf<T> = T extends Operation<infer I, TSchema> ? Static<I> : never;
export type OutputOf<T> = T extends Operation<TObject, infer O> ? Static<O> : never;

interface Declared<I extends TObject, O extends TSchema, P extends Permission> {
  name: string;
  method: Method;
  path: string;
  summary: string;
  permission: P;
  audit?: string | null;
  anchor: Anchor;
  input: I;
  output: O;
  answer?: 'json' | 'file' | 'events';
  body?: 'json' | 'file';
  confidential?: Record<string, readonly string[]>;
  limit?: number;
}

/**
 * Declares an operation. Throws at load time when one that changes something has no audit word,
 * so that a forgotten one cannot be shipped.
 */
export function operation<I extends TObject, O extends TSchema, const P extends Permission>(
  declared: Declared<I, O, P>,
): Operation<I, O, P> {
  const audit = declared.audit ?? null;
  if (declared.method !== 'GET' && audit === null) {
    throw new Error(`operation ${declared.name} changes something: it needs an audit word`);
  }
  return {
    answer: 'json',
    body: 'json',
    confidential: {},
    ...declared,
    limit: declared.limit ?? null,
    audit,
  };
}

/** The names in braces of a path: `/accounts/{id}/team/{userId}` -> `['id', 'userId']`. */
export function pathFields(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
}
