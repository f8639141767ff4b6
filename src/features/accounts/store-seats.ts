import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';

/** How a seat was, and who had said so. */
export interface FormerSeat {
  by: string | null;
  at: string | null;
  since: string;
  until: string | null;
  share: number | null;
  responsible: string;
}

/** SQL of an UPDATE of account_team: what the seat is until now is kept with who said it. */
export const keepFormer = sql`former = former || jsonb_build_array(jsonb_build_object('by', changed_by, 'at', changed_at, 'since', since, 'until', until,
  'share', share, 'responsible', responsible))`;

/** The same before a seat is saved by version. */
export async function keepSeat(ctx: Ctx, seatId: string, version: number): Promise<void> {
  await sql`update account_team set ${keepFormer} where org_id = ${ctx.org.id} and id = ${seatId}::uuid and version = ${version}`.execute(
    ctx.db,
  );
}
