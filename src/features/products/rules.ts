import { Invalid } from '../../pure/refusal.ts';

/** Where a page of the list ended: the sorted name and the id. */
export interface Place {
  name: string;
  id: string;
}

/** The `next` of a page, to be given back as `after`. */
export function writePlace(place: Place): string {
  return encodeURIComponent(JSON.stringify([place.name, place.id]));
}

/** Reads a `next`; Invalid for any other text. */
export function readPlace(text: string): Place {
  try {
    const [name, id] = JSON.parse(decodeURIComponent(text));
    if (typeof name === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { name, id };
  } catch {
    // Falls through: not a text of ours.
  }
  throw new Invalid([{ field: 'after', expected: 'the `next` of the page before' }]);
}
