import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../kernel/config.ts';
import { databaseAnswers } from '../kernel/installation.ts';
import { metrics } from '../kernel/metrics.ts';
import { pendingMigrations } from '../kernel/migrate.ts';
import { problemOf } from '../kernel/problem.ts';
import { Forbidden, NotFound } from '../pure/refusal.ts';
import { operations } from './features.ts';
import type { OpenHouse } from './house.ts';
import { openapi } from './openapi.ts';
import { referencePage } from './reference.ts';

/** Whether the installation can do its work; `reason` in words when not. */
type Readiness = { ready: true } | { ready: false; reason: string };

/** Adds what is not an operation: health, metrics, the API's description and the screens. `starting` is true until the server is filled. */
export async function addPages(
  app: FastifyInstance,
  open: OpenHouse,
  config: Config,
  state: { starting(): boolean; stopping(): boolean },
): Promise<void> {
  app.get('/health', { config: { rateLimit: false } }, async () => ({ status: 'alive' }));

  const ready = remembered(2000, () => readiness(open, config));
  app.get('/ready', { config: { rateLimit: false } }, async (_request, reply) => {
    const now: Readiness = state.stopping()
      ? { ready: false, reason: 'the server is stopping' }
      : state.starting()
        ? { ready: false, reason: 'the first run is not through yet' }
        : await ready();
    return reply.status(now.ready ? 200 : 503).send(now);
  });

  app.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    if (!mayReadMetrics(request, config)) throw new Forbidden('The metrics need the token of VITALFEW_METRICS_TOKEN.');
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });

  const description = JSON.stringify(openapi(operations));
  const reference = referencePage(openapi(operations));
  app.get('/api/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(description));
  app.get('/api/reference', (_request, reply) => reply.type('text/html; charset=utf-8').send(reference));

  await addScreens(app, join(config.home, 'dist/web'));
}

/** The screens: hashed files are kept for ever, everything else is asked for anew; unknown addresses belong to the router of the screens. */
async function addScreens(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    prefix: '/',
    index: false,
    dotfiles: 'ignore',
    preCompressed: true,
    suppressWarning: true,
    cacheControl: false,
    setHeaders(reply: FastifyReply, path: string) {
      const hashed = path.includes('/assets/') && /-[\w-]{8,}\.\w+(\.br|\.gz)?$/.test(basename(path));
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  } as never);
  const page = (reply: FastifyReply) => {
    if (existsSync(join(root, 'index.html'))) return reply.sendFile('index.html');
    return reply.status(503).type('text/plain').send('The screens are not built: run "npm start" or "npm run build".');
  };
  app.get('/', (_request, reply) => page(reply));
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/api(\/|$|\?)/.test(request.url) &&
      !request.url.startsWith('/assets/') &&
      /text\/html|\*\/\*/.test(request.headers.accept ?? '');
    if (isPage) return page(reply);
    const problem = problemOf(new NotFound('There is nothing at this address.'), request.id);
    return reply.status(404).type('application/problem+json').send(JSON.stringify(problem));
  });
}

async function readiness(open: OpenHouse, config: Config): Promise<Readiness> {
  try {
    await databaseAnswers(open.house.pool);
    const pending = await pendingMigrations({
      ownerUrl: open.connections.owner,
      dir: join(config.home, 'db/migrations'),
    });
    if (pending.length > 0) return { ready: false, reason: `${pending.length} migrations are not applied` };
  } catch {
    return { ready: false, reason: 'the database does not answer' };
  }
  const probe = join(open.house.files.directory, 'incoming', `ready-${randomUUID()}`);
  try {
    await writeFile(probe, '');
    await rm(probe);
  } catch {
    return { ready: false, reason: 'the files directory cannot be written' };
  }
  return { ready: true };
}

/** With a token: who has it. Without: callers on this machine, and only where no proxy stands between. */
function mayReadMetrics(request: FastifyRequest, config: Config): boolean {
  if (config.metricsToken !== null) {
    const digest = (text: string) => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${config.metricsToken}`));
  }
  const forwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return config.trustProxy === false && !forwarded && (address === '::1' || address.startsWith('127.'));
}

/** Remembers an answer for a while; callers in the same moment share one question. */
function remembered<T>(milliseconds: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => {
    if (answer === null) {
      answer = ask();
      answer.finally(() => setTimeout(() => (answer = null), milliseconds).unref()).catch(() => {});
    }
    return answer;
  };
}
