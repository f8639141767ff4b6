import { sql } from 'kysely';
import type { Db } from './db.ts';

/**
 * Takes the identity of a person away who was erased from an organisation: sessions and links there, and with no other organisation left the name, the address, the
 * password and every session. Needs a transaction at the gate. `standIn` is what the name becomes.
 */
export async function eraseIdentity(
  db: Db,
  person: { userId: string; orgId: string; standIn: string; isInvited: boolean },
  now: Date,
): Promise<void> {
  const { userId, orgId } = person;
  await db.deleteFrom('links').where('user_id', '=', userId).where('org_id', '=', orgId).execute();
  await db.deleteFrom('sessions').where('user_id', '=', userId).where('org_id', '=', orgId).execute();
  if (await belongsElsewhere(db, userId, orgId)) return;
  if (person.isInvited) {
    // Who never joined, but can sign in, belongs to himself.
    const own = await db.selectFrom('credentials').select('user_id').where('user_id', '=', userId).executeTakeFirst();
    if (own) return;
  }
  for (const table of ['credentials', 'sessions', 'links'] as const) {
    await db.deleteFrom(table).where('user_id', '=', userId).execute();
  }
  await db
    .updateTable('users')
    .set({
      name: person.standIn,
      email: `${userId}@erased.invalid`,
      disabled_at: now,
      erased_at: now,
      is_operator: false,
      version: sql`version + 1`,
    })
    .where('id', '=', userId)
    .execute();
}

async function belongsElsewhere(db: Db, userId: string, orgId: string): Promise<boolean> {
  const found = await db
    .selectFrom('memberships')
    .select('org_id')
    .where('user_id', '=', userId)
    .where('org_id', '<>', orgId)
    .where('erased_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** True for the only operator that the installation has and who belongs to no other organisation than this; needs a transaction at the gate. */
export async function isLastOperator(db: Db, userId: string, orgId: string): Promise<boolean> {
  const operators = await db
    .selectFrom('users')
    .select('id')
    .where('is_operator', '=', true)
    .where('disabled_at', 'is', null)
    .execute();
  return operators.length === 1 && operators[0]!.id === userId && !(await belongsElsewhere(db, userId, orgId));
}
