import type { Ctx } from '../../kernel/ctx.ts';
import { isBusinessDay } from '../../pure/period.ts';
import { Invalid } from '../../pure/refusal.ts';
import { loadAccountNames } from '../accounts/public.ts';

/** A day in the past, or today: nobody knows tomorrow. */
export function checkPast(ctx: Ctx, field: string, day: string): void {
  if (!isBusinessDay(day)) throw new Invalid([{ field, expected: 'a day of the calendar', found: day, rule: 'day' }]);
  if (day > ctx.today) throw new Invalid([{ field, expected: 'not after today', found: day, rule: 'past' }]);
}

/** Whether the reader may write the dossier of an account. */
export async function mayEdit(ctx: Ctx, accountId: string): Promise<boolean> {
  return ctx.can('dossiers.edit') && (await loadAccountNames(ctx, [accountId], 'dossiers.edit')).size > 0;
}

/** A colleague by name; null for the system. */
export const person = (id: string | null, name: string | null) => (id && name ? { id, name } : null);
