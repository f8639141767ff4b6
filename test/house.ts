import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { TObject, TSchema } from 'typebox';
import { handlers } from '../src/app/features.ts';
import { houseOn, type OpenHouse } from '../src/app/house.ts';
import type { Role } from '../src/features/people/contract.ts';
import { checkoutDir } from '../src/kernel/config.ts';
import type { Ctx, Organisation } from '../src/kernel/ctx.ts';
import { EventHub } from '../src/kernel/events.ts';
import { openHttp } from '../src/kernel/http.ts';
import { findOrMakeUser, setPassword } from '../src/kernel/identity-links.ts';
import { openLog } from '../src/kernel/log.ts';
import { makeOrganisation } from '../src/kernel/organisations.ts';
import { copyOfDatabase, testDatabase } from '../src/kernel/postgres/scratch.ts';
import { asSystem, type House } from '../src/kernel/run.ts';
import type { S3Settings } from '../src/kernel/shelf-s3.ts';
import { type InputOf, type Operation, type OutputOf, pathFields } from '../src/pure/operation.ts';

/** What came back over HTTP. `body` is the parsed answer or the problem. */
export interface Answer<T> {
  status: number;
  body: T;
  headers: Record<string, unknown>;
  text: string;
}

export type Problem = {
  code: string;
  detail: string;
  status: number;
  params?: Record<string, unknown>;
  problems?: { field: string; expected: string }[];
};

/** Somebody who is signed in (or nobody), asking over HTTP. */
export interface Person {
  id: string;
  email: string;
  token: string | null;
  /** Calls and expects success; fails the test with the problem otherwise. */
  call<T extends Operation<TObject, TSchema>>(operation: T, input: InputOf<T>): Promise<OutputOf<T>>;
  /** Calls and gives whatever came. */
  ask<T extends Operation<TObject, TSchema>>(
    operation: T,
    input: InputOf<T> | Record<string, unknown>,
    more?: { headers?: Record<string, string>; payload?: Buffer | string },
  ): Promise<Answer<OutputOf<T> & Problem> & { bytes: Buffer }>;
  /** Calls an operation whose answer is a file. */
  file<T extends Operation<TObject, TSchema>>(
    operation: T,
    input: InputOf<T>,
  ): Promise<Answer<string> & { bytes: Buffer }>;
}

export interface TestHouse {
  house: House;
  http: FastifyInstance;
  org: Organisation;
  nobody: Person;
  /** The business date that "today" is, as the house's clock says. */
  now: Date;
  /** A new member with these roles, signed in. */
  person(
    roles: Role[],
    options?: { org?: Organisation; name?: string; reportsTo?: string; isOperator?: boolean },
  ): Promise<Person>;
  anotherOrganisation(slug: string): Promise<Organisation>;
  /** Work inside the organisation as the system: for make.ts. */
  inside<T>(work: (ctx: Ctx) => Promise<T>, org?: Organisation): Promise<T>;
  open: OpenHouse;
  dataDir: string;
  /** The database as its owner sees it: for backups and the queue. */
  ownerUrl: string;
  /** Closes the house for good and gives a copy of it as it is now, and another with every call, each closed by itself. */
  freeze(): Promise<{ copy(): Promise<TestHouse>; discard(): Promise<void> }>;
  /** Somebody of the house that this one is a copy of, here. */
  same(person: Person): Person;
  close(): Promise<void>;
}

const PASSWORD = 'a long test passphrase';

interface HouseOptions {
  now?: Date;
  s3?: S3Settings;
  maxFileMegabytes?: number;
  smtpUrl?: string;
  baseCurrency?: string;
  copyOf?: { database: string; dataDir: string; org: Organisation };
}

