import type { Country } from './check-digits.ts';
import type { Currency } from './rows.ts';

/** How an account develops over the three years. */
export type Course = 'steady' | 'rising' | 'falling' | 'emerging';

/** A retail group: legal entities and, below them, outlets. */
export interface Chain {
  code: string;
  name: string;
  /** Word that stands before the city in an outlet's name. */
  outlet: string;
  domain: string;
  country: Country;
  currency: Currency;
  /** Share of the company's revenue in the last twelve months, in percent. */
  share: number;
  course: Course;
  /** Discount in hundredths of a percent. */
  discount: number;
  paymentDays: number;
  manager: string;
  entities: readonly { name: string; country: Country; outlets: number; currency?: Currency }[];
}

/** The ten groups. Codes 901 to 910. */
export const chains: readonly Chain[] = [
  {
    code: '901',
    name: 'Kornblum Gruppe',
    outlet: 'Kornblum Markt',
    domain: 'kornblum.example',
    country: 'DE',
    currency: 'EUR',
    share: 15,
    course: 'rising',
    discount: 1600,
    paymentDays: 45,
    manager: 'S01',
    entities: [
      { name: 'Kornblum Märkte GmbH', country: 'DE', outlets: 20 },
      { name: 'Kornblum Süd GmbH & Co. KG', country: 'DE', outlets: 8 },
      { name: 'Kornblum Österreich GmbH', country: 'AT', outlets: 5 },
    ],
  },
  {
    code: '902',
    name: 'Группа «Северный Двор»',
    outlet: 'Северный Двор',
    domain: 'sevdvor.example',
    country: 'RU',
    currency: 'RUB',
    share: 11.6,
    course: 'falling',
    discount: 1500,
    paymentDays: 60,
    manager: 'S02',
    entities: [
      { name: 'ООО «Северный Двор»', country: 'RU', outlets: 17 },
      { name: 'ООО «Северный Двор – Волга»', country: 'RU', outlets: 7 },
      { name: 'ТОО «Северный Двор Казахстан»', country: 'KZ', outlets: 3, currency: 'USD' },
    ],
  },
  {
    code: '903',
    name: 'Grupo Almendral',
    outlet: 'Almendral',
    domain: 'almendral.example',
    country: 'ES',
    currency: 'EUR',
    share: 11.4,
    course: 'steady',
    discount: 1450,
    paymentDays: 60,
    manager: 'S03',
    entities: [
      { name: 'Supermercados Almendral S.A.', country: 'ES', outlets: 15 },
      { name: 'Almendral Levante S.L.', country: 'ES', outlets: 6 },
      { name: 'Almendral France SAS', country: 'FR', outlets: 3 },
    ],
  },
  {
    code: '904',
    name: 'Groupe Verdelle',
    outlet: 'Verdelle',
    domain: 'verdelle.example',
    country: 'FR',
    currency: 'EUR',
    share: 7,
    course: 'steady',
    discount: 1300,
    paymentDays: 45,
    manager: 'S03',
    entities: [
      { name: 'Verdelle Distribution SAS', country: 'FR', outlets: 13 },
      { name: 'Verdelle Proximité SARL', country: 'FR', outlets: 5 },
    ],
  },
  {
    code: '905',
    name: 'Grupa Ostrowik',
    outlet: 'Ostrowik',
    domain: 'ostrowik.example',
    country: 'PL',
    currency: 'EUR',
    share: 5.2,
    course: 'steady',
    discount: 1200,
    paymentDays: 45,
    manager: 'S04',
    entities: [
      { name: 'Ostrowik Sp. z o.o.', country: 'PL', outlets: 12 },
      { name: 'Ostrowik Delikatesy S.A.', country: 'PL', outlets: 4 },
    ],
  },
  {
    code: '906',
    name: 'Сеть «Родниковый Край»',
    outlet: 'Родниковый Край',
    domain: 'rodkray.example',
    country: 'RU',
    currency: 'RUB',
    share: 4.2,
    course: 'steady',
    discount: 1200,
    paymentDays: 45,
    manager: 'S02',
    entities: [{ name: 'ООО «Родниковый Край»', country: 'RU', outlets: 9 }],
  },
  {
    code: '907',
    name: 'Tidewell Group',
    outlet: 'Tidewell',
    domain: 'tidewell.example',
    country: 'GB',
    currency: 'USD',
    share: 3.2,
    course: 'steady',
    discount: 1100,
    paymentDays: 30,
    manager: 'S04',
    entities: [
      { name: 'Tidewell Stores Ltd', country: 'GB', outlets: 8 },
      { name: 'Tidewell Online Ltd', country: 'GB', outlets: 2 },
    ],
  },
  {
    code: '908',
    name: 'Lahnfurter Frischemärkte',
    outlet: 'Lahnfurter',
    domain: 'lahnfurter.example',
    country: 'DE',
    currency: 'EUR',
    share: 2.6,
    course: 'steady',
    discount: 1000,
    paymentDays: 30,
    manager: 'S04',
    entities: [{ name: 'Lahnfurter Frischemarkt eG', country: 'DE', outlets: 8 }],
  },
  {
    code: '909',
    name: 'Prairie Larder',
    outlet: 'Prairie Larder',
    domain: 'prairielarder.example',
    country: 'US',
    currency: 'USD',
    share: 2,
    course: 'steady',
    discount: 1000,
    paymentDays: 30,
    manager: 'S04',
    entities: [{ name: 'Prairie Larder Inc.', country: 'US', outlets: 6 }],
  },
  {
    code: '910',
    name: 'Bergquell Handel',
    outlet: 'Bergquell',
    domain: 'bergquell.example',
    country: 'AT',
    currency: 'EUR',
    share: 1.4,
    course: 'steady',
    discount: 900,
    paymentDays: 30,
    manager: 'S04',
    entities: [{ name: 'Bergquell Handels GmbH', country: 'AT', outlets: 6 }],
  },
];

