import { sql } from 'kysely';
import { tracked, withoutKey } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { pageOf } from '../../kernel/cursor.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { readsAs } from '../../kernel/secrecy.ts';
import { discard } from '../../kernel/trash.ts';
import { NotFound, StaleVersion } from '../../pure/refusal.ts';
import type { Facts, Section, Source } from './contract-shapes.ts';
import { tellSection } from './told-timeline.ts';

/** What a save of a section writes. */
export interface Written {
  text: string;
  facts: Facts;
  source: Source;
  source_note: string;
  known_as_of: string;
}

type Stored = Written & {
  section: Section;
  class: string;
  author_id: string | null;
  author_name: string | null;
  saved_at: Date;
  version: number;
};

const columns = sql.raw(
  's.section, s.class, s.text, s.facts, s.source, s.source_note, s.known_as_of, s.author_id, s.saved_at, s.version',
);

/** The class of the text that everybody reads who reads the dossier. */
export const OPEN = '00000000-0000-0000-0000-000000000000';

/** The classes whose texts the actor reads. */
export const openClasses = (ctx: Ctx): string[] => [OPEN, ...readsAs(ctx.org.classes, ctx.actor)];

/** The texts of an account's sections that the actor reads: the open ones, and those of classes that they are cleared for. */
export async function loadSections(ctx: Ctx, accountId: string): Promise<Stored[]> {
  const found = await sql<Stored>`
    select ${columns}, p.name as author_name from dossier_sections s
      left join colleagues p on p.org_id = s.org_id and p.id = s.author_id
     where s.org_id = ${ctx.org.id} and s.account_id = ${accountId}::uuid and s.class = any (${openClasses(ctx)}::uuid[])`.execute(
    ctx.db,
  );
  return found.rows;
}

/** A text of a dossier: a section, and the class of the text (`OPEN`: of none). */
export interface Place {
  section: Section;
  classId: string;
}

/** The versions of a text, newest first. */
export async function loadVersions(
  ctx: Ctx,
  accountId: string,
  { section, classId }: Place,
  slice: { before: number | null; limit: number },
) {
  const found = await sql<Stored>`
    select ${columns}, p.name as author_name from dossier_versions s
      left join colleagues p on p.org_id = s.org_id and p.id = s.author_id
     where s.org_id = ${ctx.org.id} and s.account_id = ${accountId}::uuid and s.section = ${section} and s.class = ${classId}::uuid
       and (${slice.before}::int is null or s.version < ${slice.before}::int)
     order by s.version desc limit ${slice.limit + 1}`.execute(ctx.db);
  return pageOf(found.rows, slice.limit, (row) => [row.version]);
}

/** What the audit keeps of a section: the text stands in the versions. */
const shown = ({ section, text, source, source_note, known_as_of }: Record<string, unknown>) => ({
  section,
  source,
  source_note,
  known_as_of,
  characters: String(text).length,
});

/** Saves a section as a new version; `version` 0 where none was read. Throws StaleVersion with both states. */
export async function writeSection(
  ctx: Ctx,
  accountId: string,
  { section, classId }: Place,
  version: number,
  written: Written,
): Promise<number> {
  const row = { ...written, facts: json(written.facts), author_id: ctx.actor.userId, saved_at: ctx.now };
  const key = { account_id: accountId, section, class: classId };
  const isOpen = classId === OPEN;
  // Of a confidential text the audit tells that it was written, not where.
  const about = isOpen
    ? { recordKind: 'dossierSection', recordId: accountId, accountId }
    : { recordKind: 'dossierSection', recordId: null, accountId: null };
  const audited = isOpen ? shown : () => ({ confidential: true });
  const tell = (was: Record<string, unknown>, is: Record<string, unknown>) =>
    tellSection(ctx, accountId, section, was, is, isOpen ? null : [classId]);
  let saved = 1;
  if (version > 0) {
    const after = await tracked(ctx, 'dossier_sections', key, version, row, {
      ...about,
      always: isOpen ? ['section'] : ['confidential'],
      show: audited,
      changed: (was, is) => tell(shown(was), shown(is)),
    });
    saved = after.version as number;
  } else {
    const added = await ctx.db
      .insertInto('dossier_sections')
      .values({ org_id: ctx.org.id, ...key, ...row })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst();
    if (!added) {
      const current = await ctx.db
        .selectFrom('dossier_sections')
        .selectAll()
        .where('org_id', '=', ctx.org.id)
        .where('account_id', '=', accountId)
        .where('section', '=', section)
        .where('class', '=', classId)
        .executeTakeFirstOrThrow();
      const kept = withoutKey(current);
      throw new StaleVersion(kept, { ...kept, ...written, version });
    }
    ctx.note({ ...about, after: audited({ section, ...written }) });
    await tell({}, shown({ section, ...written }));
  }
  await ctx.db
    .insertInto('dossier_versions')
    .values({ org_id: ctx.org.id, ...key, version: saved, ...row })
    .execute();
  return saved;
}

