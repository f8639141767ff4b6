/** Identifiers beside the tax ids that the ledger brings; invented, with check digits that fit. */
export const identifiers = [
  { customer: '901', kind: 'iban', value: 'DE89 3704 0044 0532 0130 00', note: 'Bonus payments' },
  { customer: '902', kind: 'ogrn', value: '1027800123450', note: '' },
  { customer: '902', kind: 'kpp', value: '784201001', note: '' },
] as const;

const workdays = (from: string, to: string, days: readonly number[] = [1, 2, 3, 4, 5]) =>
  days.map((day) => ({ day, from, to }));

/** Addresses with the hours in which somebody takes deliveries; one over midnight. */
export const addresses = [
  {
    customer: '901',
    kind: 'legal',
    name: 'Kornblum Gruppe, Zentrale',
    street: 'Am Speicher 4',
    postalCode: '29221',
    city: 'Celle',
    country: 'DE',
    timezone: null,
    hours: [],
  },
  {
    customer: '901',
    kind: 'delivery',
    name: 'Zentrallager',
    street: 'Industrieweg 18',
    postalCode: '29227',
    city: 'Celle',
    country: 'DE',
    timezone: 'Europe/Berlin',
    hours: workdays('05:00', '11:00'),
  },
  {
    customer: '902',
    kind: 'delivery',
    name: 'Распределительный центр Шушары',
    street: 'Московское шоссе, 70',
    postalCode: '196626',
    city: 'Санкт-Петербург',
    country: 'RU',
    timezone: 'Europe/Moscow',
    hours: workdays('22:00', '06:00', [1, 4]),
  },
] as const;
