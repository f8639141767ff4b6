import { type RawBuilder, sql } from 'kysely';
import { foundIn, hiddenIn, type Naming, names, placeIn, textIn } from '../pure/person-words.ts';
import type { Ctx } from './ctx.ts';
import { json } from './db.ts';

type Row = Record<string, unknown>;

/** Columns of one table in which people write freely, so that a person at customers may be named in them. */
export interface Texts {
  table: string;
  /** The primary key without the organisation. */
  key: readonly string[];
  columns: readonly string[];
  /** Rows that name the person go altogether: what is kept for a moment only. */
  go?: boolean;
  /** Columns that become empty as a whole: a mail address with a gap is none. */
  whole?: readonly string[];
  /** Further columns that follow from those that changed. */
  follow?(changed: Row): Row;
  /** How the eraser is shown what names the person; left out: it follows something that is shown, and is changed with it. */
  shown?: {
    kind: string;
    /** SQL over a row `t`: true where the actor may read it, and it does not go with the person. */
    open(ctx: Ctx, contactId: string): RawBuilder<boolean>;
    /** The column with the account it stands on; null: none. */
    account: string | null;
    path(row: Row): string;
    /** What it says stands in a content that cannot be changed: it is deleted, or stays. */
    isFile?: boolean;
  };
}

const declared: Texts[] = [];

/** A room says here in which columns of its tables people write freely: when a person at customers is erased, their name goes from there. Call it once, when the module loads. */
export function holdsTexts(...some: readonly Texts[]): void {
  declared.push(...some);
}

/** Every column that is spoken for, as `table.column`: for the test that none is forgotten. */
export const textColumns = (): string[] =>
  declared.flatMap(({ table, columns, whole = [] }) => [...columns, ...whole].map((column) => `${table}.${column}`));

/** The tables with such columns: for tests that know no room. */
export const textTables = (): readonly Texts[] => declared;

// Answers that are kept for a moment, should a request come twice.
holdsTexts({ table: 'idempotency_keys', key: ['user_id', 'key'], columns: ['answer'], go: true });

const BATCH = 200;

