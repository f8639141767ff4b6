import { makeOrganisation, removeSampleOrganisations } from '../../kernel/organisations.ts';
import { type GateCtx, handleAtGate } from '../../kernel/run.ts';
import { Forbidden } from '../../pure/refusal.ts';
import type { Role } from './contract.ts';
import * as contract from './contract.ts';
import { linkMail } from './mails.ts';
import { NAMES_JOB } from './public.ts';
import { PERSONAL } from './store.ts';

const done = { done: true as const };

/** Remembers who just signed in: the audit names them, the cookies carry them. */
async function welcome(ctx: GateCtx, opened: { token: string; device: string }): Promise<void> {
  ctx.cookies.session = opened.token;
  ctx.cookies.device = opened.device;
  ctx.session = await ctx.identity.session(opened.token, ctx.now);
}

function operator(ctx: GateCtx) {
  if (!ctx.session!.actor.isOperator) throw new Forbidden('Only operators of this installation may do this.');
  return ctx.session!;
}

/** The operations of identity: sign-in, sessions, links, and the organisations of the installation. */
export const gateHandlers = [
  handleAtGate(contract.getSession, async (ctx) => {
    const session = ctx.session!;
    const organisations = await ctx.identity.organisationsOf(session.user.id);
    return {
      user: session.user,
      organisation: session.organisation && {
        ...session.organisation,
        classes: session.organisation.classes.map(({ id, name }) => ({ id, name })),
      },
      organisations: organisations.map((row) => ({
        id: row.id,
        slug: row.slug,
        name: row.name,
        isSample: row.is_sample,
      })),
      roles: session.actor.roles as Role[],
      can: ctx.verbs(),
      standsIn: session.actor.standsIn.map(({ id, absentId, absentName, until }) => ({
        ...{ id, until },
        person: { id: absentId, name: absentName },
      })),
      isOperator: session.actor.isOperator,
      mailConfigured: ctx.mail.configured,
    };
  }),

  handleAtGate(contract.signIn, async (ctx, input) => {
    const opened = await ctx.identity.signIn(
      { ...input, device: ctx.device, address: ctx.address, agent: ctx.agent },
      ctx.now,
    );
    await welcome(ctx, opened);
    if (!input.asToken) return { token: null };
    ctx.cookies = {};
    return { token: opened.token };
  }),

  handleAtGate(contract.signOut, async (ctx) => {
    await ctx.identity.signOut(ctx.session!.id);
    ctx.cookies.session = null;
    return done;
  }),

  handleAtGate(contract.switchOrganisation, async (ctx, input) => {
    await ctx.identity.switchOrganisation(ctx.session!, input.organisationId);
    return done;
  }),

  handleAtGate(contract.saveProfile, async (ctx, input) => {
    const { id, name, language } = ctx.session!.user;
    await ctx.identity.saveProfile(id, input);
    ctx.note({
      recordKind: 'member',
      recordId: id,
      before: { name, language },
      after: { name, language, ...input },
      person: { id, fields: PERSONAL },
    });
    if (input.name !== undefined) ctx.enqueue(NAMES_JOB, { userId: id });
    return done;
  }),

  handleAtGate(contract.changePassword, async (ctx, input) => {
    await ctx.identity.changePassword(ctx.session!, input.present, input.password, ctx.now);
    return done;
  }),

  handleAtGate(contract.listSessions, async (ctx) => {
    const sessions = await ctx.identity.sessionsOf(ctx.session!.user.id, ctx.now);
    return {
      sessions: sessions.map((session) => ({
        ...session,
        createdAt: session.createdAt.toISOString(),
        seenAt: session.seenAt.toISOString(),
        expiresAt: session.expiresAt.toISOString(),
        isThis: session.id === ctx.session!.id,
      })),
    };
  }),

  handleAtGate(contract.revokeSession, async (ctx, input) => {
    await ctx.identity.revoke(ctx.session!.user.id, { id: input.id });
    return done;
  }),

  handleAtGate(contract.revokeOtherSessions, async (ctx) => {
    await ctx.identity.revoke(ctx.session!.user.id, { allBut: ctx.session!.id });
    return done;
  }),

  handleAtGate(contract.requestPasswordReset, async (ctx, input) => {
    if (ctx.mail.configured) {
      const made = await ctx.identity.resetLink(input.email, ctx.now);
      if (made) {
        const mail = linkMail('reset', made.language, {
          link: `${ctx.publicUrl}/links/${made.token}`,
          organisation: '',
        });
        void ctx.mail
          .send({ to: input.email, ...mail })
          .catch((error) => ctx.log.error({ err: error }, 'a reset mail was not sent'));
      }
    }
    return done;
  }),

  handleAtGate(contract.getLink, async (ctx, input) => {
    const link = await ctx.identity.link(input.token, ctx.now);
    return {
      purpose: link.purpose as 'invitation' | 'reset',
      email: link.email,
      name: link.name,
      organisation: link.organisation,
    };
  }),

  handleAtGate(contract.useLink, async (ctx, input) => {
    const { token, ...rest } = input;
    await welcome(
      ctx,
      await ctx.identity.useLink(
        token,
        { ...rest, device: ctx.device, address: ctx.address, agent: ctx.agent },
        ctx.now,
      ),
    );
    // The organisation knew an invited person by another name.
    ctx.enqueue(NAMES_JOB, { userId: ctx.session!.user.id });
    return done;
  }),

  handleAtGate(contract.createOrganisation, async (ctx, input) => {
    const session = operator(ctx);
    const made = await makeOrganisation(
      ctx.identity,
      { ...input, language: input.language ?? session.user.language, isSample: false },
      ctx.now,
    );
    await ctx.identity.join(made.id, session.user.id, ['admin', 'director'], ctx.now);
    await ctx.identity.switchOrganisation(session, made.id);
    return { id: made.id, slug: input.slug };
  }),

  handleAtGate(contract.removeSample, async (ctx) => {
    operator(ctx);
    await removeSampleOrganisations(ctx.identity);
    ctx.identity.forget();
    return done;
  }),
];
