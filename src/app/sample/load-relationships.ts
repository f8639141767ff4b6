import { createContact } from '../../features/contacts/contract.ts';
import {
  addMapLine,
  addMapPerson,
  getRelationshipStage,
  saveTie,
  setRelationshipStage,
} from '../../features/relationships/contract.ts';
import { addDays } from '../../pure/period.ts';
import type { Act } from './acting.ts';
import { sampleMaps } from './relationships.ts';

/** Draws the relationship maps of the sample company, with who knows whom and the stages, as the staff would have done. */
export async function drawMaps(
  act: Act,
  idOf: (customer: string) => string,
  userOf: (key: string) => string,
  today: string,
): Promise<void> {
  for (const { customer, by, people, lines, stages } of sampleMaps) {
    const id = idOf(customer);
    const cards = new Map<string, string>();
    for (const { key, name, title, department, above, ties, ...card } of people) {
      const reportsTo = above === null ? {} : { reportsTo: cards.get(above)! };
      if (name === null) {
        const { coverage: _none, ...wish } = card;
        const made = await act(by, addMapPerson, { id, wanted: title, department, ...wish, ...reportsTo });
        cards.set(key, made.id);
        continue;
      }
      const position = { accountId: id, title, department, role: card.roles[0] ?? null };
      const contact = await act(by, createContact, { name, position });
      const made = await act(by, addMapPerson, { id, contactId: contact.id, ...card, ...reportsTo });
      cards.set(key, made.id);
      for (const { who, days, ...tie } of ties) {
        const lastMet = days === null ? null : addDays(today, -days);
        await act(by, saveTie, { id, personId: made.id, userId: userOf(who), version: 0, lastMet, ...tie });
      }
    }
    for (const { kind, from, to } of lines)
      await act(by, addMapLine, { id, kind, from: cards.get(from)!, to: cards.get(to)! });
    for (const { stage, reason } of stages) {
      const { current } = await act(by, getRelationshipStage, { id });
      await act(by, setRelationshipStage, { id, stage, reason, current: current?.id ?? null });
    }
  }
}
