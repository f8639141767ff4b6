import type { TSchema } from 'typebox';
import { type Operation, pathFields } from '../pure/operation.ts';
import { PROBLEM_RULES } from '../pure/refusal.ts';

type Json = Record<string, unknown>;

/** A JSON schema without what TypeBox keeps for itself. */
const plain = (schema: unknown): Json => JSON.parse(JSON.stringify(schema)) as Json;

const problems: Readonly<Record<string, string>> = {
  400: 'The input is not valid; `problems` names each field',
  401: 'Nobody is signed in',
  403: 'The right is missing',
  404: 'Not there, or not visible to this person',
  409: 'A rule says no, or the record was changed in the meantime; `code` names the rule',
  429: 'Too many requests',
  500: 'Something is broken; `requestId` finds it in the log',
};

/** The OpenAPI 3.1 description of operations, in the order given. Nothing in it depends on time or place. */
export function openapi(operations: readonly Operation[]): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const item = paths[operation.path] ?? {};
    item[operation.method.toLowerCase()] = describe(operation);
    paths[operation.path] = item;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vitalfew',
      version: '1',
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Everything that the screens do. Sign in with `POST /session`: either keep the cookie, or ask for a token (`asToken`) and send it as ' +
        '`Authorization: Bearer`. With a cookie, or from a page in a browser, requests that change something need the header `X-Vitalfew: 1`. Money is an amount in major units as a ' +
        'decimal string with its currency. Lists are paged: pass `next` of an answer as `after` of the next request.',
    },
    servers: [{ url: '/api' }],
    security: [{ cookie: [] }, { bearer: [] }],
    tags: tagsOf(operations).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        cookie: { type: 'apiKey', in: 'cookie', name: 'vitalfew_session' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'A key of one’s own; the same request with the same key is carried out once and answered alike',
          schema: { type: 'string', maxLength: 200 },
        },
        Reason: {
          name: 'X-Reason',
          in: 'header',
          required: false,
          description: 'Why, for the audit (percent-encoded)',
          schema: { type: 'string', maxLength: 500 },
        },
      },
      responses: Object.fromEntries(
        Object.entries(problems).map(([status, description]) => [
          `Problem${status}`,
          {
            description,
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
      schemas: { Problem: problem },
    },
  };
}

const problem = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'In words, for a person' },
    code: { type: 'string', description: 'The same for programs and translations' },
    requestId: { type: 'string' },
    params: { type: 'object' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'expected'],
        properties: {
          field: { type: 'string' },
          expected: { type: 'string', description: 'In words' },
          found: { type: 'string' },
          rule: { type: 'string', enum: PROBLEM_RULES, description: 'The same for programs and translations' },
          limit: { type: 'number', description: 'The number in the rule' },
        },
      },
    },
  },
};

/** The first word of the path groups the operations. */
const tagOf = (operation: Operation) => operation.path.split('/')[1] ?? '';
const tagsOf = (operations: readonly Operation[]) => [...new Set(operations.map(tagOf))];

function describe(operation: Operation): Json {
  const properties = operation.input.properties as Record<string, TSchema>;
  const required = new Set<string>((operation.input.required as string[] | undefined) ?? []);
  const inPath = pathFields(operation.path);
  const rest = Object.keys(properties).filter((name) => !inPath.includes(name));
  const inQuery = operation.method === 'GET' || operation.method === 'DELETE' || operation.body === 'file';
  const parameters: Json[] = inPath.map((name) => parameter(name, 'path', properties[name]!, true));
  if (inQuery)
    for (const name of rest) parameters.push(parameter(name, 'query', properties[name]!, required.has(name)));
  const changes = operation.audit !== null;
  if (changes && operation.permission.includes('.')) {
    if (operation.method === 'POST') parameters.push({ $ref: '#/components/parameters/IdempotencyKey' });
    parameters.push({ $ref: '#/components/parameters/Reason' });
  }
  return {
    operationId: operation.name,
    tags: [tagOf(operation)],
    summary: operation.summary,
    ...(operation.permission === 'public' ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(operation, inQuery ? [] : rest, properties, required),
    responses: { 200: answerOf(operation), ...problemsOf(operation) },
    'x-permission': operation.permission,
    ...(changes ? { 'x-audit': operation.audit } : {}),
    'x-anchor': operation.anchor,
    ...(Object.keys(operation.confidential).length > 0 ? { 'x-confidential': operation.confidential } : {}),
    ...(operation.limit === null ? {} : { 'x-requests-per-minute': operation.limit }),
  };
}

function parameter(name: string, where: 'path' | 'query', shape: TSchema, required: boolean): Json {
  const { description, ...schema } = plain(shape);
  return { name, in: where, required, ...(description ? { description } : {}), schema };
}

function bodyOf(
  operation: Operation,
  names: string[],
  properties: Record<string, TSchema>,
  required: Set<string>,
): Json {
  if (operation.body === 'file') {
    return {
      requestBody: {
        required: true,
        description: 'The bytes of the file as they are',
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    };
  }
  if (names.length === 0) return {};
  const needed = names.filter((name) => required.has(name));
  const schema = {
    type: 'object',
    additionalProperties: false,
    ...(needed.length > 0 ? { required: needed } : {}),
    properties: Object.fromEntries(names.map((name) => [name, plain(properties[name])])),
  };
  return { requestBody: { required: needed.length > 0, content: { 'application/json': { schema } } } };
}

function answerOf(operation: Operation): Json {
  if (operation.answer === 'file') {
    return {
      description: 'A file; Content-Disposition names it',
      content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
    };
  }
  if (operation.answer === 'events') {
    return {
      description: 'Server-sent events: `event` is the kind, `data` a JSON object; the stream does not end',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    };
  }
  return { description: 'Done', content: { 'application/json': { schema: plain(operation.output) } } };
}

function problemsOf(operation: Operation): Json {
  const statuses = [400];
  if (operation.permission !== 'public') statuses.push(401);
  if (operation.permission.includes('.') || operation.method !== 'GET') statuses.push(403);
  statuses.push(404);
  if (operation.audit !== null) statuses.push(409);
  statuses.push(429, 500);
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]));
}
