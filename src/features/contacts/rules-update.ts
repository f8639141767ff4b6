import type { Kept, Reach } from './contract-shapes.ts';
import type { CardPerson } from './rules-cards.ts';

type Known = Omit<CardPerson, 'preferredChannel'> & { preferredChannel: string | null };
type Single = 'latinName' | 'salutation' | 'timezone' | 'birthday';

const more = (mine: readonly Reach[], theirs: readonly Reach[], same: (value: string) => string): Reach[] => {
  const known = new Set(mine.map((one) => same(one.value)));
  const isPreferred = mine.some((one) => one.preferred);
  const fresh = theirs.filter((one) => !known.has(same(one.value)));
  return [...mine, ...fresh.map((one) => ({ ...one, preferred: one.preferred && !isPreferred }))];
};

const keyOf = (line: Kept) => JSON.stringify([line.group, line.name, line.params, line.value]);

/**
 * What a contact is once a card was added to it: phones, mails, messengers, languages and kept lines that it did not have; single facts only where there were
 * none. The name stays; another one on the card is kept as a line of it.
 */
export function joined(
  now: Known,
  card: CardPerson,
): Pick<CardPerson, Single | 'phones' | 'emails' | 'messengers' | 'languages' | 'kept'> {
  const digits = (value: string) => value.replaceAll(/\D/g, '') || value;
  const small = (value: string) => value.toLowerCase();
  const singles = (['latinName', 'salutation', 'timezone', 'birthday'] as const).map((field) => [
    field,
    now[field] ?? card[field],
  ]);
  const passed = (['birthday', 'timezone'] as const).flatMap((field): Kept[] =>
    now[field] !== null && card[field] !== null && now[field] !== card[field]
      ? [line(field === 'birthday' ? 'BDAY' : 'TZ', card[field])]
      : [],
  );
  const named = now.name === card.name ? [] : [line('FN', card.name)];
  const known = new Set(now.kept.map(keyOf));
  return {
    ...(Object.fromEntries(singles) as Pick<CardPerson, Single>),
    phones: more(now.phones, card.phones, digits),
    emails: more(now.emails, card.emails, small),
    messengers: more(now.messengers, card.messengers, small),
    languages: [...new Set([...now.languages, ...card.languages])],
    kept: [...now.kept, ...[...named, ...passed, ...card.kept].filter((each) => !known.has(keyOf(each)))],
  };
}

const line = (name: string, text: string): Kept => ({
  group: null,
  name,
  params: [],
  value: text.replaceAll(/[\\;,]/g, (mark) => `\\${mark}`),
  binary: false,
});
