import type { Ctx } from '../../kernel/ctx.ts';
import type { Job } from '../../kernel/jobs.ts';
import { organisationById } from '../../kernel/organisations.ts';
import { asSystem } from '../../kernel/run.ts';
import { NAMES_JOB } from '../people/public.ts';
import { ledBy, refreshFigures } from './store-figures.ts';

/** Payload `{ orgId, userId }`: somebody is called otherwise from now on; the list shows it wherever he leads. */
const namesJob: Job = {
  name: NAMES_JOB,
  async run(house, { orgId, userId }) {
    const org = await organisationById(house.identity, orgId);
    if (!org) return;
    await asSystem(house, org, (ctx) => refreshFigures(ctx, ledBy(ctx, String(userId))));
  },
};

export const jobs: readonly Job[] = [namesJob];

/** Every day: duties begin and end by their dates, and people were renamed in another organisation. */
export async function refreshDaily(ctx: Ctx): Promise<void> {
  await refreshFigures(ctx, null);
}
