import { createHash } from 'node:crypto';
import { writeActByLink } from '../../kernel/audit.ts';
import { handle, handleAtGate } from '../../kernel/run.ts';
import { Invalid, NotFound, Refusal } from '../../pure/refusal.ts';
import { saying, titleOf } from './compose.ts';
import * as contract from './contract-wishes.ts';
import { declaredKinds, sentence } from './kinds.ts';
import { mailAnew, queueMail } from './mail-time.ts';
import { leavesTime, nextDigest } from './rules.ts';
import { filled, oneLine } from './rules-words.ts';
import { endMailsByLink, nextInDigest } from './store-mail.ts';
import { loadHours, loadWishes, saveDefault, saveHours, saveWish } from './store-wishes.ts';

const done = { done: true as const };

function checkKind(kind: string): void {
  if (!declaredKinds().some((one) => one.kind === kind)) throw new NotFound();
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

export const wishHandlers = [
  handle(contract.getNoticeWishes, async (ctx) => {
    const userId = ctx.actor.userId!;
    const { timezone: _zone, absentUntil: _until, ownZone, ...hours } = await loadHours(ctx, userId);
    const kinds = await loadWishes(ctx, userId);
    return {
      canMail: ctx.mail.configured,
      can: { setDefaults: ctx.can('settings.manage') },
      hours: { ...hours, timezone: ownZone },
      organisationZone: ctx.org.timezone,
      kinds: kinds.map((one) => ({ ...one, example: filled(sentence(one.kind, ctx.actor.language), {}) })),
    };
  }),

  handle(contract.saveNoticeWish, async (ctx, { kind, wish }) => {
    checkKind(kind);
    await saveWish(ctx, ctx.actor.userId!, kind, wish);
    return done;
  }),

  handle(contract.saveNoticeDefault, async (ctx, { kind, wish }) => {
    checkKind(kind);
    await saveDefault(ctx, kind, wish);
    ctx.note({ recordKind: 'notices', recordId: null, after: { kind, ...wish } });
    return done;
  }),

  handle(contract.saveNoticeHours, async (ctx, { version, ...hours }) => {
    if (hours.timezone !== null && !isZone(hours.timezone))
      throw new Invalid([{ field: 'timezone', expected: 'a time zone like Europe/Berlin', rule: 'timezone' }]);
    if ((hours.quietFrom === null) !== (hours.quietUntil === null))
      throw new Invalid([{ field: 'quietUntil', expected: 'both ends of the quiet time, or none', rule: 'required' }]);
    if (!leavesTime(hours))
      throw new Invalid([
        { field: 'quietUntil', expected: 'another time than the quiet time begins at', rule: 'wrong' },
      ]);
    const saved = await saveHours(ctx, ctx.actor.userId!, hours, version);
    // What waits goes by the new hours.
    await mailAnew(ctx, ctx.actor.userId!);
    return { version: saved };
  }),

  handle(contract.previewDigest, async (ctx) => {
    const { language } = ctx.actor;
    const notices = await nextInDigest(ctx);
    const lines = notices.map((one) => ({ text: saying(one, language), path: one.path }));
    const at = ctx.mail.configured ? nextDigest(await loadHours(ctx, ctx.actor.userId!), ctx.now.getTime()) : null;
    const texts = lines.map(({ text }) => text);
    return {
      at: at === null ? null : new Date(at).toISOString(),
      subject: texts.length === 0 ? null : oneLine(titleOf(language, 'digest', ctx.org.name, texts)),
      lines,
    };
  }),

  handle(contract.sendTestNotice, async (ctx) => {
    if (!ctx.mail.configured)
      throw new Refusal('notices.noMail', 'This installation has no mail server: whoever runs it sets SMTP_URL.');
    await queueMail(ctx, ctx.actor.userId!, 'test', ctx.now);
    return done;
  }),

  handleAtGate(contract.unsubscribeFromNotices, async (ctx, { token }) => {
    const [orgId = '', mailId = '', secret = ''] = token.split('.');
    const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
    if (isId(orgId) && isId(mailId)) {
      const hash = createHash('sha256').update(secret).digest('hex');
      await ctx.identity.atGate(orgId, async (db) => {
        const mail = await endMailsByLink(db, orgId, mailId, hash);
        const { name: operation, audit } = contract.unsubscribeFromNotices;
        if (mail) await writeActByLink(db, orgId, { userId: mail.userId, operation, word: audit!, at: ctx.now });
      });
    }
    return done;
  }),
] as const;
