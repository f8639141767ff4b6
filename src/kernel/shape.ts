import fastJson from 'fast-json-stringify';
import type { TObject, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import Value from 'typebox/value';
import type { Operation } from '../pure/operation.ts';
import { pathFields } from '../pure/operation.ts';
import { type FieldProblem, Invalid } from '../pure/refusal.ts';

type AnyOperation = Operation<TObject, TSchema>;
type Json = Record<string, unknown>;

const inputs = new WeakMap<
  AnyOperation,
  { schema: TObject; check: ReturnType<typeof Compile>; fromText: Set<string> }
>();

function compiled(operation: AnyOperation) {
  let known = inputs.get(operation);
  if (!known) {
    const schema = { ...operation.input, additionalProperties: false } as unknown as TObject;
    const inText = operation.method === 'GET' || operation.method === 'DELETE' || operation.body === 'file';
    const fromText = new Set(inText ? Object.keys(operation.input.properties) : pathFields(operation.path));
    known = { schema, check: Compile(schema), fromText };
    inputs.set(operation, known);
  }
  return known;
}

/**
 * Checks an input against its operation and fills defaults. Texts from path and query become the numbers, booleans and lists that the
 * shape asks for. Throws Invalid with every wrong field; unknown fields are wrong.
 */
export function checkInput(operation: AnyOperation, input: Json): Json {
  const { schema, check, fromText } = compiled(operation);
  let candidate: Json = { ...input };
  if (fromText.size > 0) {
    const texts: Json = {};
    for (const [field, value] of Object.entries(candidate)) if (fromText.has(field)) texts[field] = value;
    for (const [field, value] of Object.entries(texts)) {
      const shape = operation.input.properties[field] as (TSchema & { type?: unknown }) | undefined;
      if (shape?.type === 'array' && !Array.isArray(value)) texts[field] = value === '' ? [] : [value];
    }
    candidate = { ...candidate, ...(Value.Convert(operation.input, texts) as Json) };
  }
  candidate = Value.Default(schema, candidate) as Json;
  if (check.Check(candidate)) return candidate;
  throw new Invalid(problemsOf(check.Errors(candidate), candidate));
}

function problemsOf(
  errors: Iterable<{ keyword: string; instancePath: string; message: string; params: unknown }>,
  candidate: Json,
): FieldProblem[] {
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
      });
    }
  }
  return problems.size > 0 ? [...problems.values()] : [{ field: '', expected: 'an object of the documented shape' }];
}

function short(value: unknown, path: string): string | undefined {
  let at: unknown = value;
  for (const part of path.slice(1).split('/')) at = (at as Json | undefined)?.[part];
  return at === undefined ? undefined : String(typeof at === 'object' ? JSON.stringify(at) : at).slice(0, 80);
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
