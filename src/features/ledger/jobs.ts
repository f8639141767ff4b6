import type { Job } from '../../kernel/jobs.ts';
import { organisationById } from '../../kernel/organisations.ts';
import { asSystem } from '../../kernel/run.ts';
import { CURRENCIES } from '../../pure/currencies.ts';
import { isDay } from '../../pure/period.ts';
import { countsDaysFrom } from '../accounts/public.ts';
import { holdsBaseCurrency, RESTATE_JOB, REVIEW_JOB } from '../settings/public.ts';
import { publishBalances } from './store-publish.ts';
import { loadFooting } from './store-read-accounts.ts';
import { hasFacts, restateFrom } from './store-restate.ts';

holdsBaseCurrency(hasFacts);
countsDaysFrom(async (ctx) => (await loadFooting(ctx)).asOf);

/** Payload `{ orgId, currency, from }`: a rate changed; the facts of that currency from that day on are converted anew, balances and the review follow. */
const restateJob: Job = {
  name: RESTATE_JOB,
  async run(house, { orgId, currency, from }) {
    const org = await organisationById(house.identity, orgId);
    if (!org || !CURRENCIES.includes(String(currency)) || !isDay(String(from))) return;
    await asSystem(house, org, async (ctx) => {
      const counts = await restateFrom(ctx, String(currency), String(from));
      await publishBalances(ctx);
      if (counts.documents + counts.payments === 0) return;
      ctx.note({ recordKind: 'rates', recordId: null, after: { currency, from, ...counts } });
      await ctx.enqueue(REVIEW_JOB, { cause: 'rates' }, { key: `${REVIEW_JOB}:${orgId}` });
      await ctx.announce({ kind: 'ledger', verb: 'ledger.read' });
    });
  },
};

export const jobs: readonly Job[] = [restateJob];
