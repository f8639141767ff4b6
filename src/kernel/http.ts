import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Forbidden } from '../pure/refusal.ts';
import type { AuditNote } from './audit.ts';
import { json } from './db.ts';
import type { EventHub } from './events.ts';
import { newId } from './id.ts';
import type { Session } from './identity-sessions.ts';
import { streamEvents } from './live.ts';
import { countRequest } from './metrics.ts';
import { problemOf, Unauthenticated } from './problem.ts';
import { auditAtGate, type GateCtx, type Handler, type House, run } from './run.ts';
import { rightsIn } from './secrecy.ts';
import { checkInput, serializer } from './shape.ts';
import { scopeOfActor } from './stand-ins.ts';

export interface HttpOptions {
  /** Behind a proxy that sets X-Forwarded-*. */
  trustProxy: boolean | string[];
  /** Requests per minute and caller; 0 turns the limit off (benchmarks). */
  rateLimit: number;
  events: EventHub;
}

const SESSION = 'vitalfew_session';
const DEVICE = 'vitalfew_device';
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/** The HTTP server with every operation below /api. Pages and health are added by app/server.ts. */
export async function openHttp(
  house: House,
  handlers: readonly Handler[],
  options: HttpOptions,
): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    trustProxy: options.trustProxy,
    genReqId: () => newId(),
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: true,
  });
  await app.register(cookie);
  if (options.rateLimit > 0) {
    await app.register(rateLimit, {
      max: options.rateLimit,
      timeWindow: 60_000,
      keyGenerator: (request) => {
        const token = tokenOf(request);
        return token !== null && house.identity.isProven(token) ? token : request.ip;
      },
      errorResponseBuilder: () => Object.assign(new Error('Too many requests.'), { statusCode: 429 }),
    });
  }
  app.setValidatorCompiler(() => () => true);
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, {});
    try {
      done(null, JSON.parse(body as string));
    } catch {
      done(Object.assign(new Error('The body is not JSON.'), { statusCode: 400 }));
    }
  });
  // The one click of a mail program (RFC 8058) comes as a form; every other act comes from a page of ours and brings JSON.
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': CSP,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'x-request-id': request.id,
    });
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
    if (request.url.startsWith('/api/')) {
      reply.header('cache-control', 'no-store');
      refuseForeign(request, house.publicUrl);
    }
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    countRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    house.log.info(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.id);
    const { minutes } = problem.params ?? {};
    if (problem.status === 429 && typeof minutes === 'number') reply.header('retry-after', minutes * 60);
    if (problem.status >= 500) house.log.error({ requestId: request.id, err: error }, 'bug');
    return reply.status(problem.status).type('application/problem+json').send(json(problem));
  });
  for (const handler of handlers) mount(app, house, handler, options);
  return app;
}

/**
 * Cross-site requests may not act: cookies need our own header and our own origin. A bearer token is proof enough, and so is that no browser asks: it would say where the page is from.
 */
function refuseForeign(request: FastifyRequest, publicUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.headers.authorization?.startsWith('Bearer '))
    return;
  const { origin, cookie, 'sec-fetch-site': site } = request.headers;
  if (origin === undefined && cookie === undefined && site === undefined) return;
  const own = origin === undefined || origin === publicUrl || hostOf(origin) === request.host;
  if (!own || site === 'cross-site' || request.headers['x-vitalfew'] !== '1') {
    throw new Forbidden('Requests that change something need the header X-Vitalfew: 1 and must come from this site.');
  }
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

function tokenOf(request: FastifyRequest): string | null {
  const bearer = request.headers.authorization;
  if (bearer?.startsWith('Bearer ')) return bearer.slice(7);
  return request.cookies[`__Host-${SESSION}`] ?? request.cookies[SESSION] ?? null;
}

async function sessionOf(house: House, request: FastifyRequest): Promise<Session | null> {
  const token = tokenOf(request);
  return token ? house.identity.session(token, house.now()) : null;
}

function inputOf(request: FastifyRequest, handler: Handler): Record<string, unknown> {
  const inQuery =
    handler.operation.method === 'GET' || handler.operation.method === 'DELETE' || handler.operation.body === 'file';
  const more = inQuery ? request.query : (request.body ?? {});
  if (typeof more !== 'object' || Array.isArray(more))
    throw Object.assign(new Error('The body must be a JSON object.'), { statusCode: 400 });
  return { ...(more as object), ...(request.params as object) };
}