/** SQL over a row `t`: true at least for every row that names the person; what does is told apart by reading it. */
function mayName(columns: readonly string[], namings: readonly Naming[]): RawBuilder<boolean> {
  const text = sql`lower(concat_ws(E'\n', ${sql.join(columns.map((column) => sql`t.${sql.ref(column)}::text`))}))`;
  const likes = [...new Set(namings.flatMap(({ like }) => like ?? []))];
  const digits = [...new Set(namings.flatMap(({ digits: one }) => one ?? []))];
  const arms = [
    ...(likes.length > 0 ? [sql`${text} like any (${likes}::text[])`] : []),
    ...(digits.length > 0 ? [sql`${text} ~ ${digits.join('|')}`] : []),
  ];
  return arms.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(arms, sql` or `)})`;
}

/** The rows of a table that name the person, by their key, a batch at a time. */
async function* rowsThatName(
  ctx: Ctx,
  texts: Texts,
  namings: readonly Naming[],
  open: RawBuilder<boolean> | null = null,
): AsyncGenerator<Row[]> {
  const columns = [...texts.columns, ...(texts.whole ?? [])];
  const account = texts.shown?.account;
  const wanted = [...new Set([...texts.key, ...columns, ...(account ? [account] : [])])];
  const key = sql.join(texts.key.map((column) => sql`t.${sql.ref(column)}`));
  let last: Row | undefined;
  for (;;) {
    const beyond: RawBuilder<unknown> = last
      ? sql`and (${key}) > (${sql.join(texts.key.map((column) => sql`${last![column]}`))})`
      : sql``;
    const found = await sql<Row>`
      select ${sql.join(wanted.map((column) => sql`t.${sql.ref(column)}`))} from ${sql.table(texts.table)} t
       where t.org_id = ${ctx.org.id} and ${mayName(columns, namings)} ${open === null ? sql`` : sql`and ${open}`} ${beyond}
       order by ${key} limit ${BATCH}`.execute(ctx.db);
    const hits = found.rows.filter((row) => columns.some((column) => names(row[column], namings)));
    if (hits.length > 0) yield hits;
    last = found.rows.at(-1);
    if (found.rows.length < BATCH) return;
  }
}

/** Something that names the person and that the eraser may read. */
export interface Place {
  kind: string;
  id: string;
  accountId: string | null;
  path: string;
  isFile: boolean;
  before: string;
  hit: string;
  after: string;
  /** All that names the person there. */
  text: string;
}

const columnsOf = (row: Row, { columns }: Texts, namings: readonly Naming[]): string =>
  columns.flatMap((column) => (names(row[column], namings) ? textIn(row[column]) : [])).join('\n\n');

/** What names the person as far as the actor may read it, table by table; at most so many. */
export async function placesOf(
  ctx: Ctx,
  contactId: string,
  namings: readonly Naming[],
  most: number,
): Promise<Place[]> {
  const places: Place[] = [];
  for (const texts of declared) {
    const { shown } = texts;
    if (!shown) continue;
    for await (const rows of rowsThatName(ctx, texts, namings, shown.open(ctx, contactId))) {
      for (const row of rows) {
        const [column] = texts.columns.filter((one) => names(row[one], namings));
        const place = column === undefined ? null : placeIn(row[column], namings);
        if (place === null) continue;
        places.push({
          ...{ kind: shown.kind, id: String(row[texts.key[0]!]), path: shown.path(row), isFile: shown.isFile ?? false },
          accountId: shown.account === null ? null : (row[shown.account] as string | null),
          ...place,
          text: columnsOf(row, texts, namings),
        });
        if (places.length >= most) return places;
      }
    }
  }
  return places;
}

/** Columns by which rows hang on a record that may be spared: its steps, its versions, what the timeline says of it. */
const HANGS_BY = ['record_id', 'task_id', 'note_id', 'file_id', 'project_id', 'request_id'];

/** SQL over a row `t`: it is one of these records, or hangs on one. */
function belongsTo({ key }: Pick<Texts, 'key'>, ids: readonly string[]): RawBuilder<boolean> {
  const said = [...new Set([...key, ...HANGS_BY])].map((column) => sql`to_jsonb(t)->>${column}`);
  return sql<boolean>`array[${sql.join(said)}] && ${[...ids]}::text[]`;
}

type Listener = (ctx: Ctx, namings: readonly Naming[]) => Promise<void>;
const elsewhere: Listener[] = [];

/** A room that keeps texts outside of its tables says here what it does when somebody is taken out of all texts; it is told in the same transaction. Call it once, when the module loads. */
export function holdsTextsElsewhere(listener: Listener): void {
  elsewhere.push(listener);
}

/** Takes the person out of everything that people wrote, in every room, whoever may read it; how many rows changed. `but`: ids of records that mean somebody else, and stay with what hangs on them. */
export async function hidePerson(ctx: Ctx, namings: readonly Naming[], but: readonly string[] = []): Promise<number> {
  if (namings.length === 0) return 0;
  let changed = 0;
  for (const texts of declared) {
    const others = but.length === 0 ? null : sql<boolean>`not (${belongsTo(texts, but)})`;
    for await (const rows of rowsThatName(ctx, texts, namings, others))
      for (const row of rows) {
        await hideRow(ctx, texts, row, namings);
        changed++;
      }
  }
  for (const listener of elsewhere) await listener(ctx, namings);
  return changed + (await hideInAudit(ctx, namings, but));
}

const typesOf = new Map<string, Map<string, string>>();

async function columnTypes(ctx: Ctx, table: string): Promise<Map<string, string>> {
  const known = typesOf.get(table);
  if (known) return known;
  const found = await sql<{ name: string; type: string }>`
    select attname::text as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`.execute(ctx.db);
  const types = new Map(found.rows.map(({ name, type }) => [name, type]));
  typesOf.set(table, types);
  return types;
}

async function hideRow(ctx: Ctx, texts: Texts, row: Row, namings: readonly Naming[]): Promise<void> {
  const where = sql.join(
    [sql`org_id = ${ctx.org.id}`, ...texts.key.map((column) => sql`${sql.ref(column)} = ${row[column]}`)],
    sql` and `,
  );
  if (texts.go) {
    await sql`delete from ${sql.table(texts.table)} where ${where}`.execute(ctx.db);
    return;
  }
  const changed: Row = {};
  for (const column of texts.columns) if (names(row[column], namings)) changed[column] = hiddenIn(row[column], namings);
  for (const column of texts.whole ?? []) if (names(row[column], namings)) changed[column] = null;
  Object.assign(changed, texts.follow?.(changed));
  const types = await columnTypes(ctx, texts.table);
  const sets = Object.entries(changed).map(([column, value]) => {
    const type = types.get(column)!;
    return sql`${sql.ref(column)} = ${type === 'jsonb' ? json(value) : value}::${sql.raw(type)}`;
  });
  // Whoever has it open must not write the name back.
  if (types.has('version') && !texts.key.includes('version')) sets.push(sql`version = version + 1`);
  await sql`update ${sql.table(texts.table)} set ${sql.join(sets)} where ${where}`.execute(ctx.db);
}

/** The audit is only ever added to: a function of the database (0042) puts a gap where exactly these words stand, and can do nothing else. */
async function hideInAudit(ctx: Ctx, namings: readonly Naming[], but: readonly string[]): Promise<number> {
  const texts: Texts = { table: 'audit_entries', key: ['id'], columns: ['reason', 'changes'] };
  let changed = 0;
  const others = but.length === 0 ? null : sql<boolean>`not (${belongsTo(texts, but)})`;
  for await (const rows of rowsThatName(ctx, texts, namings, others))
    for (const { id, reason, changes } of rows) {
      const words = new Set<string>();
      const gather = (value: unknown): void => {
        if (typeof value === 'string')
          for (const [from, to] of foundIn(value, namings)) words.add(value.slice(from, to));
        else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather);
      };
      gather([reason, changes]);
      if (words.size === 0) continue;
      await sql`select hide_in_audit(${ctx.org.id}, ${id}::uuid, ${[...words]}::text[])`.execute(ctx.db);
      changed++;
    }
  return changed;
}

/** What the audit says of records that went with an erased person: that something happened stays, what was said goes. */
export async function blankAudit(ctx: Ctx, personId: string, recordIds: readonly string[]): Promise<void> {
  if (recordIds.length === 0) return;
  await sql`select blank_in_audit(${ctx.org.id}, ${personId}::uuid, ${[...recordIds]}::uuid[])`.execute(ctx.db);
}

/** Answers that are kept for repeated requests, where they name records that went with an erased person. */
export async function forgetAnswers(ctx: Ctx, recordIds: readonly string[]): Promise<void> {
  const likes = recordIds.map((id) => `%${id}%`);
  await sql`delete from idempotency_keys where org_id = ${ctx.org.id} and answer::text like any (${likes}::text[])`.execute(
    ctx.db,
  );
}
