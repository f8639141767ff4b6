import type { OutputOf } from '../../../pure/operation.ts';
import type { getRelationshipMap, MapLine, MapPerson, Support } from '../contract.ts';

export type RelationshipMap = OutputOf<typeof getRelationshipMap>;

/** What stands on the drawn map: a person, or a department that is folded into one card. */
export interface Card {
  id: string;
  person: MapPerson | null;
  /** Of a folded department: its name and how many stand in it. */
  fold: { department: string; count: number } | null;
}

/** A line as it is drawn: between cards, whatever was folded. */
export interface DrawnLine {
  id: string;
  kind: MapLine['kind'];
  from: string;
  to: string;
}

export interface MapFilter {
  q: string;
  role: string[];
  support: string[];
  coverage: string[];
  department: string[];
  colleague: string[];
}

/** A shape for each support, so that colour is not needed to tell them apart. */
export const GLYPH: Record<Support, string> = {
  mentor: '★',
  supporter: '▲',
  neutral: '●',
  nonSupporter: '▼',
  opponent: '✕',
};

/** The departments of a map, by name. */
export const departmentsOf = (people: readonly MapPerson[]): string[] =>
  [...new Set(people.flatMap(({ department }) => department ?? []))].sort((a, b) => a.localeCompare(b));

/** Whether somebody is among those who are looked for. */
export function fits(person: MapPerson, filter: MapFilter): boolean {
  const among = (chosen: readonly string[], values: readonly (string | null)[]) =>
    chosen.length === 0 || values.some((value) => value !== null && chosen.includes(value));
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [
    person.contact?.name,
    person.contact?.latinName,
    person.contact?.title,
    person.wanted,
    person.department,
  ]
    .join(' ')
    .toLowerCase();
  return (
    words.every((word) => text.includes(word)) &&
    among(filter.role, person.roles) &&
    among(filter.support, [person.support]) &&
    among(filter.coverage, [person.coverage]) &&
    among(filter.department, [person.department]) &&
    among(
      filter.colleague,
      person.ties.filter(({ level }) => level !== 'none').map(({ user }) => user.id),
    )
  );
}

/** The cards and lines that are drawn: people of folded departments stand as one card, which has the lines of them all. */
export function drawnOf(
  people: readonly MapPerson[],
  lines: readonly MapLine[],
  folded: readonly string[],
): { cards: Card[]; lines: DrawnLine[] } {
  const cardOf = new Map<string, string>();
  const cards = new Map<string, Card>();
  for (const person of people) {
    const { id, department } = person;
    if (department === null || !folded.includes(department)) {
      cardOf.set(id, id);
      cards.set(id, { id, person, fold: null });
      continue;
    }
    const key = `fold:${department}`;
    const count = (cards.get(key)?.fold?.count ?? 0) + 1;
    cardOf.set(id, key);
    cards.set(key, { id: key, person: null, fold: { department, count } });
  }
  const drawn = new Map<string, DrawnLine>();
  for (const { id, kind, from, to } of lines) {
    const [start, end] = [cardOf.get(from), cardOf.get(to)];
    if (start === undefined || end === undefined || start === end) continue;
    const key = `${kind}:${start}:${end}`;
    if (!drawn.has(key)) drawn.set(key, { id, kind, from: start, to: end });
  }
  return { cards: [...cards.values()], lines: [...drawn.values()] };
}
