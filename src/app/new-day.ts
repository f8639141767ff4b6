import type { Organisation } from '../kernel/ctx.ts';
import { allOrganisations, organisationById, takeDay } from '../kernel/organisations.ts';
import { asSystem, type House } from '../kernel/run.ts';
import { daily } from './features.ts';

/** How often somebody looks whether a day has begun somewhere. */
const LOOK_MS = 10 * 60_000;

/** Brings what changes with the calendar alone to the organisation's today, once a day: duties that begin or end, names, what is open. True when there was work. */
export async function beginDay(house: House, org: Organisation): Promise<boolean> {
  return asSystem(house, org, async (ctx) => {
    if (!(await takeDay(ctx))) return false;
    for (const work of daily) await work(ctx);
    return true;
  });
}

/** Begins the day of every organisation in its own time zone, now and every ten minutes until it is stopped. */
export function watchDays(house: House): { stop(): Promise<void> } {
  let looking: Promise<void> = Promise.resolve();
  let stopped = false;
  const look = async () => {
    for (const { id } of await allOrganisations(house.identity)) {
      if (stopped) return;
      const org = await organisationById(house.identity, id);
      if (org) await beginDay(house, org);
    }
  };
  const lookAgain = () => {
    looking = looking
      .then(look)
      .catch((error) => house.log.warn({ err: error }, 'what follows the calendar was not brought up to date'));
  };
  const timer = setInterval(lookAgain, LOOK_MS);
  lookAgain();
  return {
    stop() {
      stopped = true;
      clearInterval(timer);
      return looking;
    },
  };
}
