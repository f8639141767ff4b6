import type { Facts, Section, Source } from '../../features/dossiers/contract.ts';

/** A section of a dossier; `daysAgo` counts from the day on which the sample is made. Several of one section are its versions, the oldest first. */
interface SampleSection {
  customer: string;
  /** Key of the staff member. */
  by: string;
  section: Section;
  text: string;
  facts?: Facts;
  source: Source;
  sourceNote?: string;
  daysAgo: number;
}

const by =
  (customer: string, who: string) =>
  (
    section: Section,
    source: Source,
    daysAgo: number,
    text: string,
    more: Pick<SampleSection, 'facts' | 'sourceNote'> = {},
  ) => ({
    ...{ customer, by: who, section, source, daysAgo, text },
    ...more,
  });

const kornblum = by('901', 'j.rehlinger');
const dvor = by('902', 's.ladozhin');

/** Two dossiers that are full, one stale in places; thin ones for others. */
export const sections: readonly SampleSection[] = [
  kornblum(
    'business',
    'web',
    420,
    'Family company, founded 1954 in Celle as a bakery shop; the third generation runs it. 28 markets in Germany, 5 in Austria since 2016.\n\nGrows by **eight shops a year**, mostly taken over from independents.',
  ),
  kornblum(
    'finances',
    'report',
    200,
    'Bank loans of 14 m EUR for the central warehouse, repaid by 2029. Pays within 30 days, takes the discount. Owned by the Kornblum family (74 %) and a regional fund.',
    {
      sourceNote: 'Annual report in the federal gazette',
    },
  ),
  kornblum(
    'strategy',
    'customer',
    310,
    'Wants to be the first address for regional food in the north. Plans own-label baking goods.',
    { sourceNote: 'Annual talk' },
  ),
  kornblum(
    'strategy',
    'customer',
    60,
    'Wants to be the first address for regional food in the north and in Upper Austria.\n\n- own-label baking goods from spring\n- a second central warehouse near Linz\n- click and collect in all markets within two years',
    { sourceNote: 'Visit of the board' },
  ),
  kornblum(
    'needs',
    'customer',
    35,
    '- **one price list** for Germany and Austria\n- own-label baking goods, 12 products, first delivery in March\n- promotions agreed ten weeks ahead\n- one person who decides, reachable on Mondays',
    {
      sourceNote: 'Head of purchasing',
    },
  ),
  kornblum(
    'working',
    'ownWords',
    90,
    'Purchasing lists centrally, markets order by themselves every night. Category talks in October; what is not listed then waits a year.',
    {
      facts: {
        deliveryWindows: 'Central warehouse Mon to Fri 05:00 to 11:00, slot booked the day before',
        documents: 'Delivery note on paper and DESADV, invoice by EDI only',
        portal: 'Supplier portal of the group; prices are confirmed there',
        pallets: 'EPAL up to 1.65 m, mixed pallets with a layer card',
        labels: 'SSCC on two sides, best before date at least two thirds',
      },
    },
  ),
  kornblum(
    'markets',
    'web',
    240,
    'Households in towns of 5,000 to 30,000 people; older than average, loyal, price second. Against discounters at the edge of town.',
  ),
  kornblum(
    'reputation',
    'press',
    120,
    'Employer of the year in Lower Saxony. Suppliers call them **hard but fair**.\n\nOf us they say: good quality, slow answers on complaints.',
  ),
  kornblum(
    'observations',
    'ownWords',
    20,
    'The head of purchasing decides with the logistics manager, never alone. Coffee before figures. The younger Kornblum asks about sustainability and listens.',
  ),

  dvor(
    'business',
    'web',
    900,
    'Сеть основана в 1998 году в Петербурге как оптовый склад, с 2006 года розница. 24 магазина в России, 3 в Казахстане.',
  ),
  dvor(
    'finances',
    'register',
    400,
    'Выручка не растёт два года, долг по кредитам увеличился. Платят с отсрочкой, просрочки редки.',
    { sourceNote: 'Отчётность в реестре' },
  ),
  dvor(
    'strategy',
    'press',
    150,
    'Новый собственник меняет ассортимент в пользу **местных поставщиков**.\n\n- закрытие четырёх убыточных магазинов\n- открытие распределительного центра на Волге',
    { sourceNote: 'Интервью директора' },
  ),
  dvor(
    'needs',
    'customer',
    45,
    '- цены в рублях с пересмотром раз в квартал\n- поставка не реже двух раз в неделю\n- замена товара, который не продаётся за 60 дней',
  ),
  dvor(
    'working',
    'ownWords',
    500,
    'Заказ по понедельникам и четвергам через портал. Решает новый директор по закупкам, утверждает финансовая служба.',
    {
      facts: {
        deliveryWindows: 'Пн и Чт, 22:00–06:00, распределительный центр Шушары',
        documents: 'УПД через ЭДО, ветеринарные документы в «Меркурии»',
        portal: 'Портал поставщика сети',
        pallets: 'Паллета 1200 × 800, высота до 1,8 м',
        labels: 'Маркировка «Честный знак», этикетка с весом на каждом месте',
      },
    },
  ),
  dvor(
    'markets',
    'ownWords',
    300,
    'Спальные районы и пригороды; покупатель чувствителен к цене, приходит за свежими продуктами. Соперники: федеральные дискаунтеры.',
  ),
  dvor(
    'reputation',
    'customer',
    100,
    'О нас говорят: надёжно, но дорого. О них поставщики: обещанное на словах не держат, письмо держат.',
  ),
  dvor(
    'observations',
    'ownWords',
    170,
    'Новый директор по закупкам приезжает без свиты и сам смотрит полки. Любит цифры на одной странице.',
  ),

  by('903', 'l.berrocal')(
    'needs',
    'customer',
    80,
    'Juices in larger packs for May to August; three warehouses want their own delivery days.',
  ),
  by('903', 'l.berrocal')('working', 'ownWords', 260, 'Orders through three warehouses; payment 60 days by contract.', {
    facts: { deliveryWindows: 'Valencia Tue and Fri until 12:00', pallets: 'CHEP' },
  }),
  by('904', 'e.vaubert')('strategy', 'press', 500, 'Private label in coffee and tea first, other dry food next.'),
  by('907', 'o.thackray')(
    'business',
    'web',
    60,
    'Eight stores and an online shop in the south-west of England; listed since 2011.',
  ),
];

