import type { Ctx } from '../../kernel/ctx.ts';
import { formatMinor } from '../../pure/money.ts';
import { formerColleague, memberNames } from '../people/public.ts';
import type { Card, Load, Move, Norms } from './contract.ts';
import { type Held, loadOf, normOf } from './rules.ts';
import type { CardRow, PersonRow } from './store.ts';
import type { MoveRow } from './store-moves.ts';

/** Money of the ledger, where the reader may see it. */
export const revenueOf = (ctx: Ctx, minor: bigint) =>
  ctx.can('ledger.read') ? { amount: formatMinor(minor, ctx.org.baseCurrency), currency: ctx.org.baseCurrency } : null;

export function answeredLoad(
  ctx: Ctx,
  person: Pick<PersonRow, 'roles' | 'norm'>,
  held: readonly Held[],
  norms: Norms,
): Load {
  const load = loadOf(held, norms, normOf(person.roles, person.norm));
  return { ...load, revenue: revenueOf(ctx, load.revenue) };
}

export function answeredCard(ctx: Ctx, row: CardRow): Card {
  const seesReview = ctx.can('segmentation.read');
  return {
    ...{ id: row.id, name: row.name, leadId: row.lead_id, country: row.country, languages: row.languages },
    tier: seesReview ? row.tier : null,
    class: seesReview ? row.class : null,
    revenue: revenueOf(ctx, row.revenue),
    coming:
      row.coming_id === null
        ? null
        : {
            person: { id: row.coming_id, name: row.coming_name ?? formerColleague(ctx.org.language) },
            since: row.coming_since!,
          },
  };
}

/** Moves as their readers see them. */
export async function answeredMoves(ctx: Ctx, rows: readonly MoveRow[]): Promise<Move[]> {
  const ids = rows.flatMap((row) => [
    ...[row.to_id, row.moved_by, row.undone_by],
    ...row.accounts.map((account) => account.from),
  ]);
  const names = await memberNames(
    ctx,
    ids.filter((id) => id !== null),
  );
  const person = (id: string) => ({ id, name: names.get(id) ?? formerColleague(ctx.org.language) });
  const maybe = (id: string | null) => (id === null ? null : person(id));
  return rows.map((row) => ({
    ...{ id: row.id, to: person(row.to_id), since: row.since, reason: row.reason, version: row.version },
    ...{ movedBy: maybe(row.moved_by), movedAt: row.moved_at.toISOString() },
    ...{ undoneBy: maybe(row.undone_by), undoneAt: row.undone_at?.toISOString() ?? null },
    accounts: row.accounts.map(({ id, name, from }) => ({ id, name, from: maybe(from) })),
    can: { undo: ctx.can('portfolios.move') && row.undone_at === null },
  }));
}
