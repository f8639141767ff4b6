import { latin } from './addresses.ts';
import type { Country } from './check-digits.ts';
import { chronicPayer, stoppedBuying } from './customers.ts';
import { random } from './random.ts';
import type { CustomerRow } from './rows.ts';
import { independentCode, stories } from './small-customers.ts';

/** A person at the customer. */
export interface ContactRow {
  customer: string;
  name: string;
  position: string;
  phone: string;
  email: string;
}

/** Names and positions as they are said in the country. */
const WORDS: Readonly<
  Partial<Record<Country, { first: readonly string[]; last: readonly string[]; positions: readonly string[] }>>
> = {
  DE: {
    first: ['Katrin', 'Jörg', 'Sabine', 'Uwe', 'Mareike', 'Holger'],
    last: ['Stahlhut', 'Wiedemann', 'Böckler', 'Färber', 'Rosenkranz', 'Immel'],
    positions: ['Leiterin Einkauf', 'Category Manager Trockensortiment', 'Leitung Logistik', 'Kreditorenbuchhaltung'],
  },
  AT: {
    first: ['Roswitha', 'Franz', 'Lukas'],
    last: ['Hinterleitner', 'Moosbrugger', 'Steinkellner'],
    positions: ['Einkaufsleitung', 'Filialkoordination', 'Buchhaltung'],
  },
  FR: {
    first: ['Hélène', 'Benoît', 'Maëlle', 'Thierry'],
    last: ['Lacassagne', 'Du Breuil', 'Marchandeau', 'Quémener'],
    positions: [
      'Directrice des achats',
      'Chef de produit épicerie',
      'Responsable logistique',
      'Comptabilité fournisseurs',
    ],
  },
  ES: {
    first: ['Inmaculada', 'Joaquín', 'Nuria', 'Andrés'],
    last: ['Peñalver', 'Iturbe', 'Caamaño', 'Zorrilla'],
    positions: ['Jefe de compras', 'Gestora de categoría', 'Responsable de logística', 'Contabilidad de proveedores'],
  },
  PL: {
    first: ['Agnieszka', 'Zbigniew', 'Małgorzata', 'Paweł'],
    last: ['Głowacka', 'Strzelec', 'Śliwa', 'Nowicki'],
    positions: ['Dyrektor zakupów', 'Kierownik kategorii', 'Specjalista ds. logistyki', 'Księgowość'],
  },
  RU: {
    first: ['Ольга', 'Михаил', 'Екатерина', 'Андрей'],
    last: ['Чистякович', 'Северин', 'Лобач', 'Гуменюк'],
    positions: ['Директор по закупкам', 'Категорийный менеджер', 'Начальник склада', 'Бухгалтерия'],
  },
  KZ: {
    first: ['Айгуль', 'Ерлан'],
    last: ['Серикбай', 'Тулеген'],
    positions: ['Менеджер по закупкам', 'Финансовый отдел'],
  },
  GB: {
    first: ['Philippa', 'Graham', 'Nadia', 'Rhys'],
    last: ['Ollerton', 'Pemberly', 'Chaudhry', 'Haverfield'],
    positions: ['Head of Buying', 'Category Manager Ambient', 'Supply Planner', 'Accounts Payable'],
  },
  US: {
    first: ['Marcy', 'Duane', 'Elena'],
    last: ['Lindgren', 'Okafor', 'Hostetler'],
    positions: ['VP Merchandising', 'Category Manager', 'Accounts Payable'],
  },
};