/** Figures of one business year, amounts in minor units of their currency. */
export interface YearRow {
  currency: string;
  revenue: bigint | null;
  profit: bigint | null;
  employees: number | null;
  source: Source;
  known_as_of: string;
}

/** The years of an account, newest first. */
export async function loadYears(ctx: Ctx, accountId: string) {
  const found = await sql<
    YearRow & { year: number; author_id: string | null; author_name: string | null; saved_at: Date; version: number }
  >`
    select y.year, y.currency, y.revenue, y.profit, y.employees, y.source, y.known_as_of, y.author_id, y.saved_at, y.version, p.name as author_name
      from dossier_years y left join colleagues p on p.org_id = y.org_id and p.id = y.author_id
     where y.org_id = ${ctx.org.id} and y.account_id = ${accountId}::uuid order by y.year desc`.execute(ctx.db);
  return found.rows;
}

const yearNamed = (accountId: string) => ({
  recordKind: 'dossierYear',
  recordId: accountId,
  accountId,
  always: ['year', 'currency'],
});
/** The audit keeps JSON, which has no bigint. */
const plainYear = ({ revenue, profit, author_id: _author, saved_at: _at, ...row }: Record<string, unknown>) => ({
  ...row,
  revenue: revenue === null ? null : String(revenue),
  profit: profit === null ? null : String(profit),
});

/** Saves the figures of a year; `version` 0 where none were read. Throws StaleVersion with both states. */
export async function writeYear(
  ctx: Ctx,
  accountId: string,
  year: number,
  version: number,
  figures: YearRow,
): Promise<number> {
  const row = { ...figures, author_id: ctx.actor.userId, saved_at: ctx.now };
  if (version > 0) {
    const key = { account_id: accountId, year: String(year) };
    const after = await tracked(ctx, 'dossier_years', key, version, row, { ...yearNamed(accountId), show: plainYear });
    return after.version as number;
  }
  const added = await ctx.db
    .insertInto('dossier_years')
    .values({ org_id: ctx.org.id, account_id: accountId, year, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  if (!added) {
    const current = plainYear((await yearOf(ctx, accountId, year))!);
    throw new StaleVersion(current, { ...current, ...plainYear({ ...figures }), version });
  }
  ctx.note({ ...yearNamed(accountId), after: plainYear({ year, ...figures }) });
  return 1;
}

const yearOf = (ctx: Ctx, accountId: string, year: number) =>
  ctx.db
    .selectFrom('dossier_years')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('account_id', '=', accountId)
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirst();

/** Removes the figures of a year that were read. Throws NotFound, StaleVersion. */
export async function dropYear(ctx: Ctx, accountId: string, year: number, version: number): Promise<void> {
  const own = await yearOf(ctx, accountId, year);
  if (!own) throw new NotFound();
  if (own.version !== version) throw new StaleVersion(plainYear(own), null);
  const key = { account_id: accountId, year };
  await discard(ctx, 'dossierYear', { recordId: newId(), accountId, title: String(year), key });
  ctx.note({ ...yearNamed(accountId), before: plainYear({ ...own }) });
}
