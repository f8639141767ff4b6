import { sql } from 'kysely';
import type { Db } from './db.ts';

/**
 * Takes the identity of a person away who was erased from an organisation: sessions and links there, and with no other organisation left the name, the address, the
 * password and every session. Where another organisation has only invited the person, the address waits there, under the name that was written there, and nothing else stays.
 * Needs a transaction at the gate. `standIn` is what the name becomes.
 */
export async function eraseIdentity(
  db: Db,
  person: { userId: string; orgId: string; standIn: string; isInvited: boolean },
  now: Date,
): Promise<void> {
  const { userId, orgId } = person;
  await db.deleteFrom('links').where('user_id', '=', userId).where('org_id', '=', orgId).execute();
  await db.deleteFrom('sessions').where('user_id', '=', userId).where('org_id', '=', orgId).execute();
  const elsewhere = await membershipsElsewhere(db, userId, orgId);
  const invitation = elsewhere.find((each) => each.invited_name !== null);
  if (elsewhere.some((each) => each.invited_name === null)) return;
  if (person.isInvited) {
    if (invitation) return;
    // Who never joined, but can sign in, belongs to himself.
    const own = await db.selectFrom('credentials').select('user_id').where('user_id', '=', userId).executeTakeFirst();
    if (own) return;
  }
  for (const table of ['credentials', 'sessions'] as const) {
    await db.deleteFrom(table).where('user_id', '=', userId).execute();
  }
  await db
    .deleteFrom('links')
    .where('user_id', '=', userId)
    .$if(invitation !== undefined, (query) => query.where('purpose', '=', 'reset'))
    .execute();
  const gone = { email: `${userId}@erased.invalid`, disabled_at: now, erased_at: now };
  await db
    .updateTable('users')
    .set({
      name: invitation?.invited_name ?? person.standIn,
      ...(invitation ? {} : gone),
      is_operator: false,
      version: sql`version + 1`,
    })
    .where('id', '=', userId)
    .execute();
}

/** The memberships and invitations of a person in other organisations; ended ones too, until they are erased. */
function membershipsElsewhere(db: Db, userId: string, orgId: string) {
  return db
    .selectFrom('memberships')
    .select(['org_id', 'invited_name'])
    .where('user_id', '=', userId)
    .where('org_id', '<>', orgId)
    .where('erased_at', 'is', null)
    .execute();
}

/** True for the only operator that the installation has and who belongs to no other organisation than this; needs a transaction at the gate. */
export async function isLastOperator(db: Db, userId: string, orgId: string): Promise<boolean> {
  const operators = await db
    .selectFrom('users')
    .select('id')
    .where('is_operator', '=', true)
    .where('disabled_at', 'is', null)
    .execute();
  if (operators.length !== 1 || operators[0]!.id !== userId) return false;
  return !(await membershipsElsewhere(db, userId, orgId)).some((each) => each.invited_name === null);
}
