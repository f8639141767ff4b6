import type { Organisation } from './ctx.ts';
import { allOrganisations, organisationById } from './organisations.ts';
import type { House } from './run.ts';

/**
 * Looks after every organisation, one after the other, now and again `pauseMs` after each round has ended, until it is stopped; `failed` is what the log says of a round that broke.
 * Stopping waits for the organisation in hand only.
 */
export function watchOrganisations(
  house: House,
  pauseMs: number,
  look: (org: Organisation) => Promise<unknown>,
  failed: string,
): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async () => {
    try {
      for (const { id } of await allOrganisations(house.identity)) {
        if (stopped) return;
        const org = await organisationById(house.identity, id);
        if (org) await look(org);
      }
    } catch (error) {
      house.log.warn({ err: error }, failed);
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
