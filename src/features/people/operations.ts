import type { Ctx } from '../../kernel/ctx.ts';
import { eraseIdentity, isLastOperator } from '../../kernel/identity-erasure.ts';
import { atTheGate, findOrMakeUser, newLink } from '../../kernel/identity-links.ts';
import { handle } from '../../kernel/run.ts';
import { Refusal } from '../../pure/refusal.ts';
import * as contract from './contract.ts';
import { linkMail } from './mails.ts';
import { NAMES_JOB } from './public.ts';
import { checkAdminStays, checkReportsTo, formerColleague } from './rules.ts';
import { gateHandlers } from './sign-in.ts';
import {
  addMembership,
  countOthersWithRole,
  eraseMembership,
  loadMember,
  loadMembers,
  loadReportingLines,
  saveMembership,
  standsElsewhere,
  wasEverMember,
} from './store.ts';

/** Mails a link when a mail server is set; otherwise gives it back, for the administrator to pass on. */
async function deliver(ctx: Ctx, purpose: 'invitation' | 'reset', email: string, token: string, language: string) {
  const link = `${ctx.publicUrl}/links/${token}`;
  if (!ctx.mail.configured) return { link, mailed: false };
  const mail = linkMail(purpose, language, { link, organisation: ctx.org.name });
  ctx.afterCommit(() => ctx.mail.send({ to: email, ...mail }));
  return { link: null, mailed: true };
}

export const handlers = [
  ...gateHandlers,

  handle(contract.listMembers, async (ctx, input) => ({
    members: await loadMembers(ctx, input.withEnded ?? false),
    can: { manage: ctx.can('people.manage') },
  })),

  handle(contract.inviteMember, async (ctx, input) => {
    checkReportsTo(await loadReportingLines(ctx), null, input.reportsTo ?? null);
    const language = input.language ?? ctx.org.language;
    const user = await atTheGate(ctx.db, () =>
      findOrMakeUser(ctx.db, { email: input.email, name: input.name, language }, ctx.now),
    );
    if (await wasEverMember(ctx, user.id)) {
      throw new Refusal(
        'people.alreadyMember',
        'This person is or was a member already. Change or resume the membership instead.',
      );
    }
    await addMembership(ctx, user.id, input.roles, input.reportsTo ?? null);
    const member = await loadMember(ctx, user.id);
    if (!user.isNew && (await standsElsewhere(ctx, user.id, true))) {
      // By mail the answer is that of any invitation: whether somebody is known elsewhere is the other organisation's business.
      const mail = linkMail('joined', language, { link: ctx.publicUrl, organisation: ctx.org.name });
      if (ctx.mail.configured) ctx.afterCommit(() => ctx.mail.send({ to: member.email, ...mail }));
      return { member, link: null, mailed: ctx.mail.configured };
    }
    const token = await atTheGate(ctx.db, () =>
      newLink(
        ctx.db,
        { purpose: 'invitation', userId: user.id, orgId: ctx.org.id, createdBy: ctx.actor.userId },
        ctx.now,
      ),
    );
    return { member, ...(await deliver(ctx, 'invitation', member.email, token, language)) };
  }),

  handle(contract.saveMember, async (ctx, input) => {
    const before = await loadMember(ctx, input.id);
    checkReportsTo(await loadReportingLines(ctx), input.id, input.reportsTo);
    checkAdminStays(before.roles, input.roles, await countOthersWithRole(ctx, 'admin', input.id));
    await saveMembership(ctx, input.id, input.version, { roles: input.roles, reports_to: input.reportsTo });
    await ctx.announce({ kind: 'identity' });
    return { member: await loadMember(ctx, input.id) };
  }),

  handle(contract.endMembership, async (ctx, input) => {
    const before = await loadMember(ctx, input.id);
    checkAdminStays(before.roles, null, await countOthersWithRole(ctx, 'admin', input.id));
    await saveMembership(ctx, input.id, input.version, { ended_at: ctx.now });
    await ctx.announce({ kind: 'identity' });
    return { member: await loadMember(ctx, input.id) };
  }),

  handle(contract.resumeMembership, async (ctx, input) => {
    await loadMember(ctx, input.id);
    await saveMembership(ctx, input.id, input.version, { ended_at: null });
    await ctx.announce({ kind: 'identity' });
    return { member: await loadMember(ctx, input.id) };
  }),

  handle(contract.erasePerson, async (ctx, input) => {
    const before = await loadMember(ctx, input.id);
    if (input.id === ctx.actor.userId) {
      throw new Refusal('people.eraseSelf', 'Nobody erases himself: another administrator must do it.');
    }
    if (before.endedAt === null) {
      checkAdminStays(before.roles, null, await countOthersWithRole(ctx, 'admin', input.id));
    }
    if (await atTheGate(ctx.db, () => isLastOperator(ctx.db, input.id))) {
      throw new Refusal('people.lastOperator', 'This is the last operator of the installation.');
    }
    await eraseMembership(ctx, input.id, input.version);
    const person = { userId: input.id, orgId: ctx.org.id, standIn: formerColleague(ctx.org.language) };
    await atTheGate(ctx.db, () => eraseIdentity(ctx.db, person, ctx.now));
    await ctx.enqueue(NAMES_JOB, { userId: input.id });
    await ctx.announce({ kind: 'identity' });
    return { done: true as const };
  }),

  handle(contract.makeResetLink, async (ctx, input) => {
    const member = await loadMember(ctx, input.id);
    // A link that goes by mail reaches the person only.
    if (!ctx.mail.configured && (await standsElsewhere(ctx, input.id, false))) {
      throw new Refusal(
        'people.resetElsewhere',
        'This person also belongs to another organisation and must ask for the link himself.',
      );
    }
    const token = await atTheGate(ctx.db, () =>
      newLink(ctx.db, { purpose: 'reset', userId: input.id, orgId: ctx.org.id, createdBy: ctx.actor.userId }, ctx.now),
    );
    ctx.note({ recordKind: 'member', recordId: input.id });
    return deliver(ctx, 'reset', member.email, token, ctx.org.language);
  }),
] as const;
