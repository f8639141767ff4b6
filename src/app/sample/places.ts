import type { Country } from './check-digits.ts';

/** Places, streets and wording of one country. */
export interface Places {
  /** City and postcode area. */
  cities: readonly (readonly [string, string])[];
  streets: readonly string[];
  /** Length of the postcode, all digits unless `postcode` says otherwise. */
  postcode: (area: string, number: number) => string;
  address: (street: string, number: number) => string;
  phone: string;
}

const fill = (length: number) => (area: string, number: number) =>
  area +
  String(number)
    .padStart(length, '0')
    .slice(area.length - length);

export const places: Readonly<Record<Country, Places>> = {
  DE: {
    phone: '+49',
    postcode: fill(5),
    address: (s, n) => `${s} ${n}`,
    cities: [
      ['Hannover', '30'],
      ['Bremen', '28'],
      ['Leipzig', '04'],
      ['Kassel', '34'],
      ['Münster', '48'],
      ['Würzburg', '97'],
      ['Ulm', '89'],
      ['Freiburg', '79'],
      ['Lübeck', '23'],
      ['Erfurt', '99'],
      ['Mainz', '55'],
      ['Görlitz', '02'],
      ['Passau', '94'],
      ['Osnabrück', '49'],
      ['Jena', '07'],
      ['Rostock', '18'],
    ],
    streets: [
      'Lindenstraße',
      'Am Güterbahnhof',
      'Marktplatz',
      'Hafenstraße',
      'Birkenweg',
      'Industriestraße',
      'Schillerstraße',
      'Mühlenweg',
    ],
  },
  AT: {
    phone: '+43',
    postcode: fill(4),
    address: (s, n) => `${s} ${n}`,
    cities: [
      ['Linz', '40'],
      ['Graz', '80'],
      ['Salzburg', '50'],
      ['Innsbruck', '60'],
      ['Villach', '95'],
      ['Wels', '46'],
    ],
    streets: ['Bahnhofstraße', 'Mozartgasse', 'Am Anger', 'Donaulände', 'Kirchengasse'],
  },
  FR: {
    phone: '+33',
    postcode: fill(5),
    address: (s, n) => `${n}, ${s}`,
    cities: [
      ['Lyon', '69'],
      ['Nantes', '44'],
      ['Lille', '59'],
      ['Dijon', '21'],
      ['Angers', '49'],
      ['Nîmes', '30'],
      ['Rennes', '35'],
      ['Reims', '51'],
      ['Orléans', '45'],
    ],
    streets: [
      'rue des Tilleuls',
      'avenue de la Gare',
      'place du Marché',
      'rue du Moulin',
      'quai des Brumes',
      'boulevard Carnot',
    ],
  },
  ES: {
    phone: '+34',
    postcode: fill(5),
    address: (s, n) => `${s}, ${n}`,
    cities: [
      ['Valencia', '46'],
      ['Zaragoza', '50'],
      ['Sevilla', '41'],
      ['Murcia', '30'],
      ['Alicante', '03'],
      ['Valladolid', '47'],
      ['Córdoba', '14'],
      ['Logroño', '26'],
    ],
    streets: [
      'Calle Mayor',
      'Avenida del Puerto',
      'Calle de los Olivos',
      'Plaza Nueva',
      'Polígono La Vega',
      'Calle Alameda',
    ],
  },
  PL: {
    phone: '+48',
    postcode: (a, n) => `${a}-${String(n).padStart(3, '0').slice(-3)}`,
    address: (s, n) => `ul. ${s} ${n}`,
    cities: [
      ['Poznań', '60'],
      ['Wrocław', '50'],
      ['Łódź', '90'],
      ['Gdańsk', '80'],
      ['Kraków', '30'],
      ['Lublin', '20'],
      ['Białystok', '15'],
      ['Rzeszów', '35'],
    ],
    streets: ['Lipowa', 'Kościuszki', 'Dworcowa', 'Młyńska', 'Ogrodowa', 'Składowa'],
  },
  RU: {
    phone: '+7',
    postcode: fill(6),
    address: (s, n) => `${s}, д. ${n}`,
    cities: [
      ['Санкт-Петербург', '190'],
      ['Нижний Новгород', '603'],
      ['Самара', '443'],
      ['Вологда', '160'],
      ['Ярославль', '150'],
      ['Казань', '420'],
      ['Тверь', '170'],
      ['Псков', '180'],
    ],
    streets: ['ул. Садовая', 'пр. Просвещения', 'ул. Заводская', 'наб. Волжская', 'ул. Мира', 'Складской проезд'],
  },
  GB: {
    phone: '+44',
    postcode: (a, n) => `${a}${1 + (n % 9)} ${1 + (n % 8)}${'ABDEF'[n % 5]}${'HJLNP'[n % 4]}`,
    address: (s, n) => `${n} ${s}`,
    cities: [
      ['Bristol', 'BS'],
      ['Leeds', 'LS'],
      ['Norwich', 'NR'],
      ['Exeter', 'EX'],
      ['York', 'YO'],
      ['Glasgow', 'G'],
    ],
    streets: ['Harbour Road', 'Mill Lane', 'Station Approach', 'Orchard Street', 'Castle Way'],
  },
  KZ: {
    phone: '+7',
    postcode: fill(6),
    address: (s, n) => `${s}, ${n}`,
    cities: [
      ['Алматы', '050'],
      ['Астана', '010'],
      ['Караганда', '100'],
    ],
    streets: ['ул. Абая', 'пр. Достык', 'ул. Сатпаева'],
  },
  US: {
    phone: '+1',
    postcode: fill(5),
    address: (s, n) => `${n * 10} ${s}`,
    cities: [
      ['Madison, WI', '537'],
      ['Des Moines, IA', '503'],
      ['Portland, ME', '041'],
      ['Columbus, OH', '432'],
    ],
    streets: ['Maple Avenue', 'Depot Street', 'County Road', 'Lake Shore Drive'],
  },
};
