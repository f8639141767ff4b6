import type { Country } from './check-digits.ts';
import { places } from './places.ts';
import type { Random } from './random.ts';
import type { CustomerRow } from './rows.ts';

/** The part of a customer that says where it sits. */
export type Seat = Pick<CustomerRow, 'country' | 'city' | 'postcode' | 'address' | 'phone'>;

/** An invented seat in a country. */
export function seatIn(rng: Random, country: Country): Seat {
  const place = places[country];
  const [city, area] = rng.pick(place.cities);
  return {
    country,
    city,
    postcode: place.postcode(area, rng.int(1, 999)),
    address: place.address(rng.pick(place.streets), rng.int(1, 140)),
    phone: `${place.phone} ${rng.int(200, 899)} ${rng.int(1_000_000, 9_999_999)}`,
  };
}

const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'].map((letter, i) => [
    letter,
    'a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya'.split(' ')[i]!,
  ]),
);

/** A name in plain Latin letters for a mail address: `Łuczak` -> `luczak`, `Ладожин` -> `ladozhin`. */
export function latin(name: string): string {
  return [...name.toLowerCase()]
    .map((letter) => CYRILLIC[letter] ?? letter)
    .join('')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '');
}
