import type { Ctx } from '../../kernel/ctx.ts';
import { afterQuiet, nextDigest } from './rules.ts';
import { loadHours, type Wish } from './store-wishes.ts';

export const MAIL_JOB = 'notices.mail';

/** Queues the mail to somebody at the time at which they want it; `off` where they want no digests. One job waits for a person and form. */
export async function mailSoon(ctx: Ctx, userId: string, form: Wish['mail']): Promise<Wish['mail']> {
  if (form === 'off') return 'off';
  const hours = await loadHours(ctx, userId);
  const now = ctx.now.getTime();
  const at = form === 'once' ? afterQuiet(hours, now) : nextDigest(hours, now);
  if (at === null) return 'off';
  await queueMail(ctx, userId, form, new Date(at));
  return form;
}

/** What waits for somebody goes by the times that hold now. */
export async function mailAnew(ctx: Ctx, userId: string): Promise<void> {
  if (!ctx.mail.configured) return;
  for (const form of ['once', 'digest'] as const) await mailSoon(ctx, userId, form);
}

export const queueMail = (ctx: Ctx, userId: string, form: 'once' | 'digest' | 'test', runAt: Date): Promise<void> =>
  ctx.enqueue(MAIL_JOB, { userId, form }, { key: `${MAIL_JOB}:${ctx.org.id}:${userId}:${form}`, runAt });
