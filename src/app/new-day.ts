import type { Organisation } from '../kernel/ctx.ts';
import { allOrganisations, organisationById, takeDay } from '../kernel/organisations.ts';
import { asSystem, type House } from '../kernel/run.ts';
import { daily, watched } from './features.ts';

/** How often somebody looks whether a day has begun somewhere, and after what else may have moved. */
const LOOK_MS = 10 * 60_000;

/** Brings what changes with the calendar alone to the organisation's today, once a day: duties that begin or end, names, what is open. True when there was work. */
export async function beginDay(house: House, org: Organisation): Promise<boolean> {
  return asSystem(house, org, async (ctx) => {
    if (!(await takeDay(ctx))) return false;
    for (const work of daily) await work(ctx);
    return true;
  });
}

/** Begins the day where it has not begun, and looks after what moves by itself otherwise. */
export async function lookAfter(house: House, org: Organisation): Promise<void> {
  await beginDay(house, org);
  await asSystem(house, org, async (ctx) => {
    for (const look of watched) await look(ctx);
  });
}

/** Looks after every organisation, in its own time zone, now and every ten minutes until it is stopped. */
export function watchDays(house: House): { stop(): Promise<void> } {
  let looking: Promise<void> = Promise.resolve();
  let stopped = false;
  const look = async () => {
    for (const { id } of await allOrganisations(house.identity)) {
      if (stopped) return;
      const org = await organisationById(house.identity, id);
      if (org) await lookAfter(house, org);
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
