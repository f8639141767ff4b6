import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { Forbidden, Invalid, NotFound } from '../../pure/refusal.ts';
import { answeredCard, answeredLoad } from './answers.ts';
import * as contract from './contract.ts';
import { handlers as moveHandlers } from './operations-moves.ts';
import { checkNorms, defaultNorms } from './rules.ts';
import * as store from './store.ts';

const canMove = (ctx: Ctx) => ctx.can('portfolios.move');

async function normsNow(ctx: Ctx) {
  return { ...(await store.loadNorms(ctx)), defaults: defaultNorms, can: { manage: canMove(ctx) } };
}

export const handlers = [
  handle(contract.listPortfolios, async (ctx, input) => {
    const cursor = fromCursor(input.after, ['text', 'id']);
    const after = cursor && { name: String(cursor[0]), id: String(cursor[1]) };
    const limit = Math.min(input.limit ?? 20, 50);
    const found = await store.loadManagers(ctx, after, limit + 1);
    const { rows, next } = pageOf(found, limit, (row) => [row.name, row.id]);
    const { norms } = await store.loadNorms(ctx);
    const held = await store.loadHeld(
      ctx,
      rows.map((row) => row.id),
      ctx.today,
    );
    return {
      rows: rows.map((row) => ({
        person: { id: row.id, name: row.name },
        ...{ languages: row.languages, norm: row.norm, version: row.version },
        load: answeredLoad(ctx, row, held.get(row.id) ?? [], norms),
        can: { change: canMove(ctx) || row.id === ctx.actor.userId },
      })),
      next,
      norms,
      whole: ctx.scope('accounts.read') === 'all' && ctx.scope('portfolios.read') === 'all',
      can: { move: canMove(ctx), norms: canMove(ctx) },
    };
  }),

  handle(contract.listPortfolioAccounts, async (ctx, input) => {
    const userId = input.userId ?? null;
    if (userId !== null && !(await store.isReadable(ctx, userId))) throw new NotFound();
    const cursor = fromCursor(input.after, ['text', 'id']);
    if (cursor !== null && !/^-?\d{1,18}$/.test(String(cursor[0])))
      throw new Invalid([{ field: 'after', expected: 'the `next` of an answer of this list' }]);
    const after = cursor && { revenue: String(cursor[0]), id: String(cursor[1]) };
    const limit = Math.min(input.limit ?? 25, 50);
    const found = await store.loadCards(ctx, userId, after, limit + 1);
    const { rows, next } = pageOf(found, limit, (row) => [String(row.revenue), row.id]);
    return { rows: rows.map((row) => answeredCard(ctx, row)), next };
  }),

  handle(contract.getNorms, (ctx) => normsNow(ctx)),

  handle(contract.saveNorms, async (ctx, input) => {
    const problems = checkNorms(input.norms);
    if (problems.length > 0) throw new Invalid(problems);
    await store.saveNormsRow(ctx, input.version, input.norms);
    return normsNow(ctx);
  }),

  handle(contract.savePortfolioPerson, async (ctx, { id, languages, norm, version }) => {
    if (!(await store.isReadable(ctx, id))) throw new NotFound();
    const known = (await store.loadPeople(ctx, [id])).get(id)!;
    const changesNorm = norm !== undefined && norm !== known.norm;
    if (!canMove(ctx) && (id !== ctx.actor.userId || changesNorm))
      throw new Forbidden('Leaders say by which norm somebody is measured, and which languages others speak.');
    await store.savePersonRow(ctx, { id, languages, norm: norm === undefined ? known.norm : norm, version });
    const saved = (await store.loadPeople(ctx, [id])).get(id)!;
    return { languages: saved.languages, norm: saved.norm, version: saved.version };
  }),

  ...moveHandlers,
] as const;
