import type { Ctx } from '../../kernel/ctx.ts';
import { eraseIdentity, isLastOperator } from '../../kernel/identity-erasure.ts';
import { atTheGate, findOrMakeUser, newLink, standsElsewhere } from '../../kernel/identity-links.ts';
import { handle } from '../../kernel/run.ts';
import { Refusal } from '../../pure/refusal.ts';
import * as contract from './contract.ts';
import { linkMail } from './mails.ts';
import { NAMES_JOB } from './public.ts';
import { checkAdminStays, checkReportsTo, formerColleague } from './rules.ts';
import { gateHandlers } from './sign-in.ts';
import {
  countOthersWithRole,
  eraseMembership,
  inviteAs,
  loadMember,
  loadMembers,
  loadReportingLines,
  saveMembership,
  wasEverMember,
} from './store.ts';

/** Makes a link and mails it when a mail server is set; otherwise gives it back, for the administrator to pass on. */
async function sendLink(
  ctx: Ctx,
  purpose: 'invitation' | 'reset',
  member: { id: string; email: string },
  language: string,
) {
  const wish = { purpose, userId: member.id, orgId: ctx.org.id, createdBy: ctx.actor.userId };
  const token = await atTheGate(ctx.db, () => newLink(ctx.db, wish, ctx.now));
  const link = `${ctx.publicUrl}/links/${token}`;
  if (!ctx.mail.configured) return { link, mailed: false };
  const mail = linkMail(purpose, language, { link, organisation: ctx.org.name });
  ctx.afterCommit(() => ctx.mail.send({ to: member.email, ...mail }));
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
    await inviteAs(ctx, user.id, {
      name: input.name,
      email: input.email.trim().toLowerCase(),
      roles: input.roles,
      reportsTo: input.reportsTo ?? null,
    });
    const member = await loadMember(ctx, user.id);
    return { member, ...(await sendLink(ctx, 'invitation', member, language)) };
  }),

  handle(contract.saveMember, async (ctx, input) => {
    const before = await loadMember(ctx, input.id);
    checkReportsTo(await loadReportingLines(ctx), input.id, input.reportsTo);
    checkAdminStays(
      before.isInvited ? [] : before.roles,
      input.roles,
      await countOthersWithRole(ctx, 'admin', input.id),
    );
    await saveMembership(ctx, input.id, input.version, { roles: input.roles, reports_to: input.reportsTo });
    await ctx.announce({ kind: 'identity' });
    return { member: await loadMember(ctx, input.id) };
  }),

  handle(contract.endMembership, async (ctx, input) => {
    const before = await loadMember(ctx, input.id);
    checkAdminStays(before.isInvited ? [] : before.roles, null, await countOthersWithRole(ctx, 'admin', input.id));
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
    if (before.endedAt === null && !before.isInvited) {
      checkAdminStays(before.roles, null, await countOthersWithRole(ctx, 'admin', input.id));
    }
    if (!before.isInvited && (await atTheGate(ctx.db, () => isLastOperator(ctx.db, input.id, ctx.org.id)))) {
      throw new Refusal('people.lastOperator', 'This is the last operator of the installation.');
    }
    await eraseMembership(ctx, input.id, input.version);
    const { isInvited } = before;
    const person = { userId: input.id, orgId: ctx.org.id, standIn: formerColleague(ctx.org.language), isInvited };
    await atTheGate(ctx.db, () => eraseIdentity(ctx.db, person, ctx.now));
    await ctx.enqueue(NAMES_JOB, { userId: input.id });
    await ctx.announce({ kind: 'identity' });
    return { done: true as const };
  }),

  handle(contract.makeResetLink, async (ctx, input) => {
    const member = await loadMember(ctx, input.id);
    ctx.note({ recordKind: 'member', recordId: input.id });
    if (member.isInvited) return sendLink(ctx, 'invitation', member, ctx.org.language);
    // A link that goes by mail reaches the person only.
    const elsewhere = await atTheGate(ctx.db, () => standsElsewhere(ctx.db, input.id, ctx.org.id));
    if (!ctx.mail.configured && elsewhere) {
      throw new Refusal(
        'people.resetElsewhere',
        'This person also belongs to another organisation and must ask for the link himself.',
      );
    }
    return sendLink(ctx, 'reset', member, ctx.org.language);
  }),
] as const;
