/** Ids by the names under which questions ask for them. */
export type Ids = Record<string, string>;

/** Somebody of the organisation `test` who will have a second home. */
export const SECRET_EMAIL = 'hidden.member@secret.example';
export const KEY = 'key-of-the-insider';

export type Input = Record<string, unknown>;
/** One request: an input, and what else travels with it. */
export type Question = Input & { $headers?: Record<string, string>; $bytes?: string };

/** The id of nothing. */
export const NOTHING = '01900000-0000-7000-8000-000000000000';

/** Every input with every addition. */
export const each = (inputs: Input[], ...more: Input[]): Input[] =>
  inputs.flatMap((input) => more.map((other) => ({ ...input, ...other })));

/** Inputs that name records: by the names under which the worlds keep their ids, and the accounts that are hidden, or both hidden and seen ones. */
export function recordsOf(ids: Ids) {
  const of = (...names: string[]): Input[] => names.map((name) => ({ id: ids[name] ?? NOTHING }));
  const hidden = of('hidden', 'alone', 'secretGroup', 'group');
  const seen = of('mine', 'shop', 'theirmine');
  return { of, hidden, seen, both: [...hidden, ...seen] };
}

/** The person whom the insider hides, as a card of somebody else would say. */
export const HIDDEN_CARD =
  'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Hidden Contact\r\nN:Contact;Hidden\r\nEMAIL:hidden.contact@globex.example\r\nTEL:+49 30 555 1234\r\nEND:VCARD\r\n';
