import type pg from 'pg';
import type { Actor, Ctx, Organisation } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { Unreadable } from '../../kernel/exchange/unreadable.ts';
import { asSystem, type House } from '../../kernel/run.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { notify, sendsNotices } from '../notices/public.ts';
import { REVIEW_JOB } from '../settings/public.ts';
import { isFruitless, performImport, type Report } from './perform.ts';
import { loadImport, type StoredImport, saveImport } from './store.ts';
import { backendOf, beat, cancelStatement, lockImport, lockOrganisation } from './store-runs.ts';
import en from './ui/en.json' with { type: 'json' };
import ru from './ui/ru.json' with { type: 'json' };

sendsNotices(
  'imports',
  {
    done: 'off',
    failed: 'once',
  },
  { en: en.notice, ru: ru.notice },
);

/** How a run ended. */
export type RunEnd =
  | { state: 'done' | 'checked'; report: Report }
  | { state: 'failed'; code: string; message: string; report: Report | null }
  | { state: 'cancelled' }
  | { state: 'busy' };

interface RunOptions {
  dryRun: boolean;
  signal?: AbortSignal;
  actor?: Actor;
  /** `signal` means that the program stops in order: the import stays as it is, to be queued again. Else it means that somebody cancels. */
  stays?: boolean;
  /** Called about once a second, and when a phase begins. */
  onProgress?(progress: { phase: string; rows: number; seconds: number }): void;
}

/**
 * Runs one import (or its dry run) from beginning to end in one transaction; the state `done` is part of it, so that a kill at any moment leaves the ledger before or
 * after. A session lock marks the run as alive; a second run of the same import gives `busy`. Imports of one organisation wait for each other.
 */
export async function runOne(house: House, org: Organisation, importId: string, options: RunOptions): Promise<RunEnd> {
  const watch = new RunWatch(house, org, importId, options);
  try {
    return await asSystem(
      house,
      org,
      async (ctx) => {
        if (!(await lockImport(ctx.client, importId))) return { state: 'busy' } as const;
        const stored = await loadImport(ctx, importId);
        const wanted = options.dryRun ? ['checking'] : ['queued', 'running'];
        if (!wanted.includes(stored.state)) return { state: 'busy' } as const;
        await watch.start(ctx.client);
        await lockOrganisation(ctx.client);
        const report = await performImport(ctx, stored, options.dryRun, watch);
        await watch.pause();
        if (!options.dryRun && isFruitless(report)) return await finishFruitless(ctx, stored, report);
        await finish(ctx, stored, report, options.dryRun);
        return { state: options.dryRun ? 'checked' : 'done', report } as const;
      },
      options.actor,
    );
  } catch (error) {
    await watch.pause();
    return await patiently(() => failed(house, org, importId, error, options, watch.cancelled));
  } finally {
    await watch.stop();
  }
}

async function finish(ctx: Ctx, stored: StoredImport, report: Report, dryRun: boolean): Promise<void> {
  const importId = stored.id;
  const rows = report.files.reduce((sum, file) => sum + file.rows, 0);
  const common = { phase: null, rows_done: BigInt(rows), finished_at: ctx.now, heartbeat_at: null, failure: null };
  if (dryRun) {
    await saveImport(ctx, importId, { ...common, state: 'draft', dry_run: json(report) });
  } else {
    await saveImport(ctx, importId, { ...common, state: 'done', report: json(report) });
    ctx.note({
      recordKind: 'import',
      recordId: importId,
      after: { rows, rejected: report.rejected },
    });
    await ctx.enqueue(REVIEW_JOB, { cause: 'import' }, { key: `${REVIEW_JOB}:${ctx.org.id}` });
    await tellAuthor(ctx, stored, 'imports.done', { rows, rejected: report.rejected });
  }
  await ctx.announce({ kind: 'import', verb: 'imports.run', params: { id: importId } });
}

/** Whoever began an import may have left its page: a notice says how it ended. */
async function tellAuthor(
  ctx: Ctx,
  stored: StoredImport,
  kind: string,
  params: Record<string, unknown>,
): Promise<void> {
  if (stored.authorId)
    await notify(ctx, stored.authorId, {
      kind,
      params: { name: stored.name, ...params },
      path: `/imports/${stored.id}`,
    });
}

/** No row was usable: the ledger stays as it was, and the rejected rows, which say why, are kept. */
async function finishFruitless(ctx: Ctx, stored: StoredImport, report: Report): Promise<RunEnd> {
  const reason = { code: 'nothingUsable', message: 'No row of these files could be used; the rejected rows say why.' };
  await saveImport(ctx, stored.id, {
    state: 'failed',
    phase: null,
    heartbeat_at: null,
    finished_at: ctx.now,
    failure: json(reason),
    report: json(report),
  });
  await tellAuthor(ctx, stored, 'imports.failed', {});
  await ctx.announce({ kind: 'import', verb: 'imports.run', params: { id: stored.id } });
  return { state: 'failed', ...reason, report };
}

