import type { Organisation } from '../kernel/ctx.ts';
import { takeDay } from '../kernel/organisations.ts';
import { asSystem, type House } from '../kernel/run.ts';
import { watchOrganisations } from '../kernel/watch.ts';
import { daily, watched } from './features.ts';

/** How long nobody looks whether a day has begun somewhere, and after what else may have moved, after the last look. */
const PAUSE_MS = 10 * 60_000;

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

/** Looks after every organisation, in its own time zone, until it is stopped. */
export const watchDays = (house: House) =>
  watchOrganisations(
    house,
    PAUSE_MS,
    (org) => lookAfter(house, org),
    'what follows the calendar was not brought up to date',
  );
