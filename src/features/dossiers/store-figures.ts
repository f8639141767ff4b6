import { sql } from 'kysely';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { StaleVersion } from '../../pure/refusal.ts';
import { publishFigures } from '../accounts/public.ts';
import { type DossierRules, ITEMS, type Item } from './contract-shapes.ts';
import { completeDossierRules, type Standing, standingOf } from './rules.ts';
import { OPEN } from './store.ts';

/** Weights and half-lives in force; version 0: nobody has set any. */
export async function loadDossierRules(ctx: Ctx): Promise<{ rules: DossierRules; version: number }> {
  const row = await ctx.db
    .selectFrom('dossier_settings')
    .select(['rules', 'version'])
    .where('org_id', '=', ctx.org.id)
    .executeTakeFirst();
  return { rules: completeDossierRules(row?.rules), version: row?.version ?? 0 };
}

/** Weights and half-lives by name, as the audit shows them. */
const flat = (stored: unknown): Record<string, number> => {
  const rules = completeDossierRules(stored);
  return Object.fromEntries(
    ITEMS.flatMap((item) => [
      [`${item}.weight`, rules[item].weight],
      [`${item}.halfLife`, rules[item].halfLife],
    ]),
  );
};

/** Saves weights and half-lives; `version` 0 where none were read. Throws StaleVersion. */
export async function saveDossierRules(ctx: Ctx, version: number, rules: DossierRules): Promise<number> {
  if (version > 0) {
    const after = await tracked(
      ctx,
      'dossier_settings',
      {},
      version,
      { rules: json(rules) },
      { recordKind: 'dossierRules', show: (row) => flat(row.rules) },
    );
    return after.version as number;
  }
  const added = await ctx.db
    .insertInto('dossier_settings')
    .values({ org_id: ctx.org.id, rules: json(rules) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  if (!added) throw new StaleVersion(await loadDossierRules(ctx), { rules, version });
  ctx.note({ recordKind: 'dossierRules', recordId: null, before: flat(null), after: flat(rules) });
  return added.version;
}

/** What is there of each of some accounts' dossiers, with the day of which it tells. */
async function loadKnown(ctx: Ctx, accountIds: readonly string[]): Promise<Map<string, Map<Item, string>>> {
  const found = await sql<{ account_id: string; item: Item; known_as_of: string }>`
    select account_id, section as item, known_as_of from dossier_sections
     where org_id = ${ctx.org.id} and account_id = any (${accountIds}::uuid[]) and class = ${OPEN}::uuid and (text <> '' or facts <> '{}')
    union all
    select account_id, 'years', max(known_as_of) from dossier_years
     where org_id = ${ctx.org.id} and account_id = any (${accountIds}::uuid[]) group by account_id`.execute(ctx.db);
  const known = new Map<string, Map<Item, string>>();
  for (const { account_id, item, known_as_of } of found.rows) {
    const own = known.get(account_id);
    if (own) own.set(item, known_as_of);
    else known.set(account_id, new Map([[item, known_as_of]]));
  }
  return known;
}

/** How complete and fresh the dossier of one account is today. */
export async function loadStanding(ctx: Ctx, accountId: string): Promise<Standing> {
  const known = (await loadKnown(ctx, [accountId])).get(accountId) ?? new Map();
  return standingOf(known, (await loadDossierRules(ctx)).rules, ctx.today);
}

/** So many accounts are worked out at once: their dossiers stand in memory together. */
const BATCH = 1000;

/** Brings completeness and freshness in the accounts list to what is known today: of some accounts, or of all, a batch at a time. */
export async function publishDossiers(ctx: Ctx, accountIds: readonly string[] | null): Promise<void> {
  const { rules } = await loadDossierRules(ctx);
  if (accountIds !== null) return publishSome(ctx, rules, accountIds);
  let after: string | null = null;
  do {
    const batch: string[] = await nextAccounts(ctx, after);
    if (batch.length > 0) await publishSome(ctx, rules, batch);
    after = batch.length < BATCH ? null : batch.at(-1)!;
  } while (after !== null);
}

/** The next accounts of the list by id: those without a dossier too, whose figures may still say that there is one. */
async function nextAccounts(ctx: Ctx, after: string | null): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select id from accounts where org_id = ${ctx.org.id} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${BATCH}`.execute(
    ctx.db,
  );
  return found.rows.map((row) => row.id);
}

async function publishSome(ctx: Ctx, rules: DossierRules, accountIds: readonly string[]): Promise<void> {
  const known = await loadKnown(ctx, accountIds);
  const rows = [...known].map(([account_id, items]) => {
    const { completeness, freshness } = standingOf(items, rules, ctx.today);
    return { account_id, completeness, freshness };
  });
  const source = sql`(select * from jsonb_to_recordset(${json(rows)}::jsonb) as r (account_id uuid, completeness float8, freshness float8))`;
  await publishFigures(ctx, ['completeness', 'freshness'], source, { others: { resetIn: accountIds } });
}
