import type { Ctx } from '../../kernel/ctx.ts';
import { type DayString, type Period, windowOf } from '../../pure/period.ts';
import { loadRules } from '../settings/public.ts';

/** The ledger's day for a reader: the newest document that is not in the future, of what the reader may see; today where there is none. */
type LedgerDay = (ctx: Ctx) => Promise<DayString>;
let ledgerDay: LedgerDay = async (ctx) => ctx.today;

/** The room that keeps documents says here from which day silence and buying count. Call it once, when the module loads. */
export function countsDaysFrom(day: LedgerDay): void {
  ledgerDay = day;
}

/** The days in which a document makes an account one that buys: those of the active client base (a setting), the last of them the ledger's day, both ends included. */
export async function activeDays(ctx: Ctx): Promise<Period> {
  return windowOf(await ledgerDay(ctx), (await loadRules(ctx)).active.days);
}
