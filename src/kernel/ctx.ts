import type pg from 'pg';
import type { Scope } from './access.ts';
import type { AuditNote } from './audit.ts';
import type { Db } from './db.ts';
import type { FileStore } from './files.ts';
import type { Log } from './log.ts';
import type { Mailer } from './mail.ts';
import type { ConfidentialityClass } from './secrecy.ts';
import type { Handed, Handover, StandIn } from './stand-ins.ts';

/** The organisation of a transaction, with the settings that formats and rules need everywhere. */
export interface Organisation {
  id: string;
  slug: string;
  name: string;
  isSample: boolean;
  baseCurrency: string;
  timezone: string;
  fiscalYearStart: number;
  language: string;
  /** The ladder of confidentiality, the least secret first; empty: none. */
  classes: readonly ConfidentialityClass[];
}

export interface Actor {
  /** null for the system (jobs, the command line). */
  userId: string | null;
  /** For whom this person stands in today. */
  standsIn: readonly StandIn[];
  roles: string[];
  language: string;
  isOperator: boolean;
}

/** Everything that a handler may know or do beyond its input. */
export interface Ctx {
  org: Organisation;
  actor: Actor;
  db: Db;
  /** The bare client of the same transaction, for COPY and cursors. */
  client: pg.PoolClient;
  now: Date;
  /** The business date in the organisation's time zone, YYYY-MM-DD. */
  today: string;
  /** The right under which the operation runs; null for jobs and the command line. */
  verb: string | null;
  can(verb: string): boolean;
  /** How far a verb reaches, with what is handed over by those for whom the actor stands in. */
  scope(verb: string): Scope | null;
  /** How far it reaches by the actor's own roles alone. */
  ownScope(verb: string): Scope | null;
  /** What those for whom the actor stands in hand over under a verb. */
  handed(verb: string): Handed[];
  /** How far a verb reaches for somebody else with these roles; null: not at all. */
  scopeOf(roles: readonly string[], verb: string): Scope | null;
  /** What somebody who is away hands over (app/roles.ts). */
  handover: Handover;
  /** Every verb that the actor holds. */
  verbs(): string[];
  /** Adds a record to the audit entry of this operation. */
  note(note: AuditNote): void;
  /** Queues a job in this transaction: it starts after the commit, or never. */
  enqueue(task: string, payload: Record<string, unknown>, options?: { key?: string; runAt?: Date }): Promise<void>;
  /** Tells open screens of the organisation's people (of one person, or of those whose right covers the whole organisation) that something changed, after the commit. */
  announce(event: {
    kind: string;
    userId?: string;
    verb?: string;
    /** What it is about: those hear of it too whose right covers all accounts but those of other classes. */
    accountId?: string;
    params?: Record<string, unknown>;
  }): Promise<void>;
  files: FileStore;
  mail: Mailer;
  log: Log;
  requestId: string;
  /** The address under which people reach this installation, without a slash at the end. */
  publicUrl: string;
  /** The address of the caller (`''` for jobs and the command line). */
  address: string;
  /**
   * Runs `work` as the system in a transaction of its own, which commits by itself: for derived data that a query computes once and keeps.
   * It does not see what this transaction has not committed.
   */
  aside<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** Runs after the commit, in order; a failure is logged, not shown. */
  afterCommit(work: () => void | Promise<void>): void;
}
