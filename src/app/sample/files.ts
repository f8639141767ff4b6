import { makeDocx, makePdf, makePng, makeXlsx } from '../../features/files/make.ts';

/** A file of the sample company; `by`: key of the staff member who uploads it. */
export interface SampleFile {
  customer: string;
  by: string;
  name: string;
  content: Buffer;
  /** Keys of who may read it beside its author; left out: everybody who sees the customer. */
  readers?: readonly string[];
  /** Further versions, each with who brings it. */
  later?: readonly { by: string; content: Buffer }[];
}

/** The shelf of a shop, as a photo would show it: boards with packs in rows. */
const shelf = () =>
  makePng(480, 300, (x, y) => {
    if (y % 75 > 66) return [122, 84, 52];
    if (x % 40 < 3 || y % 75 < 12) return [236, 232, 222];
    const pack = Math.floor(x / 40) + Math.floor(y / 75) * 3;
    return (
      [
        [198, 74, 58],
        [62, 112, 92],
        [222, 176, 66],
        [70, 94, 150],
      ] as const
    )[pack % 4]!;
  });

const agreement = (days: number, bonus: string) =>
  makePdf([
    [
      'Framework agreement on deliveries',
      'Vitalfew sample company and Kornblum Gruppe',
      '',
      '1. Deliveries to the central warehouse on Tuesdays and Fridays, 6 to 10 a.m.',
      `2. Payment within ${days} days of the invoice.`,
      `3. Annual bonus ${bonus} of the turnover after returns.`,
      '4. Pallets are exchanged; damage is reported within 24 hours.',
    ],
    ['Annex 1: delivery windows', '', 'Warehouse North: dock 4 to 7', 'Warehouse South: dock 1, advice the day before'],
  ]);

/** What the key accounts' managers keep of them: an agreement in two versions, minutes, a price list, a photo, orders by mail, and what few may read. */
export async function sampleFiles(): Promise<SampleFile[]> {
  const prices = await makeXlsx(
    'Spring',
    ['Article', 'Name', 'Pack', 'Net EUR'],
    [
      ['100121', 'Rye flakes', '12 x 500 g', 16.8],
      ['100134', 'Oat bran', '10 x 400 g', 13.9],
      ['100208', 'Baking mix, dark', '8 x 1 kg', 21.4],
    ],
  );
  return [
    {
      customer: '901',
      by: 'e.vaubert',
      name: 'Framework agreement.pdf',
      content: agreement(45, '2.0 %'),
      later: [{ by: 'e.vaubert', content: agreement(30, '2.5 %') }],
    },
    {
      customer: '901',
      by: 'j.rehlinger',
      name: 'Minutes of the spring talks.docx',
      content: makeDocx([
        'Spring talks in the central buying office',
        'Own-label baking goods in three sizes; samples by the end of the month.',
        'One price list for Germany and Austria, in force from March.',
        'Open: who pays for the new shelf labels.',
      ]),
    },
    { customer: '901', by: 'j.rehlinger', name: 'Price list spring.xlsx', content: prices },
    { customer: '901', by: 'o.thackray', name: 'Shelf in Linz.png', content: shelf() },
    {
      customer: '901',
      by: 'e.vaubert',
      name: 'Our limits for the annual talks.txt',
      content: Buffer.from('Not below 2.5 % bonus and 30 days. The private label only with a term of two years.\n'),
      readers: ['j.rehlinger'],
    },
    {
      customer: '902',
      by: 's.ladozhin',
      name: 'Протокол встречи.docx',
      content: makeDocx([
        'Протокол встречи с директором по закупкам',
        'Пробная поставка соков и каш в двенадцать магазинов.',
        'Отсрочка остаётся прежней, если просрочка не превысит десяти дней.',
      ]),
    },
    {
      customer: '903',
      by: 'l.berrocal',
      name: 'Promotion in June.csv',
      content: Buffer.from('week;warehouse;pallets\n23;North;2\n24;North;2\n25;South;2\n'),
    },
  ];
}

/** Logos of some customers, uploaded by who looks after them: a ring, a leaf, bars, on a ground of one colour. */
export const sampleLogos = (): SampleFile[] => {
  const SIDE = 96;
  type Colour = readonly [number, number, number];
  const WHITE: Colour = [255, 255, 255];
  const far = (x: number, y: number) => Math.hypot(x - SIDE / 2 + 0.5, y - SIDE / 2 + 0.5);
  const draw = (ground: Colour, isShape: (x: number, y: number) => boolean) =>
    makePng(SIDE, SIDE, (x, y) => (isShape(x, y) ? WHITE : ground));
  return [
    {
      ...{ customer: '901', by: 'o.thackray', name: 'Logo.png' },
      content: draw([31, 92, 61], (x, y) => far(x, y) < 34 && (far(x, y) > 22 || Math.abs(x - y) < 7)),
    },
    {
      ...{ customer: '905', by: 'e.vaubert', name: 'Logo.png' },
      content: draw([168, 52, 40], (x, y) => y > 20 && y < 76 && x > 20 && x < 76 && (x - 20) % 20 < 12),
    },
    {
      ...{ customer: '907', by: 'o.thackray', name: 'Logo.png' },
      content: draw([38, 66, 140], (x, y) => far(x - 12, y) < 38 && far(x + 12, y) < 38),
    },
  ];
};