function isConnectionLost(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return /^(57P|08|ECONN|ENOENT|EPIPE)/.test(code) || /terminat|ECONN/.test(message);
}

/** Does work on the database; while that starts again after a crash, tries for up to half a minute. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 60; ; tries--) {
    try {
      return await work();
    } catch (error) {
      if (tries === 0 || !isConnectionLost(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** Why a run failed, in words for people; unknown errors stay in the log. */
function reasonOf(house: House, error: unknown): { code: string; message: string; report: Report | null } {
  if (error instanceof Refusal || error instanceof Unreadable)
    return { code: error.code, message: error.message, report: null };
  if (error instanceof Invalid) {
    return {
      code: 'mapping',
      message: error.problems.map((problem) => `${problem.field}: ${problem.expected}`).join('; '),
      report: null,
    };
  }
  const known = error as { code?: string; message?: string };
  if (known.code === '53100' || known.code === 'ENOSPC')
    return { code: 'diskFull', message: 'The disk is full. Make room and run the import again.', report: null };
  if (known.code === '22003')
    return {
      code: 'tooLarge',
      message: 'An amount, or the sum of a document or a month, is too large to be kept.',
      report: null,
    };
  house.log.error({ err: error }, 'an import failed');
  if (isConnectionLost(error)) {
    return {
      code: 'connection',
      message:
        'The connection to the database was lost, or its server stopped (a full disk does that). The ledger is as it was; run the import again.',
      report: null,
    };
  }
  return {
    code: 'bug',
    message: 'Something is broken on our side; the log has the cause. The ledger is as it was.',
    report: null,
  };
}

async function failed(
  house: House,
  org: Organisation,
  importId: string,
  error: unknown,
  options: RunOptions,
  cancelled: boolean,
): Promise<RunEnd> {
  const stopped = cancelled || options.signal?.aborted === true;
  if (stopped && !cancelled && options.stays) return { state: 'cancelled' };
  const reason = stopped ? null : reasonOf(house, error);
  await asSystem(house, org, async (ctx) => {
    await saveImport(ctx, importId, {
      state: options.dryRun ? 'draft' : stopped ? 'cancelled' : 'failed',
      phase: null,
      heartbeat_at: null,
      finished_at: ctx.now,
      failure: reason ? json({ code: reason.code, message: reason.message }) : null,
    });
    if (!stopped && !options.dryRun) await tellAuthor(ctx, await loadImport(ctx, importId), 'imports.failed', {});
    await ctx.announce({ kind: 'import', verb: 'imports.run', params: { id: importId } });
  });
  return stopped ? { state: 'cancelled' } : { state: 'failed', ...reason! };
}

/** Writes progress beside the run's transaction, about once a second, and listens there for the wish to cancel. */
class RunWatch {
  readonly signal: AbortSignal;
  cancelled = false;
  private readonly ending = new AbortController();
  private current = 'waiting';
  private count = 0;
  private began = performance.now();
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> = Promise.resolve();
  private pid = 0;

  constructor(
    private readonly house: House,
    private readonly org: Organisation,
    private readonly importId: string,
    private readonly options: RunOptions,
  ) {
    this.signal = options.signal ? AbortSignal.any([options.signal, this.ending.signal]) : this.ending.signal;
  }

  async start(client: pg.ClientBase): Promise<void> {
    this.pid = await backendOf(client);
    this.began = performance.now();
    await this.write(true);
    this.timer = setInterval(() => {
      this.beating = this.beating
        .then(() => this.write(false))
        .catch((error) => this.house.log.warn({ err: error }, 'no heartbeat of an import'));
    }, 1000);
    this.options.signal?.addEventListener('abort', () => void this.interrupt());
  }

  rows(count: number): void {
    this.count += count;
  }

  async phase(phase: string): Promise<void> {
    this.current = phase;
    this.tell();
  }

  /** Stops writing, so that the run's transaction can change the same row. */
  async pause(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.beating;
  }

  async stop(): Promise<void> {
    await this.pause();
  }

  /** Ends a statement that runs in the database now. */
  private interrupt(): Promise<void> {
    return cancelStatement(this.house.pool, this.pid);
  }

  private tell(): void {
    const seconds = (performance.now() - this.began) / 1000;
    this.options.onProgress?.({ phase: this.current, rows: this.count, seconds });
  }

  private async write(first: boolean): Promise<void> {
    this.tell();
    const asked = await beat(this.house, this.org.id, this.importId, {
      phase: this.current,
      rows: this.count,
      begins: first ? (this.options.dryRun ? 'checking' : 'running') : null,
    });
    if (asked && !this.cancelled) {
      this.cancelled = true;
      this.ending.abort(new Error('cancelled'));
      await this.interrupt();
    }
  }
}
