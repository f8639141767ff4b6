import { sql } from 'kysely';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { discard } from '../../kernel/trash.ts';
import { NotFound, StaleVersion } from '../../pure/refusal.ts';
import type { Position } from './contract-shapes.ts';
import { isNow } from './rules.ts';
import { tellPost, toldOf } from './store-told.ts';
import { mayReadPosition } from './store-visible.ts';

/** A position with the name of its account. */
export interface PositionRecord {
  id: string;
  contact_id: string;
  account_id: string;
  account_name: string;
  title: string | null;
  department: string | null;
  role: Position['role'];
  since: string | null;
  until: string | null;
  is_main: boolean;
  version: number;
}

/** What may be said of a position. */
export interface PositionFields {
  title?: string | null | undefined;
  department?: string | null | undefined;
  role?: Position['role'] | undefined;
  since?: string | null | undefined;
  until?: string | null | undefined;
  isMain?: boolean | undefined;
}

/** A position as the API says it. */
export function positionAnswer(ctx: Ctx, row: PositionRecord): Position {
  const { id, title, department, role, since, until, version } = row;
  const account = { id: row.account_id, name: row.account_name };
  return {
    id,
    account,
    title,
    department,
    role,
    since,
    until,
    isMain: row.is_main,
    isNow: isNow(row, ctx.today),
    version,
  };
}

/** The positions of contacts on accounts that the reader may see under the verb: present ones first, the main one before others, the latest first. */
export async function loadPositions(ctx: Ctx, contactIds: readonly string[], verb: string): Promise<PositionRecord[]> {
  if (contactIds.length === 0) return [];
  const found = await sql<PositionRecord>`
    select p.*, a.name as account_name from contact_positions p join accounts a on a.org_id = p.org_id and a.id = p.account_id
     where p.org_id = ${ctx.org.id} and p.contact_id = any (${contactIds}::uuid[]) and ${mayReadPosition(ctx, verb)}
     order by (p.until is null or p.until >= ${ctx.today}::date) desc, p.is_main desc, p.since desc nulls last, p.id`.execute(
    ctx.db,
  );
  return found.rows;
}

/** One position of a contact; NotFound where the reader may not see its account under the verb. */
export async function loadPosition(
  ctx: Ctx,
  contactId: string,
  positionId: string,
  verb: string,
): Promise<PositionRecord> {
  const found = (await loadPositions(ctx, [contactId], verb)).find((one) => one.id === positionId);
  if (!found) throw new NotFound();
  return found;
}

const COLUMN_OF: Record<keyof PositionFields, string> = {
  title: 'title',
  department: 'department',
  role: 'role',
  since: 'since',
  until: 'until',
  isMain: 'is_main',
};

function columnsOf(fields: PositionFields): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [field, column] of Object.entries(COLUMN_OF)) {
    const value = fields[field as keyof PositionFields];
    if (value !== undefined) columns[column] = typeof value === 'string' ? value.trim() : value;
  }
  return columns;
}

/** Gives a contact a position; its id. */
export async function insertPosition(
  ctx: Ctx,
  contactId: string,
  accountId: string,
  fields: PositionFields,
): Promise<string> {
  const id = newId();
  const row = columnsOf(fields);
  await ctx.db
    .insertInto('contact_positions')
    .values({ org_id: ctx.org.id, id, contact_id: contactId, account_id: accountId, ...row } as never)
    .execute();
  const after = {
    contact_id: contactId,
    ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
  };
  ctx.note({ recordKind: 'contactPosition', recordId: id, accountId, after });
  const { title = null, since = null, until = null } = row as { title?: string; since?: string; until?: string };
  await tellPost(ctx, 'joined', { id, contactId, accountId, title, on: since });
  if (until !== null) await tellPost(ctx, 'left', { id, contactId, accountId, title, on: until });
  return id;
}

/** Saves a position; its new version. */
export async function updatePosition(
  ctx: Ctx,
  now: PositionRecord,
  version: number,
  fields: PositionFields,
): Promise<number> {
  const saved = await tracked(ctx, 'contact_positions', { id: now.id }, version, columnsOf(fields), {
    recordKind: 'contactPosition',
    accountId: now.account_id,
    always: ['contact_id'],
  });
  if (fields.until && now.until === null) {
    const { id, contact_id: contactId, account_id: accountId } = now;
    await tellPost(ctx, 'left', { id, contactId, accountId, title: now.title, on: fields.until });
  }
  return saved.version as number;
}

/** Takes a position out; refuses a stale version. `title`: what the trash calls it. */
export async function deletePosition(ctx: Ctx, now: PositionRecord, version: number, title: string): Promise<void> {
  if (now.version !== version) throw new StaleVersion(now, null);
  const told = await toldOf(ctx, { id: now.id, contactId: now.contact_id, accountId: now.account_id });
  const kept = { recordId: now.id, accountId: now.account_id, title, personIds: [now.contact_id] };
  await discard(ctx, 'position', { ...kept, along: [told] });
  const { account_name: _name, ...before } = now;
  ctx.note({ recordKind: 'contactPosition', recordId: now.id, accountId: now.account_id, before });
}

/** Members who stand today on the team of either account, or above it, and on whose of the two. */
export async function teamsOf(
  ctx: Ctx,
  from: string,
  to: string,
): Promise<{ userId: string; onFrom: boolean; onTo: boolean }[]> {
  const found = await sql<{ user_id: string; on_from: boolean; on_to: boolean }>`
    select t.user_id, bool_or(d.account_id = ${from}::uuid) as on_from, bool_or(d.account_id = ${to}::uuid) as on_to
      from account_team t join account_ancestors d on d.org_id = t.org_id and d.ancestor_id = t.account_id
     where t.org_id = ${ctx.org.id} and d.account_id in (${from}::uuid, ${to}::uuid)
       and t.since <= ${ctx.today}::date and (t.until is null or t.until >= ${ctx.today}::date)
     group by t.user_id order by t.user_id`.execute(ctx.db);
  return found.rows.map((row) => ({ userId: row.user_id, onFrom: row.on_from, onTo: row.on_to }));
}
