import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import { decimal } from '../src/app/sample/cents.ts';
import { dayOf, isoOf, weekdayOf } from '../src/app/sample/days.ts';
import { random } from '../src/app/sample/random.ts';

/** How big the flat sales file is, and its seed. Documents have about `lines / documents` lines each. */
export interface LedgerSize {
  lines: number;
  documents: number;
  customers: number;
  products: number;
  seed?: string;
}

/** The size of the measurement 6. */
export const million: LedgerSize = { lines: 1_000_000, documents: 250_000, customers: 20_000, products: 3_000 };

export const ledgerHeader = [
  'number',
  'date',
  'customer',
  'customer name',
  'product',
  'product name',
  'quantity',
  'price',
  'discount',
  'net',
  'tax',
  'cost',
] as const;

/** One line of flat sales. Amounts in cents, quantity in whole units, discount in whole percent. */
export interface FlatLine {
  number: string;
  date: string;
  customer: string;
  customerName: string;
  product: string;
  productName: string;
  quantity: number;
  price: number;
  discount: number;
  net: number;
  tax: number;
  cost: number;
}

const FORMS = ['GmbH', 'KG', 'SARL', 'S.L.', 'Sp. z o.o.', 'Ltd', 'ООО', 'SAS', 'e.K.'];
const NAMES = [
  'Ahlers',
  'Bötticher',
  'Castanet',
  'Dąbek',
  'Escoffre',
  'Fairweather',
  'Гостинец',
  'Holzapfel',
  'Íscar',
  'Jodłowa',
  'Кедровый',
  'Löffelholz',
  'Murcia',
  'Niederau',
];
const TRADES = [
  'Feinkost',
  'Lebensmittel',
  'Épicerie',
  'Продукты',
  'Market',
  'Delikatesy',
  'Hostelería',
  'Getränke, Tabak',
];
const GOODS = [
  'Wheat flour',
  'Olive oil',
  'Apple juice',
  'Milk chocolate',
  'Kitchen towels',
  'Liquid detergent',
  'Peeled tomatoes',
  'Filter coffee',
  'Strawberry jam',
  'Barbecue sauce',
];
const PACKS = ['10 x 1 kg', '12 x 500 ml', '6 x 1 l', '24 x 200 g', '8 x 450 g', '"jumbo" pack'];

/**
 * Flat sales over three years, in order of date, one document after the other; the same for the same size and seed. Customers' sizes fall off
 * steeply (u^3), products' a little less (u^2). Half away from zero: net = quantity x price x (1 - discount).
 */
export function* flatLines(size: LedgerSize): Generator<FlatLine> {
  const rng = random(size.seed ?? 'ledger');
  const first = dayOf('2023-01-02');
  const days = Array.from({ length: 1095 }, (_, i) => first + i)
    .filter((day) => weekdayOf(day) <= 5)
    .map(isoOf);
  const customers = Array.from(
    { length: size.customers },
    (_, i) => `${rng.pick(TRADES)} ${rng.pick(NAMES)} ${i + 1} ${rng.pick(FORMS)}`,
  );
  const products = Array.from({ length: size.products }, (_, i) => ({
    code: String(i + 1).padStart(6, '0'),
    name: `${rng.pick(GOODS)} no. ${i + 1}, ${rng.pick(PACKS)}`,
    price: rng.int(150, 9000),
    costShare: rng.between(0.5, 0.8),
  }));
  let left = size.lines;
  for (let d = 0; d < size.documents && left > 0; d++) {
    const mean = left / (size.documents - d);
    const count = d === size.documents - 1 ? left : Math.min(left, rng.int(1, Math.max(1, Math.round(2 * mean - 1))));
    const customer = Math.floor(rng.next() ** 3 * size.customers);
    const number = `R${String(d + 1).padStart(8, '0')}`;
    const date = days[Math.floor((d / size.documents) * days.length)]!;
    for (let l = 0; l < count; l++) {
      const product = products[Math.floor(rng.next() ** 2 * size.products)]!;
      const quantity = rng.int(1, 60);
      const discount = rng.chance(0.4) ? rng.int(1, 25) : 0;
      const net = Math.floor((2 * quantity * product.price * (100 - discount) + 100) / 200);
      const cost = Math.round(quantity * product.price * product.costShare);
      yield {
        number,
        date,
        customer: `C${100_000 + customer}`,
        customerName: customers[customer]!,
        product: product.code,
        productName: product.name,
        quantity,
        price: product.price,
        discount,
        net,
        tax: Math.floor((net * 14 + 100) / 200),
        cost,
      };
    }
    left -= count;
  }
}

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Writes flat sales as CSV (comma, UTF-8, LF), streamed in blocks of about 1 MB. Returns the number of data rows. */
export async function writeLedgerCsv(path: string, size: LedgerSize = million): Promise<number> {
  const file = createWriteStream(path);
  const names = new Map<string, string>();
  const cached = (text: string) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const made = quoted(text);
    names.set(text, made);
    return made;
  };
  let block = `${ledgerHeader.join(',')}\n`;
  let rows = 0;
  for (const line of flatLines(size)) {
    block += `${line.number},${line.date},${line.customer},${cached(line.customerName)},${line.product},${cached(line.productName)},${line.quantity},${decimal(line.price)},${line.discount},${decimal(line.net)},${decimal(line.tax)},${decimal(line.cost)}\n`;
    rows++;
    if (block.length > 1_000_000) {
      if (!file.write(block)) await once(file, 'drain');
      block = '';
    }
  }
  file.end(block);
  await once(file, 'finish');
  return rows;
}

/** Writes flat sales as one sheet of XLSX (numbers as numbers, dates as ISO text), streamed. Returns the number of data rows. */
export async function writeLedgerXlsx(path: string, size: LedgerSize): Promise<number> {
  let rows = 0;
  function* cells() {
    for (const line of flatLines(size)) {
      rows++;
      yield [
        line.number,
        line.date,
        line.customer,
        line.customerName,
        line.product,
        line.productName,
        line.quantity,
        line.price / 100,
        line.discount,
        line.net / 100,
        line.tax / 100,
        line.cost / 100,
      ];
    }
  }
  const workbook = writeXlsxStream(cells(), { name: 'Sales', columns: ledgerHeader.map((header) => ({ header })) });
  await pipeline(Readable.fromWeb(workbook as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path));
  return rows;
}

/** Sizes with the proportions of `million`. */
export function sized(lines: number, seed?: string): LedgerSize {
  const part = lines / million.lines;
  const least = (count: number) => Math.max(1, Math.round(count * part));
  return {
    lines,
    documents: least(million.documents),
    customers: least(million.customers),
    products: least(million.products),
    seed,
  };
}
