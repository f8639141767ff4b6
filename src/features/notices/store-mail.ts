import { sql } from 'kysely';
import { seenBy } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Db } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { loadStandIns } from '../../kernel/stand-ins.ts';
import { stillVisible } from './kinds.ts';

export type Form = 'once' | 'digest' | 'test';

/** Whom a mail goes to, read at the gate; undefined for who is disabled or erased. */
export const receiverOf = (db: Db, userId: string) =>
  db
    .selectFrom('users')
    .select(['id', 'email', 'language'])
    .where('id', '=', userId)
    .where('disabled_at', 'is', null)
    .where('erased_at', 'is', null)
    .executeTakeFirst();

/** Only one worker at a time mails somebody, until its transaction ends. */
export async function holdPerson(ctx: Ctx, userId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notices.mail:${ctx.org.id}:${userId}`}, 0))`.execute(
    ctx.db,
  );
}

const mails = (ctx: Ctx, userId: string) =>
  ctx.db.updateTable('notice_mails').where('org_id', '=', ctx.org.id).where('user_id', '=', userId);

/** Whoever holds the person finds none being sent but those of a worker that died: whether they arrived nobody knows, and they are not sent again. */
export async function endBroken(ctx: Ctx, userId: string): Promise<void> {
  await mails(ctx, userId).set({ state: 'failed', failure: 'broken off' }).where('state', '=', 'sending').execute();
}

/** Puts the notices that wait for a form into mails: a digest takes all, mail at once has one kind each. Those read meanwhile are mailed no more. */
export async function gather(ctx: Ctx, userId: string, form: Form): Promise<void> {
  const make = async () => {
    const id = newId();
    const row = { org_id: ctx.org.id, id, user_id: userId, form, state: 'waiting', secret_hash: '' };
    await ctx.db
      .insertInto('notice_mails')
      .values({ ...row, failure: null, created_at: ctx.now, sent_at: null })
      .execute();
    return id;
  };
  if (form === 'test') {
    await make();
    return;
  }
  const rows = await ctx.db
    .selectFrom('notices')
    .select(['id', 'kind'])
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', userId)
    .where('mail', '=', form)
    .where('mail_id', 'is', null)
    .where('read_at', 'is', null)
    .orderBy('id')
    .limit(500)
    .forUpdate()
    .execute();
  const groups = new Map<string, typeof rows>();
  for (const row of rows) {
    const kind = form === 'once' ? row.kind : '';
    groups.set(kind, [...(groups.get(kind) ?? []), row]);
  }
  for (const group of groups.values()) {
    const mailId = await make();
    await ctx.db
      .updateTable('notices')
      .set({ mail_id: mailId })
      .where('org_id', '=', ctx.org.id)
      .where(
        'id',
        'in',
        group.map(({ id }) => id),
      )
      .execute();
  }
}

/** What the next digest to the actor would hold, as far as they may see it. */
export async function nextInDigest(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('notices')
    .select(['id', 'kind', 'params', 'path', 'created_at'])
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', ctx.actor.userId)
    .where('mail', '=', 'digest')
    .where('mail_id', 'is', null)
    .where('read_at', 'is', null)
    .orderBy('id')
    .limit(500)
    .execute();
  return stillVisible(ctx, rows);
}

/** The mails that wait for somebody, oldest first. */
export const waitingMails = (ctx: Ctx, userId: string) =>
  ctx.db
    .selectFrom('notice_mails')
    .select(['id', 'form', 'tries'])
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', userId)
    .where('state', '=', 'waiting')
    .orderBy('id')
    .limit(50)
    .execute();

/** The notices of a mail that are unread and whose records the receiver may see at this moment; none where they are no member any more. */
export async function noticesOf(ctx: Ctx, userId: string, mailId: string) {
  const member = await ctx.db
    .selectFrom('memberships')
    .select('roles')
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('invited_name', 'is', null)
    .executeTakeFirst();
  if (!member) return null;
  const rows = await ctx.db
    .selectFrom('notices')
    .select(['id', 'kind', 'params', 'path', 'created_at'])
    .where('org_id', '=', ctx.org.id)
    .where('mail_id', '=', mailId)
    .where('read_at', 'is', null)
    .orderBy('id')
    .execute();
  const standsIn = (await loadStandIns(ctx)).get(userId) ?? [];
  return stillVisible(seenBy(ctx, { userId, roles: member.roles, standsIn }), rows);
}

/** Writes what becomes of a mail. */
export async function markMail(
  ctx: Ctx,
  userId: string,
  mailId: string,
  change: { state: string; secret_hash?: string; tries?: number; failure?: string | null; sent_at?: Date },
): Promise<void> {
  await mails(ctx, userId).set(change).where('id', '=', mailId).execute();
}

/** What the link of a mail does, whoever follows it: its kinds come by mail no more, or after a digest no digests. Whose mail it was; null: there is none. */
export async function endMailsByLink(
  db: Db,
  orgId: string,
  mailId: string,
  hash: string,
): Promise<{ userId: string } | null> {
  const mail = await db
    .selectFrom('notice_mails')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('id', '=', mailId)
    .where('secret_hash', '=', hash)
    .executeTakeFirst();
  if (mail?.form === 'once')
    await sql`insert into notice_wishes (org_id, user_id, kind, in_app, mail)
      select distinct n.org_id, n.user_id, n.kind, coalesce(d.in_app, true), 'off' from notices n
        left join notice_defaults d on d.org_id = n.org_id and d.kind = n.kind
       where n.org_id = ${orgId} and n.mail_id = ${mailId}
      on conflict (org_id, user_id, kind) do update set mail = 'off'`.execute(db);
  if (mail?.form === 'digest')
    await sql`insert into notice_hours (org_id, user_id, digest, digest_minute, digest_weekday, quiet_from, quiet_until, quiet_weekends)
      values (${orgId}, ${mail.user_id}, 'off', 540, 1, 1200, 480, false)
      on conflict (org_id, user_id) do update set digest = 'off', version = notice_hours.version + 1`.execute(db);
  return mail ? { userId: mail.user_id } : null;
}
