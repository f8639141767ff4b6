import { sql } from 'kysely';
import { Refusal } from '../pure/refusal.ts';
import type { Db } from './db.ts';

const FAILURE_WINDOW_MINUTES = 15;
/** Failures within the window before a browser's (or an address') next try on one account has to wait. */
const MAX_FAILURES = 6;
/** The same over all accounts, from one address. */
const MAX_FAILURES_OF_ADDRESS = 60;

/** Refuses while one of the keys has failed too often; needs a transaction at the gate. */
export async function refuseWhenFailing(db: Db, keys: string[], now: Date): Promise<void> {
  const since = new Date(now.getTime() - FAILURE_WINDOW_MINUTES * 60_000);
  await db.deleteFrom('sign_in_failures').where('last_at', '<', since).execute();
  const rows = await db.selectFrom('sign_in_failures').selectAll().where('key', 'in', keys).execute();
  const locked = rows.some(
    (row) => row.failures >= (row.key.startsWith('address:') ? MAX_FAILURES_OF_ADDRESS : MAX_FAILURES),
  );
  if (locked) {
    throw new Refusal(
      'people.tooManyFailures',
      `Too many failed tries from here. Wait ${FAILURE_WINDOW_MINUTES} minutes.`,
      {
        minutes: FAILURE_WINDOW_MINUTES,
      },
    );
  }
}

/** Counts one failure under a key. */
export async function countFailure(db: Db, key: string, now: Date): Promise<void> {
  await db
    .insertInto('sign_in_failures')
    .values({ key, failures: 1, first_at: now, last_at: now })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({ failures: sql`sign_in_failures.failures + 1`, last_at: now }),
    )
    .execute();
}
