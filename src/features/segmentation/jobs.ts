import type { Job } from '../../kernel/jobs.ts';
import { organisationById } from '../../kernel/organisations.ts';
import { asSystem } from '../../kernel/run.ts';
import { REVIEW_JOB } from '../settings/public.ts';
import { publishReview } from './reviews.ts';
import { dropUnpublished } from './store-reviews.ts';

/**
 * The company-wide review after an import, a change of the structure or of the rules: published on the accounts, and everything computed before is
 * forgotten. Queue it with the key `segmentation.review:<organisation>`, so that those that wait become one.
 */
const reviewJob: Job = {
  name: REVIEW_JOB,
  async run(house, { orgId }) {
    const org = await organisationById(house.identity, orgId);
    if (!org) return;
    await asSystem(house, org, async (ctx) => {
      await publishReview(ctx, { isForced: true });
      await dropUnpublished(ctx);
      await ctx.announce({ kind: 'segmentation', verb: 'segmentation.seeAll' });
    });
  },
};

export const jobs: readonly Job[] = [reviewJob];