/** Two to four contacts of each group, distributor and the marketplace. */
export function contacts(customers: readonly CustomerRow[]): ContactRow[] {
  const larger = customers.filter(
    (c) => c.level === 'group' || c.category === 'distributor' || c.category === 'marketplace',
  );
  return larger.flatMap((customer) => {
    const rng = random(`contacts ${customer.code}`);
    const words = WORDS[customer.country]!;
    const domain = customer.email.split('@')[1]!;
    const count = Math.min(words.positions.length, customer.level === 'group' ? 4 : 2);
    const last = rng.shuffle(words.last);
    const first = rng.shuffle(words.first);
    return words.positions.slice(0, count).map((position, i): ContactRow => {
      const [given, family] = [first[i % first.length]!, last[i % last.length]!];
      const phone = customer.phone.replace(/\d{4}$/, String(rng.int(1000, 9999)));
      return {
        customer: customer.code,
        name: `${given} ${family}`,
        position,
        phone,
        email: `${latin(given)}.${latin(family)}@${domain}`,
      };
    });
  });
}

/** Plain notes of ten accounts. */
export const notes: readonly { customer: string; note: string }[] = [
  {
    customer: '901',
    note: 'Opens eight shops a year. Wants own-label baking goods for spring; asks for one price list for Germany and Austria. Annual talks in October.',
  },
  {
    customer: '902',
    note: 'После ухода прежнего менеджера закупки сокращаются: часть ассортимента передана местному поставщику. Нужна встреча с новым директором по закупкам.',
  },
  {
    customer: '903',
    note: 'Orders through three warehouses. Payment 60 days by contract, discipline good. Juices sell best from May to August.',
  },
  {
    customer: '904',
    note: 'Coffee was delisted in favour of a private label. Ask for the tasting results and offer the bulk programme.',
  },
  { customer: '905', note: 'Nowa centrala zakupów w Poznaniu; decyzje zapadają we wtorki.' },
  { customer: '907', note: 'Invoices in USD by agreement, review of the currency clause every January.' },
  { customer: '908', note: 'Genossenschaft: Sortimentsänderungen beschließt der Beirat einmal im Quartal.' },
  {
    customer: '80001',
    note: 'Marketplace: ratings below 4.5 lower our position. Delivery within 48 hours or a fee is charged.',
  },
  {
    customer: '70001',
    note: 'Beliefert rund 300 kleine Händler in Norddeutschland; Abverkaufsdaten kommen monatlich.',
  },
  {
    customer: '70010',
    note: 'Платит только после напоминания, просрочка обычно три месяца. Новые отгрузки согласовывать с кредитным контролем.',
  },
];

/** A tier set by hand. `reviewInDays` counts from the day on which the sample is made. */
export interface TierByHand {
  customer: string;
  tier: 'key' | 'emerging' | 'standard' | 'prospect' | 'dormant';
  reason: 'brand_image' | 'segment_leader' | 'growth' | 'market_signal';
  note: string;
  /** Key of the staff member who decided. */
  by: string;
  reviewInDays: number;
}

export const tiersByHand: readonly TierByHand[] = [
  {
    customer: '901',
    tier: 'key',
    reason: 'segment_leader',
    note: 'Largest customer, and the reference in its segment.',
    by: 'e.vaubert',
    reviewInDays: 180,
  },
  {
    customer: '902',
    tier: 'key',
    reason: 'segment_leader',
    note: 'Stays key while the recovery plan runs.',
    by: 'e.vaubert',
    reviewInDays: 90,
  },
  {
    customer: '909',
    tier: 'key',
    reason: 'brand_image',
    note: 'Door opener for the North American market.',
    by: 'h.aumann',
    reviewInDays: 365,
  },
  {
    customer: '80001',
    tier: 'emerging',
    reason: 'market_signal',
    note: 'Online share of food grows; the board wants a presence.',
    by: 'e.vaubert',
    reviewInDays: 120,
  },
  {
    customer: '910',
    tier: 'standard',
    reason: 'market_signal',
    note: 'Announced to concentrate on regional suppliers.',
    by: 'e.vaubert',
    reviewInDays: 180,
  },
];

/** Customer codes that play a part in the sample's story, by what they show. */
export const roleOf = {
  rising: '901',
  falling: '902',
  stoppedBuying: stoppedBuying.account,
  chronicPayer,
  emerging: stories.emerging.map(independentCode),
  dormant: stories.dormant.map(independentCode),
  fresh: independentCode(stories.fresh),
} as const;
