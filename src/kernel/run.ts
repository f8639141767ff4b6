import type pg from 'pg';
import type { TObject, TSchema } from 'typebox';
import type { InputOf, Operation, OutputOf } from '../pure/operation.ts';
import { Forbidden } from '../pure/refusal.ts';
import type { Scope } from './access.ts';
import { poolAside } from './aside.ts';
import { type AuditNote, writeAudit } from './audit.ts';
import { dayIn } from './business-day.ts';
import type { Actor, Ctx, Organisation } from './ctx.ts';
import { type Db, json, openTransaction } from './db.ts';
import { type FileAnswer, streamed } from './file-answer.ts';
import type { FileStore } from './files.ts';
import { earlierAnswer, hashed, keepAnswer } from './idempotency.ts';
import type { Identity } from './identity.ts';
import type { Session } from './identity-sessions.ts';
import { enqueueJob } from './jobs.ts';
import type { Log } from './log.ts';
import type { Mailer } from './mail.ts';
import { openFields, powersOf } from './powers.ts';
import { loadClassOf } from './secrecy.ts';
import { keepExport, keepReading } from './secret-logs.ts';
import { checkInput, serializer } from './shape.ts';
import type { Handover } from './stand-ins.ts';

type Answer<T> = T extends { answer: 'file' } ? FileAnswer : OutputOf<T>;
type AnyOperation = Operation<TObject, TSchema>;

/** What a handler of a public or session-only operation may know: no organisation, no tenant's rows. */
export interface GateCtx {
  identity: Identity;
  session: Session | null;
  now: Date;
  log: Log;
  mail: Mailer;
  publicUrl: string;
  address: string;
  agent: string;
  /** The device cookie of a browser that signed in before. */
  device: string | null;
  /** Adds a record to the audit entry of this act. */
  note(note: AuditNote): void;
  /** Queues a job of the organisation where the person works, once the act is done. */
  enqueue(task: string, payload: Record<string, unknown>, options?: { key?: string }): void;
  /** Set by the handler: the cookies of the answer; null clears the session. */
  cookies: { session?: string | null; device?: string };
  can(verb: string): boolean;
  verbs(): string[];
}

export interface Handler {
  operation: AnyOperation;
  kind: 'tenant' | 'gate';
  run(ctx: never, input: never): Promise<unknown>;
}

/** Binds the code of an operation that works inside one organisation. A file in the request arrives as `input.file`. */
export function handle<T extends AnyOperation>(
  operation: T,
  run: (ctx: Ctx, input: InputOf<T> & { file?: NodeJS.ReadableStream }) => Promise<Answer<T>>,
): Handler {
  return { operation: operation as unknown as AnyOperation, kind: 'tenant', run: run as Handler['run'] };
}

/** Binds the code of a `public` or `session` operation, which works at the gate: with identities, never with a tenant's rows. */
export function handleAtGate<T extends AnyOperation>(
  operation: T,
  run: (ctx: GateCtx, input: InputOf<T>) => Promise<OutputOf<T>>,
): Handler {
  return { operation: operation as unknown as AnyOperation, kind: 'gate', run: run as Handler['run'] };
}

/** The parts of the installation that every request and job shares. */
export interface House {
  pool: pg.Pool;
  identity: Identity;
  files: FileStore;
  mail: Mailer;
  log: Log;
  publicUrl: string;
  /** Long work runs in processes of its own: in the server, not in tests and commands. */
  apart: boolean;
  /** app/roles.ts: how far a verb reaches for somebody with these roles; null: not at all. */
  scopeOf(roles: readonly string[], verb: string): Scope | null;
  /** app/roles.ts: what somebody who is away hands over to a substitute. */
  handover: Handover;
  /** app/roles.ts: whether what a verb opens hangs on accounts, so that classes of confidentiality narrow it. */
  hangsOnAccounts(verb: string): boolean;
  verbs: readonly string[];
  now(): Date;
}

/** Who asks, from where. */
export interface Caller {
  org: Organisation;
  actor: Actor;
  requestId: string;
  address: string;
  idempotencyKey?: string | null;
  reason?: string | null;
}

/** What running an operation gives: JSON text, or a file whose stream must be read to its end. */
export type Outcome = { kind: 'json'; text: string } | { kind: 'file'; file: FileAnswer };

function makeCtx(house: House, caller: Caller, db: Db, client: pg.PoolClient, verb: string | null) {
  const notes: AuditNote[] = [];
  const after: (() => void | Promise<void>)[] = [];
  const now = house.now();
  const powers = powersOf(house, caller.org, caller.actor);
  const { scope } = powers;
  let log: Log | null = null;
  const ctx: Ctx = {
    org: caller.org,
    actor: caller.actor,
    db,
    client,
    now,
    today: dayIn(caller.org.timezone, now),
    verb,
    can: (verb) => scope(verb) !== null,
    ...powers,
    handover: house.handover,
    verbs: () => house.verbs.filter((verb) => scope(verb) !== null),
    note: (note) => void notes.push(note),
    enqueue: (task, payload, options) => enqueueJob(client, task, { orgId: caller.org.id, ...payload }, options),
    async announce({ accountId, ...said }) {
      const classOf = accountId && said.verb ? { class: await loadClassOf(ctx, accountId) } : {};
      const event = { orgId: caller.org.id, ...said, ...classOf };
      await client.query('select pg_notify($1, $2)', ['vitalfew_events', json(event)]);
      // Other processes hear of it in a moment; the next question to this one already finds it so.
      if (said.kind === 'identity') after.push(() => house.identity.forget());
    },
    files: house.files,
    mail: house.mail,
    get log() {
      log ??= house.log.child({ requestId: caller.requestId });
      return log;
    },
    requestId: caller.requestId,
    publicUrl: house.publicUrl,
    address: caller.address,
    aside: (work) => asSystem({ ...house, pool: poolAside(house.pool) }, caller.org, work),
    afterCommit: (work) => void after.push(work),
  };
  return { ctx, notes, after };
}

