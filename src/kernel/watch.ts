import type { Organisation } from './ctx.ts';
import { allOrganisations, organisationById } from './organisations.ts';
import type { House } from './run.ts';

/**
 * Looks after every organisation, one after the other, now and again `pauseMs` after each round has ended, until it is stopped; `failed` is what the log says where looking broke:
 * the others are looked after all the same. Stopping waits for the organisation in hand only.
 */
export function watchOrganisations(
  house: House,
  pauseMs: number,
  look: (org: Organisation) => Promise<unknown>,
  failed: string,
): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const tried = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      house.log.warn({ err: error }, failed);
      return undefined;
    }
  };
  const round = async () => {
    for (const { id } of (await tried(() => allOrganisations(house.identity))) ?? []) {
      if (stopped) return;
      await tried(async () => {
        const org = await organisationById(house.identity, id);
        if (org) await look(org);
      });
    }
    if (!stopped) timer = setTimeout(begin, pauseMs);
  };
  let looking: Promise<void>;
  function begin(): void {
    looking = round();
  }
  begin();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      return looking;
    },
  };
}
