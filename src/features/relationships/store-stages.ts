import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { StaleVersion } from '../../pure/refusal.ts';
import { publishFigures } from '../accounts/public.ts';
import type { AccountTier, Evidence, RelationshipRules, Stage } from './contract-shapes.ts';
import { completeRelationshipRules } from './rules.ts';

export interface StageRow {
  id: string;
  stage: Stage;
  proposed: Stage | null;
  reason: string;
  set_by: string | null;
  set_by_name: string | null;
  set_at: Date;
}

/** The stages that an account had, newest first: the first is in force. */
export async function loadStages(ctx: Ctx, accountId: string): Promise<StageRow[]> {
  const found = await sql<StageRow>`
    select s.id, s.stage, s.proposed, s.reason, s.set_by, u.name as set_by_name, s.set_at from relationship_stages s
      left join colleagues u on u.org_id = s.org_id and u.id = s.set_by
     where s.org_id = ${ctx.org.id} and s.account_id = ${accountId}::uuid order by s.set_at desc, s.id desc`.execute(
    ctx.db,
  );
  return found.rows;
}

/** Adds what a person decided, with what the evidence said then. */
export async function insertStage(
  ctx: Ctx,
  accountId: string,
  before: Stage | null,
  decided: { stage: Stage; proposed: Stage | null; reason: string; evidence: readonly Evidence[] },
): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('relationship_stages')
    .values({
      ...{ org_id: ctx.org.id, id, account_id: accountId, stage: decided.stage, proposed: decided.proposed },
      ...{ reason: decided.reason, evidence: json(decided.evidence), set_by: ctx.actor.userId, set_at: ctx.now },
    })
    .execute();
  ctx.note({
    ...{ recordKind: 'relationshipStage', recordId: accountId, accountId },
    before: { stage: before },
    after: { stage: decided.stage, proposed: decided.proposed, reason: decided.reason },
    always: ['stage'],
  });
  return id;
}

/** Brings the list of accounts to the stage that is in force. */
export async function publishStage(ctx: Ctx, accountId: string, stage: Stage): Promise<void> {
  await publishFigures(ctx, ['stage'], sql`(select ${accountId}::uuid as account_id, ${stage}::text as stage)`);
}

/** Holds the stage of an account until the end of the transaction: two who decide at once come one after the other. */
export async function lockStage(ctx: Ctx, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`stage:${ctx.org.id}:${accountId}`}, 0))`.execute(ctx.db);
}

/** The tier that an account counts as, which is that of the top of its structure; what the review published, or a person set. */
export async function loadTier(ctx: Ctx, accountId: string): Promise<AccountTier> {
  const found = await sql<{ tier: AccountTier }>`
    select f.tier from accounts a join account_figures f on f.org_id = a.org_id and f.account_id = a.root_id
     where a.org_id = ${ctx.org.id} and a.id = ${accountId}::uuid`.execute(ctx.db);
  return found.rows[0]?.tier ?? 'standard';
}

/** The sponsors on the team of an account today, or on one above it that the reader may see. */
export async function loadSponsors(ctx: Ctx, accountId: string): Promise<{ id: string; name: string | null }[]> {
  const found = await sql<{ id: string; name: string | null }>`
    select distinct t.user_id as id, u.name from account_team t
      join account_ancestors d on d.org_id = t.org_id and d.ancestor_id = t.account_id
      left join colleagues u on u.org_id = t.org_id and u.id = t.user_id
     where t.org_id = ${ctx.org.id} and d.account_id = ${accountId}::uuid and t.duty = 'sponsor'
       and t.since <= ${ctx.today}::date and (t.until is null or t.until >= ${ctx.today}::date) and ${mayReadAccount(ctx, 'contacts.read', 't.account_id')}
     order by u.name, t.user_id`.execute(ctx.db);
  return found.rows;
}

/** The rules in force; version 0: nobody has set any. */
export async function loadRelationshipRules(ctx: Ctx): Promise<{ rules: RelationshipRules; version: number }> {
  const row = await ctx.db
    .selectFrom('relationship_settings')
    .select(['rules', 'version'])
    .where('org_id', '=', ctx.org.id)
    .executeTakeFirst();
  return { rules: completeRelationshipRules(row?.rules), version: row?.version ?? 0 };
}

/** The rules as the audit shows them: one field each. */
function flat(stored: unknown): Record<string, unknown> {
  const { cycles, classes, stages, ...rest } = completeRelationshipRules(stored);
  const nested = Object.entries({ cycles, classes, ...stages }).flatMap(([group, fields]) =>
    Object.entries(fields).map(([field, value]) => [`${group}.${field}`, value] as const),
  );
  return { ...rest, ...Object.fromEntries(nested) };
}

/** Saves the rules; `version` 0 where none were read. Throws StaleVersion. */
export async function writeRelationshipRules(ctx: Ctx, version: number, rules: RelationshipRules): Promise<number> {
  const note = { recordKind: 'relationshipRules' };
  if (version > 0) {
    const changes = { rules: json(rules) };
    const after = await tracked(ctx, 'relationship_settings', {}, version, changes, {
      ...note,
      show: (row) => flat(row.rules),
    });
    return after.version as number;
  }
  const added = await ctx.db
    .insertInto('relationship_settings')
    .values({ org_id: ctx.org.id, rules: json(rules) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  if (!added) throw new StaleVersion(await loadRelationshipRules(ctx), { rules, version });
  ctx.note({ ...note, recordId: null, before: flat(null), after: flat(rules) });
  return added.version;
}