async function runAfter(house: House, after: (() => void | Promise<void>)[]): Promise<void> {
  for (const work of after) {
    try {
      await work();
    } catch (error) {
      house.log.error({ err: error }, 'work after a commit failed');
    }
  }
}

/**
 * The only road to a handler of an organisation's data: right, shape of the input, transaction with the tenant (READ ONLY unless the
 * operation is audited), handler, audit, shape of the output with confidential fields removed. When two acts wait for each other PostgreSQL ends one of them: it
 * is tried once more, unless it reads a file that has begun to come.
 */
export async function run(
  house: House,
  handler: Handler,
  caller: Caller,
  input: Record<string, unknown>,
  file?: NodeJS.ReadableStream,
): Promise<Outcome> {
  try {
    return await runOnce(house, handler, caller, input, file);
  } catch (error) {
    if (file || (error as { code?: string }).code !== DEADLOCK) throw error;
    house.log.warn({ operation: handler.operation.name }, 'two acts waited for each other; one is tried again');
    return await runOnce(house, handler, caller, input);
  }
}

const DEADLOCK = '40P01';

async function runOnce(
  house: House,
  handler: Handler,
  caller: Caller,
  input: Record<string, unknown>,
  file?: NodeJS.ReadableStream,
): Promise<Outcome> {
  const { operation } = handler;
  if (powersOf(house, caller.org, caller.actor).scope(operation.permission) === null) throw new Forbidden();
  const checked = checkInput(operation, input);
  const tx = await openTransaction(house.pool, { orgId: caller.org.id, readOnly: operation.audit === null });
  const { ctx, notes, after } = makeCtx(house, caller, tx.db, tx.client, operation.permission);
  try {
    const repeated = await earlierAnswer(ctx, operation, caller.idempotencyKey ?? null, checked, file);
    if (repeated !== null) {
      await tx.commit();
      return { kind: 'json', text: repeated };
    }
    const coming = file && caller.idempotencyKey ? hashed(file) : null;
    const answer = await (handler.run as (ctx: Ctx, input: unknown) => Promise<unknown>)(
      ctx,
      file ? { ...checked, file: coming?.stream ?? file } : checked,
    );
    if (operation.audit !== null) {
      const { name, audit: word, permission } = operation;
      await writeAudit(ctx, { operation: name, word, permission, reason: caller.reason ?? null }, notes);
    }
    await keepReading(ctx, operation, checked);
    if (operation.answer === 'file') {
      const file = answer as FileAnswer;
      const told = await keepExport(ctx, operation, { input: checked, file, notes });
      return { kind: 'file', file: streamed(file, tx, () => runAfter(house, after), told) };
    }
    const text = serializer(operation, await openFields(ctx, operation, checked))(answer);
    if (caller.idempotencyKey && operation.method === 'POST') {
      await keepAnswer(ctx, caller.idempotencyKey, text, coming?.hash.digest() ?? null);
    }
    await tx.commit();
    await runAfter(house, after);
    return { kind: 'json', text };
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}

/** Runs `work` as the system, in one audited-by-the-caller transaction of an organisation (jobs, the command line). */
export async function asSystem<T>(
  house: House,
  org: Organisation,
  work: (ctx: Ctx) => Promise<T>,
  actor?: Actor,
): Promise<T> {
  const tx = await openTransaction(house.pool, { orgId: org.id });
  const caller: Caller = {
    org,
    actor: actor ?? { userId: null, standsIn: [], roles: [], language: org.language, isOperator: false },
    requestId: 'system',
    address: '',
  };
  const { ctx, notes, after } = makeCtx(house, caller, tx.db, tx.client, null);
  try {
    const result = await work(ctx);
    if (notes.length > 0)
      await writeAudit(ctx, { operation: 'system', word: 'system', permission: null, reason: null }, notes);
    await tx.commit();
    await runAfter(house, after);
    return result;
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}

/** The audit entry of an act at the gate (signed in, changed the password), in the organisation where the person works. */
export async function auditAtGate(
  house: House,
  operation: AnyOperation,
  session: Session | null,
  requestId: string,
  notes: AuditNote[],
  queued: readonly Parameters<GateCtx['enqueue']>[] = [],
): Promise<void> {
  if (operation.audit === null || !session?.organisation) return;
  const still = await house.identity.atGate(null, (db) =>
    db.selectFrom('organisations').select('id').where('id', '=', session.organisation!.id).executeTakeFirst(),
  );
  if (!still) return;
  const tx = await openTransaction(house.pool, { orgId: session.organisation.id });
  try {
    const { ctx } = makeCtx(
      house,
      { org: session.organisation, actor: session.actor, requestId, address: '' },
      tx.db,
      tx.client,
      operation.permission,
    );
    const { name, audit: word, permission } = operation;
    await writeAudit(ctx, { operation: name, word, permission, reason: null }, notes);
    for (const job of queued) await ctx.enqueue(...job);
    await tx.commit();
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}