function mount(app: FastifyInstance, house: House, handler: Handler, options: HttpOptions): void {
  const { operation } = handler;
  const url = `/api${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
  const limited = operation.limit !== null && options.rateLimit > 0;
  app.route({
    method: operation.method,
    url,
    ...(limited ? { config: { rateLimit: { max: operation.limit!, keyGenerator: (request) => request.ip } } } : {}),
    ...(operation.body === 'file' ? { bodyLimit: Number.MAX_SAFE_INTEGER } : {}),
    async handler(request, reply) {
      const session = await sessionOf(house, request);
      if (handler.kind === 'gate') return atGate(house, handler, session, request, reply);
      if (!session?.organisation) throw new Unauthenticated();
      if (operation.answer === 'events') {
        const { permission } = operation;
        if (scopeOfActor(rightsIn(house, session.organisation), session.actor, permission) === null)
          throw new Forbidden();
        return streamEvents(house, options.events, reply, { session, token: tokenOf(request)!, permission });
      }
      const caller = {
        org: session.organisation,
        actor: session.actor,
        requestId: request.id,
        address: request.ip,
        idempotencyKey: headerOf(request, 'idempotency-key', 200),
        reason: headerOf(request, 'x-reason', 500),
      };
      const file = operation.body === 'file' ? bodyStream(request) : undefined;
      const outcome = await run(house, handler, caller, inputOf(request, handler), file);
      if (outcome.kind === 'json') return reply.type('application/json; charset=utf-8').send(outcome.text);
      const { type, name, inline = false } = outcome.file;
      // Whatever is in it, and wherever it is opened: it runs nothing and asks for nothing.
      reply.type(type).headers({
        'content-disposition': disposition(name, inline),
        'content-security-policy': "sandbox; default-src 'none'",
        'cross-origin-resource-policy': 'same-origin',
      });
      return reply.send(Readable.from(outcome.file.content, { objectMode: false }));
    },
  });
}

function bodyStream(request: FastifyRequest): NodeJS.ReadableStream {
  const body = request.body;
  // Whoever breaks off leaves the request itself whole: the answer that says why can still be sent.
  if (body instanceof Readable) return Readable.from(body.iterator({ destroyOnReturn: false }), { objectMode: false });
  if (body === undefined || body === null) return Readable.from([]);
  throw Object.assign(new Error('Send the bytes of the file as application/octet-stream.'), { statusCode: 415 });
}

function headerOf(request: FastifyRequest, name: string, most: number): string | null {
  const value = request.headers[name];
  if (typeof value !== 'string') return null;
  let text: string;
  try {
    text = decodeURIComponent(value);
  } catch {
    throw Object.assign(new Error(`The header ${name} is not percent-encoded UTF-8.`), { statusCode: 400 });
  }
  if (text.length > most)
    throw Object.assign(new Error(`The header ${name} is longer than ${most} characters.`), { statusCode: 400 });
  return text;
}

/** A file name in a header: plain letters for old readers, UTF-8 for the rest (RFC 6266). */
export function disposition(name: string, inline = false): string {
  const plain = name.replaceAll(/[^\w .()-]/g, '_');
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

async function atGate(
  house: House,
  handler: Handler,
  session: Session | null,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { operation } = handler;
  if (operation.permission !== 'public' && !session) throw new Unauthenticated();
  const can = (verb: string) =>
    session !== null && scopeOfActor(rightsIn(house, session.organisation), session.actor, verb) !== null;
  const notes: AuditNote[] = [];
  const queued: Parameters<GateCtx['enqueue']>[] = [];
  const ctx: GateCtx = {
    note: (note) => void notes.push(note),
    enqueue: (...job) => void queued.push(job),
    identity: house.identity,
    session,
    now: house.now(),
    log: house.log,
    mail: house.mail,
    publicUrl: house.publicUrl,
    address: request.ip,
    agent: request.headers['user-agent'] ?? '',
    device: request.cookies[DEVICE] ?? null,
    cookies: {},
    can,
    verbs: () => house.verbs.filter(can),
  };
  const answer = await (handler.run as (ctx: GateCtx, input: unknown) => Promise<unknown>)(
    ctx,
    checkInput(operation, inputOf(request, handler)),
  );
  await auditAtGate(house, operation, ctx.session ?? session, request.id, notes, queued);
  const secure = request.protocol === 'https' || house.publicUrl.startsWith('https:');
  const common = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const name = secure ? `__Host-${SESSION}` : SESSION;
  if (ctx.cookies.session) reply.setCookie(name, ctx.cookies.session, { ...common, maxAge: 30 * 86_400 });
  if (ctx.cookies.session === null) reply.clearCookie(name, common);
  if (ctx.cookies.device) reply.setCookie(DEVICE, ctx.cookies.device, { ...common, maxAge: 400 * 86_400 });
  return reply.type('application/json; charset=utf-8').send(serializer(operation, can)(answer));
}
