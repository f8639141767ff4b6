import type { AddressInfo } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { watchOrphans } from '../features/imports/public.ts';
import type { Config } from '../kernel/config.ts';
import { EventHub } from '../kernel/events.ts';
import { openHttp } from '../kernel/http.ts';
import { joinWorkers } from '../kernel/installation.ts';
import { startJobs } from '../kernel/jobs.ts';
import type { Log } from '../kernel/log.ts';
import { register } from '../kernel/register.ts';
import { watchFiles } from '../kernel/sweep.ts';
import { handlers, jobs, operations } from './features.ts';
import { firstRun, signInWords } from './first-run.ts';
import { openHouse } from './house.ts';
import { watchDays } from './new-day.ts';
import { addPages } from './pages.ts';

export interface Server {
  address: string;
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** Makes the sample company at the first run. */
  sample: boolean;
  /** Requests per minute and caller; 0: no limit. */
  rateLimit: number;
  /** Long work in processes of its own. */
  apart?: boolean;
  /** The console: addresses and first passwords. */
  say(text: string): void;
  /** Ends the start before it is through; `serve` then throws its reason. */
  signal: AbortSignal;
}

/** Answers that never end by themselves. */
const streams = new Set(
  operations.filter((operation) => operation.answer === 'events').map((operation) => `/api${operation.path}`),
);

/** How long running requests and jobs may take to finish when the server stops. */
const PATIENCE_MS = 8000;

/** Starts everything: database, jobs, HTTP; fills a new installation. `stop` ends it in the opposite order. */
export async function serve(config: Config, log: Log, options: ServeOptions): Promise<Server> {
  const undo: (() => Promise<void> | void)[] = [];
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    for (const step of undo.reverse()) {
      await Promise.resolve(step()).catch((error) => log.error({ err: error }, 'a part did not stop in order'));
    }
  };
  try {
    const seat = register(config.dataDir);
    undo.push(() => seat.leave());
    const open = await openHouse(config, log, 'server');
    open.house.apart = options.apart === true;
    undo.push(() => within(PATIENCE_MS, open.close()));
    options.signal.throwIfAborted();
    const events = new EventHub(open.connections.app, log);
    events.subscribe((event) => {
      if (event.kind === 'identity') open.house.identity.forget();
    });
    await events.start();
    undo.push(() => events.stop());
    const workers = await joinWorkers(open.connections.owner);
    undo.push(() => workers.release());
    const running = await startJobs(open.house, open.connections.owner, jobs, { freeLocks: workers.alone });
    undo.push(() => within(PATIENCE_MS, running.stop()));
    const days = watchDays(open.house);
    undo.push(() => days.stop());
    const orphans = watchOrphans(open.house);
    undo.push(() => orphans.stop());
    const contents = watchFiles(open.house);
    undo.push(() => contents.stop());
    await workers.settled();
    let starting = true;
    const http = await openHttp(open.house, handlers, {
      trustProxy: config.trustProxy,
      rateLimit: options.rateLimit,
      events,
    });
    const answering = watchRequests(http);
    await addPages(http, open, config, { starting: () => starting, stopping: () => stopping });
    undo.push(() => closeHttp(http, answering));
    await listen(http, config);
    const address = addressOf(http, config);
    seat.listening(address);
    const first = await unlessAborted(options.signal, firstRun(open, options));
    starting = false;
    options.say(`Vitalfew runs at ${address}${address === config.publicUrl ? '' : ` (${config.publicUrl})`}\n`);
    if (first) options.say(signInWords(first, address));
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(http: FastifyInstance, config: Config): Promise<void> {
  try {
    await http.listen({ host: config.host, port: config.port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new Error(
        `Port ${config.port} is taken by another program. Set PORT to a free one, e.g. PORT=3001 npm start.`,
      );
    }
    if (code === 'EACCES')
      throw new Error(`This user may not listen on port ${config.port}. Set PORT to one above 1024.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new Error(`This machine has no address ${config.host}. Set HOST to 127.0.0.1 or 0.0.0.0.`);
    throw error;
  }
}

function addressOf(http: FastifyInstance, config: Config): string {
  const { port } = http.server.address() as AddressInfo;
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The answers that are being made. */
function watchRequests(http: FastifyInstance): Set<FastifyReply> {
  const answering = new Set<FastifyReply>();
  http.addHook('onRequest', async (_request, reply) => {
    answering.add(reply);
    reply.raw.once('close', () => answering.delete(reply));
  });
  return answering;
}

/** Stops accepting, lets running requests finish, ends event streams (browsers come back by themselves) and cuts what is left. */
async function closeHttp(http: FastifyInstance, answering: Set<FastifyReply>): Promise<void> {
  http.server.close();
  http.server.closeIdleConnections();
  const until = performance.now() + PATIENCE_MS;
  while (answering.size > 0 && performance.now() < until) {
    for (const reply of answering) {
      if (streams.has(reply.request.routeOptions.url ?? '')) reply.raw.end();
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    http.server.closeIdleConnections();
  }
  await http.close();
}

/** The result of `work`, or the signal's reason as soon as it is given. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let abort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', abort));
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