interface SampleYear {
  customer: string;
  by: string;
  /** Years before the present one. */
  yearsAgo: number;
  currency: string;
  revenue: string | null;
  profit: string | null;
  employees: number | null;
  source: Source;
}

export const businessYears: readonly SampleYear[] = [
  {
    customer: '901',
    by: 'j.rehlinger',
    yearsAgo: 1,
    currency: 'EUR',
    revenue: '412000000',
    profit: '9300000',
    employees: 2140,
    source: 'report',
  },
  {
    customer: '901',
    by: 'j.rehlinger',
    yearsAgo: 2,
    currency: 'EUR',
    revenue: '381000000',
    profit: '8800000',
    employees: 1990,
    source: 'report',
  },
  {
    customer: '901',
    by: 'j.rehlinger',
    yearsAgo: 3,
    currency: 'EUR',
    revenue: '355500000',
    profit: null,
    employees: 1870,
    source: 'press',
  },
  {
    customer: '902',
    by: 's.ladozhin',
    yearsAgo: 1,
    currency: 'RUB',
    revenue: '18400000000',
    profit: '-120000000',
    employees: 1650,
    source: 'register',
  },
  {
    customer: '902',
    by: 's.ladozhin',
    yearsAgo: 2,
    currency: 'RUB',
    revenue: '18900000000',
    profit: '240000000',
    employees: 1720,
    source: 'register',
  },
];
