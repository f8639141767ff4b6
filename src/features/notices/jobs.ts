import { createHash, randomBytes } from 'node:crypto';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Job } from '../../kernel/jobs.ts';
import { organisationById } from '../../kernel/organisations.ts';
import { asSystem, type House } from '../../kernel/run.ts';
import { composeMail } from './compose.ts';
import { MAIL_JOB, queueMail } from './mail-time.ts';
import { afterQuiet, isQuiet, waitAfter } from './rules.ts';
import * as store from './store-mail.ts';
import { loadHours } from './store-wishes.ts';

interface Receiver {
  id: string;
  email: string;
  language: string;
}

/**
 * Makes a mail ready with what its receiver may see now, and marks it as being sent before the mail server hears of it: whoever dies from here on leaves it marked, and it is not
 * sent twice.
 */
async function begin(ctx: Ctx, receiver: Receiver, mail: { id: string; form: string; tries: number }) {
  const notices = await store.noticesOf(ctx, receiver.id, mail.id);
  if (notices === null || (mail.form !== 'test' && notices.length === 0)) {
    await store.markMail(ctx, receiver.id, mail.id, { state: 'dropped' });
    return null;
  }
  const secret = randomBytes(32).toString('base64url');
  const secret_hash = createHash('sha256').update(secret).digest('hex');
  await store.markMail(ctx, receiver.id, mail.id, { state: 'sending', secret_hash, tries: mail.tries + 1 });
  const { publicUrl, org } = ctx;
  const token = `${org.id}.${mail.id}.${secret}`;
  const { language, email: to } = receiver;
  return composeMail(
    { mailId: mail.id, form: mail.form, to, language, organisation: org.name, publicUrl, token },
    notices,
  );
}

/** What the mail server refused is tried again, each time later, unless it said that it never will take it. */
async function failed(ctx: Ctx, userId: string, mail: { id: string; form: string; tries: number }, error: unknown) {
  const { responseCode = 0, message } = error as { responseCode?: number; message?: string };
  const wait = responseCode >= 500 ? null : waitAfter(mail.tries + 1);
  const failure = String(message ?? error).slice(0, 500);
  await store.markMail(ctx, userId, mail.id, { state: wait === null ? 'failed' : 'waiting', failure });
  if (wait !== null) await queueMail(ctx, userId, mail.form as store.Form, new Date(ctx.now.getTime() + wait));
}

async function mailTo(ctx: Ctx, house: House, receiver: Receiver, form: store.Form): Promise<void> {
  await store.holdPerson(ctx, receiver.id);
  await ctx.aside(async (own) => {
    await store.endBroken(own, receiver.id);
    await store.gather(own, receiver.id, form);
  });
  for (const mail of await store.waitingMails(ctx, receiver.id)) {
    const ready = await ctx.aside((own) => begin(own, receiver, mail));
    if (ready === null) continue;
    try {
      await house.mail.send(ready);
    } catch (error) {
      await ctx.aside((own) => failed(own, receiver.id, mail, error));
      continue;
    }
    await ctx.aside((own) =>
      store.markMail(own, receiver.id, mail.id, { state: 'sent', failure: null, sent_at: own.now }),
    );
  }
}

/** Payload `{ orgId, userId, form }`: sends somebody what waits for them, or puts it off to the end of their quiet time. */
const mailJob: Job = {
  name: MAIL_JOB,
  async run(house, { orgId, userId, form }) {
    const org = await organisationById(house.identity, orgId);
    if (!org || !house.mail.configured) return;
    const receiver = await house.identity.atGate(null, (db) => store.receiverOf(db, String(userId)));
    if (!receiver) return;
    await asSystem(house, org, async (ctx) => {
      const hours = await loadHours(ctx, receiver.id);
      const now = ctx.now.getTime();
      if (form !== 'test' && isQuiet(hours, now))
        return queueMail(ctx, receiver.id, form as store.Form, new Date(afterQuiet(hours, now)));
      await mailTo(ctx, house, receiver, form as store.Form);
    });
  },
};

export const jobs: readonly Job[] = [mailJob];
