import type { Ctx } from '../../kernel/ctx.ts';
import { loadStandIns } from '../../kernel/stand-ins.ts';
import { StaleVersion } from '../../pure/refusal.ts';
import { declaredKinds, declaredMail } from './kinds.ts';
import type { Hours } from './rules.ts';

/** How one kind of notices reaches somebody. */
export interface Wish {
  inApp: boolean;
  mail: 'off' | 'once' | 'digest';
}

const shown = (row: { in_app: boolean; mail: string }): Wish => ({ inApp: row.in_app, mail: row.mail as Wish['mail'] });

/** How a kind reaches somebody: as they say, else as the organisation does, else as the room declares. Throws for a kind that is not declared. */
export async function wishOf(ctx: Ctx, userId: string, kind: string): Promise<Wish> {
  const declared: Wish = { inApp: true, mail: declaredMail(kind) };
  const find = (table: 'notice_wishes' | 'notice_defaults') =>
    ctx.db.selectFrom(table).select(['in_app', 'mail']).where('org_id', '=', ctx.org.id).where('kind', '=', kind);
  const own = await ctx.db
    .selectFrom('notice_wishes')
    .select(['in_app', 'mail'])
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  const row = own ?? (await find('notice_defaults').executeTakeFirst());
  return row ? shown(row) : declared;
}

/** Every declared kind with what the organisation says of it and what the person does (null: nothing). */
export async function loadWishes(ctx: Ctx, userId: string) {
  const own = await ctx.db
    .selectFrom('notice_wishes')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', userId)
    .execute();
  const common = await ctx.db.selectFrom('notice_defaults').selectAll().where('org_id', '=', ctx.org.id).execute();
  const wishes = new Map(own.map((row) => [row.kind, shown(row)]));
  const defaults = new Map(common.map((row) => [row.kind, shown(row)]));
  return declaredKinds().map(({ kind, room, mail }) => ({
    kind,
    room,
    standard: defaults.get(kind) ?? { inApp: true, mail },
    own: wishes.get(kind) ?? null,
  }));
}

/** Says how a kind reaches somebody; null: as the organisation says. */
export async function saveWish(ctx: Ctx, userId: string, kind: string, wish: Wish | null): Promise<void> {
  const key = { org_id: ctx.org.id, user_id: userId, kind };
  await ctx.db
    .deleteFrom('notice_wishes')
    .where('org_id', '=', key.org_id)
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .execute();
  if (wish)
    await ctx.db
      .insertInto('notice_wishes')
      .values({ ...key, in_app: wish.inApp, mail: wish.mail })
      .onConflict((oc) =>
        oc.columns(['org_id', 'user_id', 'kind']).doUpdateSet({ in_app: wish.inApp, mail: wish.mail }),
      )
      .execute();
}

/** Says how a kind reaches those who say nothing of it. */
export async function saveDefault(ctx: Ctx, kind: string, wish: Wish): Promise<void> {
  await ctx.db
    .insertInto('notice_defaults')
    .values({ org_id: ctx.org.id, kind, in_app: wish.inApp, mail: wish.mail })
    .onConflict((oc) => oc.columns(['org_id', 'kind']).doUpdateSet({ in_app: wish.inApp, mail: wish.mail }))
    .execute();
}

/** The last day on which somebody stands in for a person today; null: nobody does. */
async function absentUntil(ctx: Ctx, userId: string): Promise<string | null> {
  const all = [...(await loadStandIns(ctx)).values()].flat().filter((one) => one.absentId === userId);
  return (
    all
      .map((one) => one.until)
      .sort()
      .at(-1) ?? null
  );
}

/** When mail may come to somebody; `version` 0: nothing was said yet, and it is a digest at nine on every day, quiet from eight in the evening to eight in the morning. */
export async function loadHours(
  ctx: Ctx,
  userId: string,
): Promise<Hours & { ownZone: string | null; quietAbsent: boolean; version: number }> {
  const row = await ctx.db
    .selectFrom('notice_hours')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return {
    timezone: row?.timezone ?? ctx.org.timezone,
    ownZone: row?.timezone ?? null,
    digest: (row?.digest ?? 'daily') as Hours['digest'],
    digestMinute: row?.digest_minute ?? 540,
    digestWeekday: row?.digest_weekday ?? 1,
    quietFrom: row ? row.quiet_from : 1200,
    quietUntil: row ? row.quiet_until : 480,
    quietWeekends: row?.quiet_weekends ?? false,
    quietAbsent: row?.quiet_absent ?? false,
    absentUntil: row?.quiet_absent ? await absentUntil(ctx, userId) : null,
    version: row?.version ?? 0,
  };
}

/** Saves when mail may come. Throws StaleVersion when somebody (the same person elsewhere) saved since `version`. */
export async function saveHours(
  ctx: Ctx,
  userId: string,
  hours: Omit<Hours, 'timezone' | 'absentUntil'> & { timezone: string | null; quietAbsent?: boolean },
  version: number,
): Promise<number> {
  const values = {
    timezone: hours.timezone,
    digest: hours.digest,
    digest_minute: hours.digestMinute,
    digest_weekday: hours.digestWeekday,
    quiet_from: hours.quietFrom,
    quiet_until: hours.quietUntil,
    quiet_weekends: hours.quietWeekends,
    ...(hours.quietAbsent === undefined ? {} : { quiet_absent: hours.quietAbsent }),
    version: version + 1,
  };
  const saved =
    version === 0
      ? await ctx.db
          .insertInto('notice_hours')
          .values({ org_id: ctx.org.id, user_id: userId, ...values })
          .onConflict((oc) => oc.doNothing())
          .returning('version')
          .executeTakeFirst()
      : await ctx.db
          .updateTable('notice_hours')
          .set(values)
          .where('org_id', '=', ctx.org.id)
          .where('user_id', '=', userId)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst();
  if (!saved) throw new StaleVersion(await loadHours(ctx, userId), hours);
  return saved.version;
}