/** Customers on their own that are named one by one: distributors, the marketplace, own companies and counter sales. */
export interface Single {
  code: string;
  name: string;
  category: string;
  country: Country;
  currency: Currency;
  share: number;
  domain: string;
  ordersPerYear: number;
  discount: number;
  manager: string;
}

const distributor = (
  n: number,
  name: string,
  country: Country,
  currency: Currency,
  share: number,
  domain: string,
): Single => ({
  code: String(70000 + n),
  name,
  category: 'distributor',
  country,
  currency,
  share,
  domain: `${domain}.example`,
  ordersPerYear: 14 + Math.round(share * 14),
  discount: 2200,
  manager: country === 'RU' || country === 'KZ' ? 'S09' : n % 2 ? 'S03' : 'S04',
});

/** Distributors (70001 to 70012), the marketplace (80001), counter sales and own companies (99001 to 99004). */
export const singles: readonly Single[] = [
  distributor(1, 'Hansgard Großhandel GmbH', 'DE', 'EUR', 1.7, 'hansgard'),
  distributor(2, 'ООО «Волжская Оптовая Компания»', 'RU', 'RUB', 1.4, 'volgopt'),
  distributor(3, 'Distribuciones Peñarroya S.L.', 'ES', 'EUR', 1.2, 'penarroya'),
  distributor(4, 'Hurtownia Wisłoka Sp. z o.o.', 'PL', 'EUR', 1.1, 'wisloka'),
  distributor(5, 'Grossiste Armorel SAS', 'FR', 'EUR', 1, 'armorel'),
  distributor(6, 'ТОО «Степной Снаб»', 'KZ', 'USD', 0.9, 'stepsnab'),
  distributor(7, 'Alpenrand Vertrieb GmbH', 'AT', 'EUR', 0.8, 'alpenrand'),
  distributor(8, 'Great Fen Wholesale Ltd', 'GB', 'USD', 0.7, 'greatfen'),
  distributor(9, 'Ostsee Gastro Service GmbH', 'DE', 'EUR', 0.6, 'ostseegastro'),
  distributor(10, 'ООО «Печора-Снаб»', 'RU', 'RUB', 0.45, 'pechorasnab'),
  distributor(11, 'Distribuidora Sierralta S.A.', 'ES', 'EUR', 0.4, 'sierralta'),
  distributor(12, 'Iron River Distribution LLC', 'US', 'USD', 0.35, 'ironriver'),
  {
    code: '80001',
    name: 'Marktvogel Online-Marktplatz SE',
    category: 'marketplace',
    country: 'DE',
    currency: 'EUR',
    share: 2.4,
    domain: 'marktvogel.example',
    ordersPerYear: 70,
    discount: 1100,
    manager: 'S04',
  },
  {
    code: '99001',
    name: 'Werksverkauf Lüneburg (Barverkauf)',
    category: 'retail counter',
    country: 'DE',
    currency: 'EUR',
    share: 0.9,
    domain: 'halmbrueck.example',
    ordersPerYear: 52,
    discount: 0,
    manager: 'S11',
  },
  {
    code: '99002',
    name: 'Messe- und Laufkundschaft',
    category: 'retail counter',
    country: 'DE',
    currency: 'EUR',
    share: 0.3,
    domain: 'halmbrueck.example',
    ordersPerYear: 26,
    discount: 0,
    manager: 'S11',
  },
  {
    code: '99003',
    name: 'Halmbrück Logistik GmbH',
    category: 'own company',
    country: 'DE',
    currency: 'EUR',
    share: 2.2,
    domain: 'halmbrueck.example',
    ordersPerYear: 24,
    discount: 3000,
    manager: 'S11',
  },
  {
    code: '99004',
    name: 'ООО «Хальмбрюк Восток»',
    category: 'own company',
    country: 'RU',
    currency: 'RUB',
    share: 3.1,
    domain: 'halmbrueck.example',
    ordersPerYear: 24,
    discount: 3000,
    manager: 'S11',
  },
];