/** A whole installation on a fresh database, without a network port: requests go through fastify's inject. */
export async function testHouse(options: HouseOptions = {}): Promise<TestHouse> {
  const { copyOf } = options;
  const database = copyOf ? await copyOfDatabase(copyOf.database) : await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'vitalfew-test-'));
  if (copyOf) await cp(copyOf.dataDir, dataDir, { recursive: true });
  let isKept = false;
  const log = openLog('silent');
  const config = {
    home: checkoutDir(),
    dataDir,
    s3: options.s3 ?? null,
    maxFileMegabytes: options.maxFileMegabytes ?? 1,
    databaseUrl: database.ownerUrl,
    databaseAppUrl: null,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1:3000',
    trustProxy: false,
    metricsToken: null,
    smtpUrl: options.smtpUrl ?? null,
    mailFrom: 'vitalfew@example.com',
    logLevel: 'silent' as const,
  };
  const connections = {
    owner: { connectionString: database.ownerUrl },
    app: { connectionString: database.appUrl, max: 8 },
    embedded: false,
    stop: async () => void (isKept || (await database.drop())),
  };
  const open = await houseOn(config, log, connections);
  const now = options.now ?? new Date();
  if (options.now) open.house.now = () => now;
  const events = new EventHub(connections.owner, log);
  const http = await openHttp(open.house, handlers, { trustProxy: false, rateLimit: 0, events });
  const org =
    copyOf?.org ??
    (await makeOrganisation(
      open.house.identity,
      {
        slug: 'test',
        name: 'Test company',
        baseCurrency: options.baseCurrency ?? 'EUR',
        timezone: 'Europe/Berlin',
        language: 'en',
        isSample: false,
      },
      now,
    ));
  let count = 0;
  const self: TestHouse = {
    house: open.house,
    http,
    org,
    now,
    nobody: asker(http, { id: '', email: '', token: null }),
    open,
    dataDir,
    ownerUrl: database.ownerUrl,
    async person(roles, { org: where = org, name, reportsTo, isOperator } = {}) {
      const email = `person${count++}.${roles[0]}@example.com`;
      const user = await open.house.identity.atGate(where.id, async (db) => {
        const made = await findOrMakeUser(
          db,
          { email, name: name ?? `Person ${count}`, language: 'en', isOperator },
          now,
        );
        await setPassword(db, made.id, PASSWORD, now);
        await db
          .insertInto('memberships')
          .values({
            org_id: where.id,
            user_id: made.id,
            roles,
            reports_to: reportsTo ?? null,
            created_at: now,
            ended_at: null,
          })
          .execute();
        return made;
      });
      const signed = await open.house.identity.signIn(
        { email, password: PASSWORD, device: null, address: `10.0.0.${count}`, agent: 'test' },
        now,
      );
      return asker(http, { id: user.id, email, token: signed.token });
    },
    anotherOrganisation: (slug) =>
      makeOrganisation(
        open.house.identity,
        { slug, name: slug, baseCurrency: 'EUR', timezone: 'Europe/Berlin', language: 'en', isSample: false },
        now,
      ),
    inside: (work, where = org) => asSystem(open.house, where, work),
    async freeze() {
      isKept = true;
      await self.close();
      const copyOf = { database: database.name, dataDir, org };
      return {
        copy: () => testHouse({ ...options, now, copyOf }),
        async discard() {
          await database.drop();
          await rm(dataDir, { recursive: true, force: true });
        },
      };
    },
    same: (person) => asker(http, person),
    async close() {
      await http.close();
      await open.close();
      if (!isKept) await rm(dataDir, { recursive: true, force: true });
    },
  };
  return self;
}

function asker(http: FastifyInstance, who: { id: string; email: string; token: string | null }): Person {
  const send = async (
    operation: Operation<TObject, TSchema>,
    input: Record<string, unknown>,
    more: { headers?: Record<string, string>; payload?: Buffer | string } = {},
  ) => {
    const { url, body } = requestOf(operation, input);
    return http.inject({
      method: operation.method,
      url,
      headers: {
        'x-vitalfew': '1',
        ...(who.token ? { authorization: `Bearer ${who.token}` } : {}),
        ...(more.payload !== undefined
          ? { 'content-type': 'application/octet-stream' }
          : body !== undefined
            ? { 'content-type': 'application/json' }
            : {}),
        ...more.headers,
      },
      ...(more.payload !== undefined
        ? { payload: more.payload }
        : body !== undefined
          ? { payload: JSON.stringify(body) }
          : {}),
    });
  };
  return {
    ...who,
    async ask(operation, input, more) {
      const response = await send(operation, input as Record<string, unknown>, more);
      const isJson = /json/.test(String(response.headers['content-type']));
      return {
        status: response.statusCode,
        headers: response.headers,
        text: response.body,
        body: isJson ? JSON.parse(response.body) : response.body,
        bytes: response.rawPayload,
      } as never;
    },
    async call(operation, input) {
      const response = await send(operation, input as Record<string, unknown>);
      if (response.statusCode !== 200) throw new Error(`${operation.name}: ${response.statusCode} ${response.body}`);
      return JSON.parse(response.body);
    },
    async file(operation, input) {
      const response = await send(operation, input as Record<string, unknown>);
      return {
        status: response.statusCode,
        headers: response.headers,
        text: response.body,
        body: response.body,
        bytes: response.rawPayload,
      };
    },
  };
}

/** Where an input travels: path, query or body. */
export function requestOf(
  operation: Operation<TObject, TSchema>,
  input: Record<string, unknown>,
): { url: string; body?: unknown } {
  const rest = { ...input };
  let path: string = operation.path;
  for (const field of pathFields(operation.path)) {
    path = path.replace(`{${field}}`, encodeURIComponent(String(rest[field])));
    delete rest[field];
  }
  const inQuery = operation.method === 'GET' || operation.method === 'DELETE' || operation.body === 'file';
  if (!inQuery) return { url: `/api${path}`, body: rest };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(rest)) {
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined && item !== null) query.append(key, String(item));
  }
  const text = query.toString();
  return { url: `/api${path}${text ? `?${text}` : ''}` };
}
