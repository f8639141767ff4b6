import type { BuyingRole } from '../../features/contacts/contract.ts';
import { latin } from './addresses.ts';
import type { Country } from './check-digits.ts';
import { type Random, random } from './random.ts';
import type { CustomerRow } from './rows.ts';

/** A person at a customer. */
export interface SampleContact {
  customer: string;
  person: {
    name: string;
    salutation: string | null;
    phones: { label: 'work' | 'mobile'; value: string; preferred: boolean }[];
    emails: { label: 'work'; value: string; preferred: boolean }[];
    messengers: { label: 'telegram' | 'whatsapp'; value: string; preferred: boolean }[];
    languages: string[];
    timezone: string;
    birthday: string | null;
    preferredChannel: 'phone' | 'email' | 'messenger' | 'visit' | null;
    dos: string;
    donts: string;
    consentBasis: 'consent' | 'contract' | 'legitimateInterest' | null;
  };
  position: { title: string; role: BuyingRole | null; isMain: boolean };
  /** Years since the person is there. */
  years: number;
  /** Moved to another customer so many days ago. */
  moved: { to: string; daysAgo: number } | null;
}

interface Land {
  first: string;
  last: string;
  titles: string;
  languages: string[];
  timezone: string;
  /** How one writes to a person of the family name. */
  salutation: (given: string, family: string) => string | null;
}

/** Names and positions as they are said in the country; first names are of women at even places, of men at odd ones. */
const LANDS: Readonly<Record<Country, Land>> = {
  DE: {
    first: 'Katrin Jörg Sabine Uwe Mareike Holger Anja Björn Heike Matthias Silke Götz',
    last: 'Stahlhut Wiedemann Böckler Färber Rosenkranz Immel Grünwald Täuber Kießling Hölscher Nießen Dröge',
    titles:
      'Leitung Einkauf|Category Management Trockensortiment|Leitung Logistik|Kreditorenbuchhaltung|Geschäftsführung',
    languages: ['de', 'en'],
    timezone: 'Europe/Berlin',
    salutation: (given, family) => `${LANDS.DE.first.split(' ').indexOf(given) % 2 === 0 ? 'Frau' : 'Herr'} ${family}`,
  },
  AT: {
    first: 'Roswitha Franz Johanna Lukas',
    last: 'Hinterleitner Moosbrugger Steinkellner Schönbichler',
    titles: 'Einkaufsleitung|Filialkoordination|Logistik|Buchhaltung|Geschäftsleitung',
    languages: ['de'],
    timezone: 'Europe/Vienna',
    salutation: () => null,
  },
  FR: {
    first: 'Hélène Benoît Maëlle Thierry Françoise Jérôme Océane Loïc',
    last: 'Lacassagne Du-Breuil Marchandeau Quémener Lefèvre Géraud Bréhier Châtelain',
    titles:
      'Direction des achats|Chef de produit épicerie|Responsable logistique|Comptabilité fournisseurs|Direction générale',
    languages: ['fr', 'en'],
    timezone: 'Europe/Paris',
    salutation: () => null,
  },
  ES: {
    first: 'Inmaculada Joaquín Nuria Andrés',
    last: 'Peñalver Iturbe Caamaño Zorrilla Ibáñez',
    titles: 'Jefatura de compras|Gestión de categoría|Responsable de logística|Contabilidad de proveedores|Dirección',
    languages: ['es'],
    timezone: 'Europe/Madrid',
    salutation: () => null,
  },
  PL: {
    first: 'Agnieszka Zbigniew Małgorzata Paweł Bożena Łukasz',
    last: 'Głowacka Strzelec Śliwa Nowicki Żuraw Wójtowicz',
    titles: 'Dyrektor zakupów|Kierownik kategorii|Specjalista ds. logistyki|Księgowość|Zarząd',
    languages: ['pl', 'en'],
    timezone: 'Europe/Warsaw',
    salutation: () => null,
  },
  RU: {
    first: 'Ольга Михаил Екатерина Андрей Наталья Юрий Жанна Фёдор Светлана Игорь',
    last: 'Чистякович Северин Лобач Гуменюк Щербань Цыбуля Хмара Яценюк Эрман Жук',
    titles: 'Директор по закупкам|Категорийный менеджер|Начальник склада|Бухгалтерия|Генеральный директор',
    languages: ['ru'],
    timezone: 'Europe/Moscow',
    salutation: (given) => `Здравствуйте, ${given}`,
  },
  KZ: {
    first: 'Айгуль Ерлан Әсел Нұрлан',
    last: 'Серикбай Тулеген Қасым Өтеген',
    titles: 'Менеджер по закупкам|Финансовый отдел|Склад|Бухгалтерия|Директор',
    languages: ['kk', 'ru'],
    timezone: 'Asia/Almaty',
    salutation: () => null,
  },
  GB: {
    first: 'Philippa Graham Nadia Rhys',
    last: 'Ollerton Pemberly Chaudhry Haverfield Thistlewood',
    titles: 'Head of Buying|Category Manager Ambient|Supply Planner|Accounts Payable|Managing Director',
    languages: ['en'],
    timezone: 'Europe/London',
    salutation: (given) => `Dear ${given}`,
  },
  US: {
    first: 'Marcy Duane Elena Trevor',
    last: 'Lindgren Okafor Hostetler Vandermeer',
    titles: 'VP Merchandising|Category Manager|Supply Planner|Accounts Payable|President',
    languages: ['en'],
    timezone: 'America/New_York',
    salutation: (given) => `Hi ${given}`,
  },
} as Readonly<Record<Country, Land>>;

