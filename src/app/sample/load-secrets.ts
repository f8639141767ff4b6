import { getClasses, saveClasses, setAccountClass } from '../../features/secrets/contract.ts';
import type { Actor, Organisation } from '../../kernel/ctx.ts';
import { organisationById } from '../../kernel/organisations.ts';
import type { House } from '../../kernel/run.ts';
import { actingAs } from './acting.ts';
import { classedCustomers, sampleLadder } from './secrets.ts';

/** A ladder of two classes, and accounts in them. */
export async function keepSecret(
  house: House,
  org: Organisation,
  { people, ids }: { people: Map<string, Actor>; ids: Map<string, string> },
): Promise<void> {
  const act = actingAs(house, org, people);
  const { version, logsDays } = await act('h.aumann', getClasses, {});
  const { classes } = await act('h.aumann', saveClasses, { classes: [...sampleLadder], logsDays, version });
  // The rule of reading asks the organisation for its ladder: as it is now.
  const now = actingAs(house, (await organisationById(house.identity, org.id))!, people);
  for (const { customer, by, step, readers = [] } of classedCustomers)
    await now(by, setAccountClass, {
      ...{ id: ids.get(customer)!, class: classes[step]!.id, version: 0 },
      readers: readers.map((key) => people.get(key)!.userId!),
    });
}
