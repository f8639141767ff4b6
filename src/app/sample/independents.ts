import type { Country } from './check-digits.ts';

/** Names of independent shops, delicatessens, canteens and wholesalers: pattern with the family name or place in `*`. */
export const independents: readonly { country: Country; patterns: readonly string[]; words: readonly string[] }[] = [
  {
    country: 'DE',
    patterns: [
      'Feinkost * GmbH',
      '* Lebensmittel e.K.',
      'Gastrobedarf * KG',
      'Hofladen * GbR',
      'Getränke * GmbH & Co. KG',
    ],
    words: [
      'Ahlers',
      'Bötticher',
      'Carstensen',
      'Dorfner',
      'Eickhoff',
      'Fenske',
      'Gerstmayr',
      'Hübschle',
      'Isenberg',
      'Jäkel',
      'Kreuzkamp',
      'Löffelholz',
      'Mommsen',
      'Niederau',
      'Ohlendorf',
      'Pfannkuch',
      'Querfurth',
      'Rübsam',
      'Sonnleitner',
      'Tölke',
      'Uhlmann',
      'Vierkant',
      'Wöhrle',
      'Zapf',
      'Grünewald',
      'Hasenclever',
    ],
  },
  {
    country: 'AT',
    patterns: ['* Delikatessen GmbH', 'Kaufhaus *', 'Gasthofservice * OG'],
    words: ['Edlinger', 'Brunnsteiner', 'Holzapfel', 'Kranebitter', 'Obermoser', 'Schwaighofer', 'Trattnig'],
  },
  {
    country: 'FR',
    patterns: ['Épicerie * SARL', 'Comptoir * SAS', 'Traiteur * EURL', 'Primeurs *'],
    words: [
      'Aubignac',
      'Bellerive',
      'Chastaing',
      'Delorme-Picard',
      'Escoffre',
      'Fontvieille',
      'Gaubert',
      'Hennequin',
      'Jolivet',
      'Lescure',
      'Montbrun',
      'Pelletan',
      'Roquebrune',
    ],
  },
  {
    country: 'ES',
    patterns: ['Alimentación * S.L.', 'Ultramarinos *', 'Hostelería * S.A.'],
    words: [
      'Arizmendi',
      'Barrantes',
      'Cifuentes',
      'Doñate',
      'Echaniz',
      'Figueroa',
      'Goicoechea',
      'Huércanos',
      'Íscar',
      'Lorca',
      'Maldonado',
    ],
  },
  {
    country: 'PL',
    patterns: ['Delikatesy *', 'Sklepy * Sp. j.', 'Hurt Spożywczy *'],
    words: [
      'Brzozowski',
      'Cieślak',
      'Dąbek',
      'Gęsior',
      'Jaworek',
      'Krzemień',
      'Łuczak',
      'Mazurkiewicz',
      'Olszański',
      'Piekarczyk',
      'Świderska',
    ],
  },
  {
    country: 'RU',
    patterns: ['ООО «*»', 'ТД «*»', 'ООО «Продукты *»'],
    words: [
      'Алтынкуль',
      'Белозерье',
      'Вешняки-Торг',
      'Гостинец',
      'Дубрава',
      'Ермак',
      'Заречье',
      'Ивушка',
      'Кедровый',
      'Лукошко',
      'Мещера',
      'Онега-Продукт',
      'Рассвет',
    ],
  },
  {
    country: 'GB',
    patterns: ['* Provisions Ltd', '* & Daughters', 'The * Pantry'],
    words: ['Ashcombe', 'Birkenshaw', 'Cattermole', 'Dunwoody', 'Fairweather', 'Holloway-Pike'],
  },
];

/**
 * Customers that belong together although the ledger does not say so: what group proposals should find.
 * `parentChain`: they belong to that group; the shared evidence is in `sharing`.
 */
export interface Cluster {
  country: Country;
  names: readonly string[];
  domain?: string;
  sharing: readonly ('tax id' | 'name' | 'mail domain' | 'address')[];
  parentChain?: string;
  share: number;
}

export const clusters: readonly Cluster[] = [
  {
    country: 'DE',
    names: ['Brenner Hofmarkt GmbH', 'Brenner Hofmarkt Nord GmbH', 'Brenner Hofmarkt Logistik GmbH & Co. KG'],
    domain: 'brenner-hofmarkt.example',
    sharing: ['name', 'mail domain'],
    share: 0.5,
  },
  { country: 'DE', names: ['Kiosk-Union Elbtal e.K.', 'Elbtal Getränkelager'], sharing: ['tax id'], share: 0.25 },
  { country: 'DE', names: ['Müller-Althoff Feinkost', 'Mueller-Althoff Feinkost GmbH'], sharing: ['name'], share: 0.2 },
  {
    country: 'RU',
    names: ['ООО «Ладога Продукт»', 'ООО «Ладога Продукт Опт»', 'Ладога-Продукт (склад)'],
    domain: 'ladogaprod.example',
    sharing: ['name', 'tax id'],
    share: 0.5,
  },
  {
    country: 'FR',
    names: ['Épicerie Castanet SARL', 'Maison Gros-Bertin SAS'],
    domain: 'castanet.example',
    sharing: ['mail domain'],
    share: 0.3,
  },
  { country: 'PL', names: ['Hurtownia Jodłowa', 'Jodłowa Detal Sp. z o.o.'], sharing: ['name', 'address'], share: 0.3 },
  {
    country: 'ES',
    names: ['Bodegón Riofrío S.L.', 'Bodegon Riofrio Catering S.L.'],
    sharing: ['name', 'address'],
    share: 0.25,
  },
  {
    country: 'GB',
    names: ['Wexcombe Foods Ltd', 'Wexcombe Foods (Scotland) Ltd'],
    domain: 'wexcombe.example',
    sharing: ['name', 'mail domain'],
    share: 0.25,
  },
  {
    country: 'DE',
    names: ['Kornblum Online GmbH', 'Kornblum Gastro GmbH'],
    domain: 'kornblum.example',
    sharing: ['name', 'mail domain'],
    parentChain: '901',
    share: 0.35,
  },
  {
    country: 'RU',
    names: ['ООО «Северный Двор Логистика»'],
    domain: 'sevdvor.example',
    sharing: ['name', 'mail domain'],
    parentChain: '902',
    share: 0.3,
  },
];