/** Who does what in buying, by the position's place in the list of titles. */
const ROLES: readonly (BuyingRole | null)[] = ['decisionMaker', 'influencer', 'user', 'approver', 'economicBuyer'];
const OTHER_ROLES: readonly (BuyingRole | null)[] = [
  'economicBuyer',
  'gatekeeper',
  'technicalEvaluator',
  'champion',
  null,
];
const DOS = [
  'Bring samples.',
  'Send figures the day before.',
  'Ruft lieber an, als zu schreiben.',
  'Начинать с отгрузок.',
  '',
];
const DONTS = [
  'No calls on Friday afternoon.',
  'Nicht vor neun Uhr anrufen.',
  'Не обсуждать цены при коллегах.',
  '',
  '',
];

function personOf(rng: Random, customer: CustomerRow, land: Land, at: number, names: [string, string]): SampleContact {
  const [given, family] = names;
  const domain = customer.email.split('@')[1] ?? 'example.com';
  const titles = land.titles.split('|');
  const day = `${String(rng.int(1, 12)).padStart(2, '0')}-${String(rng.int(1, 28)).padStart(2, '0')}`;
  const birthday = rng.chance(0.5) ? `${rng.chance(0.4) ? '-' : rng.int(1961, 1999)}-${day}` : null;
  const phone = customer.phone.replace(/\d{4}$/, String(rng.int(1000, 9999)));
  const mobile = {
    label: 'mobile' as const,
    value: phone.replace(/\d{4}$/, String(rng.int(1000, 9999))),
    preferred: false,
  };
  const talks = rng.chance(0.2);
  return {
    customer: customer.code,
    person: {
      name: `${given} ${family}`,
      salutation: land.salutation(given, family),
      phones: [{ label: 'work', value: phone, preferred: true }, ...(rng.chance(0.4) ? [mobile] : [])],
      emails: [{ label: 'work', value: `${latin(given)}.${latin(family)}@${domain}`, preferred: true }],
      messengers: talks
        ? [{ label: land.languages[0] === 'ru' ? 'telegram' : 'whatsapp', value: mobile.value, preferred: true }]
        : [],
      languages: land.languages,
      timezone: land.timezone,
      birthday,
      preferredChannel: rng.pick(['phone', 'email', talks ? 'messenger' : 'visit', null] as const),
      dos: rng.chance(0.3) ? rng.pick(DOS) : '',
      donts: rng.chance(0.3) ? rng.pick(DONTS) : '',
      consentBasis: rng.pick(['contract', 'legitimateInterest', 'consent', null] as const),
    },
    position: {
      title: titles[at % titles.length]!,
      role: rng.chance(0.2) ? rng.pick(OTHER_ROLES) : ROLES[at % ROLES.length]!,
      isMain: at < 2,
    },
    years: rng.int(1, 9),
    moved: null,
  };
}

/** The people of the customers: four at a group, a distributor and the marketplace, two at a legal entity; every fifteenth has moved to another customer of the same country. */
export function sampleContacts(customers: readonly CustomerRow[]): SampleContact[] {
  const places = customers.filter((c) => c.level !== 'outlet' && c.email !== '');
  const people = places.flatMap((customer) => {
    const land = LANDS[customer.country];
    if (land === undefined) return [];
    const rng = random(`contacts ${customer.code}`);
    const isLarge =
      customer.level === 'group' || customer.category === 'distributor' || customer.category === 'marketplace';
    const [first, last] = [rng.shuffle(land.first.split(' ')), rng.shuffle(land.last.split(' '))];
    return Array.from({ length: isLarge ? 4 : 2 }, (_, at) =>
      personOf(rng, customer, land, at, [first[at % first.length]!, last[at % last.length]!.replace('-', ' ')]),
    );
  });
  const countryOf = new Map(places.map((customer) => [customer.code, customer.country]));
  return people.map((contact, at) => {
    if (at % 15 !== 7) return contact;
    const rng = random(`moved ${at}`);
    const others = places.filter(
      (one) => one.country === countryOf.get(contact.customer) && one.code !== contact.customer,
    );
    return others.length === 0
      ? contact
      : { ...contact, moved: { to: rng.pick(others).code, daysAgo: rng.int(20, 600) } };
  });
}

/** Personal notes on the first person of a customer: who wrote them, and who may read them too. */
export const personalNotes: readonly { customer: string; by: string; text: string; readers: string[] }[] = [
  {
    customer: '901',
    by: 'j.rehlinger',
    text: 'Sails on the Baltic in August; ask about the boat.',
    readers: ['o.thackray'],
  },
  { customer: '902', by: 's.ladozhin', text: 'Дочь поступила в консерваторию, очень гордится.', readers: [] },
  { customer: '904', by: 'e.vaubert', text: 'Prefers to hear bad news from me, and early.', readers: ['h.aumann'] },
  { customer: '907', by: 'o.thackray', text: 'Does not eat fish. Supports Sunderland.', readers: [] },
];
