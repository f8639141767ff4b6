import { handle } from '../../kernel/run.ts';
import { sheetAnswer } from '../../kernel/sheet-answer.ts';
import { NotFound } from '../../pure/refusal.ts';
import { moneyIn } from './answers.ts';
import * as contract from './contract.ts';
import { EXPORT_HEADERS, exportCells } from './export.ts';
import { resolveQuestion } from './facts.ts';
import { askedIn, checkMayAsk, everyRow, keyAccounts, seesMargins } from './key-accounts.ts';
import { handlers as tierHandlers } from './operations-tiers.ts';
import { publishReview, reviewFor } from './reviews.ts';
import { inBase } from './rules-showing.ts';
import { type Picture, type WhatIfRow, whatIf } from './rules-what-if.ts';
import { loadAmounts, loadNames } from './store-page.ts';
import './store-moving.ts';

/** So many accounts of the company without the ticked ones are shown. */
const LEFT = 25;

export const handlers = [
  handle(contract.getKeyAccounts, (ctx, { after, limit, ...input }) => keyAccounts(ctx, input, after, limit ?? 50)),

  handle(contract.getWhatIf, async (ctx, input) => {
    checkMayAsk(ctx, input);
    const question = await resolveQuestion(ctx, askedIn(input));
    const review = await reviewFor(ctx, question);
    const found = whatIf(await loadAmounts(ctx, review.id), new Set(input.ids), question.rules);
    if (found.losses.length < input.ids.length) throw new NotFound();
    const money = moneyIn(question.showing);
    const orNull = (minor: bigint | null) => (minor === null ? null : money(minor));
    const margins = seesMargins(ctx);
    const picture = (one: Picture<WhatIfRow>) => ({
      total: money(one.total),
      margin: margins ? orNull(one.margin) : undefined,
      accounts: one.standings.length,
      buying: one.buying,
      concentration: one.concentration,
      rules: {
        ...one.rules,
        tenPercent: {
          count: one.rules.tenPercent.length,
          share:
            one.base > 0n
              ? one.standings
                  .slice(0, one.rules.tenPercent.length)
                  .reduce((all, standing) => all + (standing.share ?? 0), 0)
              : null,
        },
      },
    });
    const left = found.after.standings.slice(0, LEFT);
    const names = await loadNames(ctx, [...input.ids, ...left.map(({ row }) => row.id)]);
    const nameOf = (id: string) => names.get(id) ?? '';
    const rules = ['tenPercent', 'eighty', 'topFifth'] as const;
    const entered = new Map(rules.map((rule) => [rule, new Set(found.entered[rule])]));
    return {
      before: picture(found.before),
      after: picture(found.after),
      lost: {
        ...found.lost,
        amount: money(found.lost.amount),
        margin: margins ? orNull(found.lost.margin) : undefined,
      },
      losses: found.losses.map((loss) => ({
        ...loss,
        name: nameOf(loss.id),
        amount: money(loss.amount),
        margin: margins ? orNull(loss.margin) : undefined,
      })),
      accounts: left.map(({ row, ...standing }) => ({
        ...standing,
        id: row.id,
        name: nameOf(row.id),
        amount: money(row.amount),
        entered: rules.filter((rule) => entered.get(rule)!.has(row.id)),
      })),
      entered: {
        tenPercent: found.entered.tenPercent.length,
        eighty: found.entered.eighty.length,
        topFifth: found.entered.topFifth.length,
      },
    };
  }),

  handle(contract.runReview, async (ctx) => {
    const review = await publishReview(ctx, { isForced: true });
    ctx.note({
      recordKind: 'review',
      recordId: review.id,
      after: { ...review.period, accounts: review.summary.customers },
    });
    await ctx.announce({ kind: 'segmentation', verb: 'segmentation.seeAll' });
    const total = moneyIn(inBase(ctx.org.baseCurrency))(review.summary.total);
    return {
      id: review.id,
      period: review.period,
      computedAt: review.computedAt.toISOString(),
      accounts: review.summary.customers,
      total,
    };
  }),

  handle(contract.exportKeyAccounts, async (ctx, { format = 'csv', ...input }) => {
    checkMayAsk(ctx, input);
    ctx.note({ recordKind: 'keyAccounts', recordId: null, after: { ...input, format } });
    // What is refused is refused before the file begins: a file that breaks off says no reason.
    const all = everyRow(ctx, input);
    const first = await all.next();
    async function* batches() {
      if (!first.done) yield first.value.map(exportCells);
      for await (const rows of all) yield rows.map(exportCells);
    }
    return sheetAnswer(ctx, {
      name: `key-accounts-${ctx.today}`,
      format,
      headers: EXPORT_HEADERS,
      batches: batches(),
      sheet: 'Key accounts',
    });
  }),

  ...tierHandlers,
] as const;
