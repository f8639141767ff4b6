import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { NamedRecord } from '../audit/public.ts';
import { mayRead, mayReadPosition } from './store-visible.ts';

/** What this room's records are called in the audit: contacts that the reader may see, and their positions on accounts that are open to the reader. */
export async function recordsNamed(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, NamedRecord>> {
  const found = await sql<{ id: string; name: string; contact_id: string }>`
    select c.id, c.name, c.id as contact_id from contacts c
     where c.org_id = ${ctx.org.id} and c.id = any (${ids}::uuid[]) and ${mayRead(ctx, 'contacts.read')}
    union all
    select p.id, c.name, c.id from contact_positions p join contacts c on c.org_id = p.org_id and c.id = p.contact_id
     where p.org_id = ${ctx.org.id} and p.id = any (${ids}::uuid[]) and c.erased_at is null and ${mayReadPosition(ctx, 'contacts.read')}`.execute(
    ctx.db,
  );
  return new Map(found.rows.map((row) => [row.id, { name: row.name, path: `/contacts/${row.contact_id}` }]));
}
