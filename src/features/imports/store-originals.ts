import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';

/** The stored original of a file that was imported, or is to be. */
export interface KeptOriginal {
  importId: string;
  stored: string;
  sha256: string;
  name: string;
  overrides: Record<string, unknown>;
}

/** Every original that is kept. */
export async function loadOriginals(ctx: Ctx): Promise<KeptOriginal[]> {
  const found = await sql<KeptOriginal>`
    select f.import_id as "importId", s.id as stored, s.sha256, f.name, f.overrides
      from import_files f join stored_files s on s.org_id = f.org_id and s.id = f.file_id
     where f.org_id = ${ctx.org.id} order by f.import_id, f.id`.execute(ctx.db);
  return found.rows;
}

/** Forgets one: the import goes on without its file. */
export async function deleteOriginal(ctx: Ctx, stored: string): Promise<void> {
  await sql`delete from stored_files where org_id = ${ctx.org.id} and id = ${stored}::uuid and purpose = 'import'`.execute(
    ctx.db,
  );
}
