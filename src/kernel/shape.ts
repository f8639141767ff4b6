import fastJson from 'fast-json-stringify';
import type { TObject, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import Value from 'typebox/value';
import type { Operation } from '../pure/operation.ts';
import { pathFields } from '../pure/operation.ts';
import { type FieldProblem, Invalid } from '../pure/refusal.ts';
import { ruleOf, type ShapeError } from './problem-rule.ts';

type AnyOperation = Operation<TObject, TSchema>;
type Json = Record<string, unknown>;

interface Compiled {
  schema: TObject;
  check: ReturnType<typeof Compile>;
  fromText: Set<string>;
  /** What stands in for fields that are left out; null: defaults stand deeper, and the whole shape is walked. */
  defaults: [string, unknown][] | null;
}

const inputs = new WeakMap<AnyOperation, Compiled>();

function compiled(operation: AnyOperation): Compiled {
  let known = inputs.get(operation);
  if (!known) {
    const schema = { ...operation.input, additionalProperties: false } as unknown as TObject;
    const inText = operation.method === 'GET' || operation.method === 'DELETE' || operation.body === 'file';
    const fromText = new Set(inText ? Object.keys(operation.input.properties) : pathFields(operation.path));
    known = { schema, check: Compile(schema), fromText, defaults: plainDefaults(operation.input) };
    inputs.set(operation, known);
  }
  return known;
}

function plainDefaults(input: TObject): [string, unknown][] | null {
  const defaults: [string, unknown][] = [];
  for (const [field, shape] of Object.entries(input.properties)) {
    const { default: value, ...rest } = shape as { default?: unknown };
    if (typeof value === 'object' || JSON.stringify(rest).includes('"default"')) return null;
    if (value !== undefined) defaults.push([field, value]);
  }
  return defaults;
}

const WHOLE = /^(?:0|-?[1-9]\d{0,14})$/;

/** A text of path or query as the shape asks for it; what has no plain form goes the long way. */
function fromTextOf(shape: TSchema | undefined, value: unknown): unknown {
  const type = (shape as { type?: unknown } | undefined)?.type;
  if (shape === undefined || (type === 'string' && typeof value === 'string')) return value;
  if (type === 'integer' && typeof value === 'string' && WHOLE.test(value)) return Number(value);
  const listed = type === 'array' && !Array.isArray(value) ? (value === '' ? [] : [value]) : value;
  return Value.Convert(shape, listed);
}

/** Deeper than this nothing is meant: code that steps down into it would run out of stack. */
const DEEPEST = 64;

/** Tells whether lists and objects stand in one another deeper than that, without stepping down by calls. */
function isTooDeep(input: unknown): boolean {
  let level: unknown[] = [input];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}

/**
 * Checks an input against its operation and fills defaults. Texts from path and query become the numbers, booleans and lists that the
 * shape asks for. Throws Invalid with every wrong field; unknown fields are wrong.
 */
export function checkInput(operation: AnyOperation, input: Json): Json {
  if (isTooDeep(input)) throw new Invalid([{ field: '', expected: `at most ${DEEPEST} levels, one in another` }]);
  const { schema, check, fromText, defaults } = compiled(operation);
  let candidate: Json = { ...input };
  for (const field of Object.keys(candidate)) {
    if (fromText.has(field)) candidate[field] = fromTextOf(operation.input.properties[field], candidate[field]);
  }
  if (defaults === null) candidate = Value.Default(schema, candidate) as Json;
  else for (const [field, value] of defaults) if (candidate[field] === undefined) candidate[field] = value;
  if (check.Check(candidate)) return candidate;
  throw new Invalid(problemsOf(check.Errors(candidate), candidate));
}

function problemsOf(errors: Iterable<ShapeError>, candidate: Json): FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  for (const error of errors) {
    const missing = (error.params as { requiredProperties?: string[]; additionalProperties?: string[] }) ?? {};
    const below = missing.requiredProperties ?? missing.additionalProperties ?? [];
    const paths = below.length > 0 ? below.map((name) => `${error.instancePath}/${name}`) : [error.instancePath];
    for (const path of paths) {
      const field = path.slice(1).replaceAll('/', '.');
      if (field === '' || problems.has(field)) continue;
      problems.set(field, {
        field,
        expected: below.length > 0 ? (missing.requiredProperties ? 'is required' : 'is not known') : error.message,
        found: short(candidate, path),
        ...(missing.additionalProperties ? {} : ruleOf(error, at(candidate, path))),
      });
    }
  }
  return problems.size > 0 ? [...problems.values()] : [{ field: '', expected: 'an object of the documented shape' }];
}

function at(value: unknown, path: string): unknown {
  let found: unknown = value;
  for (const part of path.slice(1).split('/')) found = (found as Json | undefined | null)?.[part];
  return found;
}

function short(value: unknown, path: string): string | undefined {
  const found = at(value, path);
  return found === undefined
    ? undefined
    : String(typeof found === 'object' ? JSON.stringify(found) : found).slice(0, 80);
}

const serializers = new WeakMap<AnyOperation, Map<string, (value: unknown) => string>>();

/** JSON text of an answer in the operation's output shape: unknown fields are dropped, and confidential ones unless `can` says yes. */
export function serializer(operation: AnyOperation, can: (verb: string) => boolean): (value: unknown) => string {
  const hidden = Object.entries(operation.confidential).flatMap(([verb, fields]) => (can(verb) ? [] : fields));
  const key = hidden.join(' ');
  const variants = serializers.get(operation) ?? new Map<string, (value: unknown) => string>();
  serializers.set(operation, variants);
  let serialize = variants.get(key);
  if (!serialize) {
    const plain = JSON.parse(JSON.stringify(operation.output)) as Json;
    serialize = fastJson(without(plain, new Set(hidden)) as never) as (value: unknown) => string;
    variants.set(key, serialize);
  }
  return serialize;
}

/** A JSON schema without the properties of these names, at any depth. */
function without(schema: unknown, hidden: ReadonlySet<string>): unknown {
  if (Array.isArray(schema)) return schema.map((item) => without(item, hidden));
  if (schema === null || typeof schema !== 'object') return schema;
  const result: Json = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') {
      result.properties = Object.fromEntries(
        Object.entries(value as Json)
          .filter(([name]) => !hidden.has(name))
          .map(([name, shape]) => [name, without(shape, hidden)]),
      );
    } else if (key === 'required') {
      result.required = (value as string[]).filter((name) => !hidden.has(name));
    } else {
      result[key] = without(value, hidden);
    }
  }
  return result;
}
