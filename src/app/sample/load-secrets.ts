import { saveSection } from '../../features/dossiers/contract.ts';
import { addNote } from '../../features/notes/contract.ts';
import { bodyOf } from '../../features/notes/rules-body.ts';
import { getClasses, saveClasses, setAccountClass } from '../../features/secrets/contract.ts';
import type { Actor, Organisation } from '../../kernel/ctx.ts';
import { organisationById } from '../../kernel/organisations.ts';
import type { House } from '../../kernel/run.ts';
import { actingAs } from './acting.ts';
import { classedCustomers, classedTexts, sampleLadder } from './secrets.ts';

/** A ladder of two classes, accounts in them, and what only those read who are cleared. */
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
  const { customer, by, note, section } = classedTexts;
  const id = ids.get(customer)!;
  const lower = classes[0]!.id;
  await now(by, addNote, { id, body: bodyOf(note), kept: { readers: [], team: false, class: lower } });
  await now(by, saveSection, { id, section: 'strategy', version: 0, text: section, source: 'customer', class: lower });
}
