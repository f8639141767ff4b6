import type { Organisation } from '../../kernel/ctx.ts';
import type { Log } from '../../kernel/log.ts';
import type { House } from '../../kernel/run.ts';

/** Fills the sample company: staff, ledger, review. */
export async function loadSample(_house: House, org: Organisation, log: Log): Promise<void> {
  log.info({ slug: org.slug }, 'the sample company is empty in this version');
}
