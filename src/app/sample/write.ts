import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decimal, plain } from './cents.ts';
import { isoOf } from './days.ts';
import type { LineRow, SampleRequest } from './rows.ts';
import { makeSample, type Sample } from './sample.ts';

/** A file of the sample company: what it holds, in the words of the importer. */
export interface SampleFile {
  name: string;
  path: string;
  rows: number;
  bytes: number;
  /** SHA-256 of the content, hex. */
  hash: string;
}

type Cell = string | number;

/** CSV as most programs write it: comma, quotes where needed, CRLF, UTF-8 without BOM. */
function csv(header: string, rows: Iterable<readonly Cell[]>): { text: string; rows: number } {
  const lines = [header];
  for (const row of rows) {
    lines.push(
      row
        .map((cell) => (typeof cell === 'string' && /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(','),
    );
  }
  return { text: `${lines.join('\r\n')}\r\n`, rows: lines.length - 1 };
}

const lineCells = (line: LineRow): Cell[] => [
  line.line,
  line.product,
  plain(line.milli, 3),
  decimal(line.price),
  plain(line.discount, 2),
  decimal(line.net),
];

/** The files' contents in the order in which they are best imported. */
export function sampleContents(sample: Sample): { name: string; text: string; rows: number }[] {
  const file = (name: string, header: string, rows: Iterable<readonly Cell[]>) => ({ name, ...csv(header, rows) });
  return [
    file(
      'salespeople.csv',
      'code,name,email',
      sample.salespeople.map((s) => [s.code, s.name, s.email]),
    ),
    file(
      'customers.csv',
      'code,name,parent code,level,category,tax id,country,city,postcode,address,email,phone,currency,credit limit,payment days,salesperson',
      sample.customers.map((c) => [
        c.code,
        c.name,
        c.parent,
        c.level,
        c.category,
        c.taxId,
        c.country,
        c.city,
        c.postcode,
        c.address,
        c.email,
        c.phone,
        c.currency,
        c.creditLimit ? decimal(c.creditLimit) : '',
        c.paymentDays,
        c.manager,
      ]),
    ),
    file(
      'products.csv',
      'code,name,group,unit,cost,price,currency,barcode',
      sample.products.map((p) => [
        p.code,
        p.name,
        p.group,
        p.unit,
        decimal(p.cost),
        decimal(p.price),
        'EUR',
        p.barcode,
      ]),
    ),
    file(
      'rates.csv',
      'date,currency,base currency,rate',
      sample.rates.map((r) => [isoOf(r.date), r.currency, 'EUR', plain(r.micro, 6)]),
    ),
    file(
      'orders.csv',
      'number,date,customer code,salesperson,currency,net',
      sample.orders.map((o) => [o.number, isoOf(o.date), o.customer, o.salesperson, o.currency, decimal(o.net)]),
    ),
    file(
      'order-lines.csv',
      'order number,line,product code,quantity,price,discount %,net',
      sample.orders.flatMap((o) => o.lines.map((line) => [o.number, ...lineCells(line)])),
    ),
    file(
      'invoices.csv',
      'number,date,due date,customer code,salesperson,currency,type,net,tax,gross',
      sample.invoices.map((i) => [
        i.number,
        isoOf(i.date),
        isoOf(i.due),
        i.customer,
        i.salesperson,
        i.currency,
        i.type,
        decimal(i.net),
        decimal(i.tax),
        decimal(i.gross),
      ]),
    ),
    file(
      'invoice-lines.csv',
      'invoice number,line,product code,quantity,price,discount %,net,tax,cost amount',
      sample.invoices.flatMap((i) =>
        i.lines.map((line) => [
          i.number,
          ...lineCells(line),
          decimal(line.tax),
          line.cost === undefined ? '' : decimal(line.cost),
        ]),
      ),
    ),
    file(
      'payments.csv',
      'number,date,customer code,currency,amount',
      sample.payments.map((p) => [p.number, isoOf(p.date), p.customer, p.currency, decimal(p.amount)]),
    ),
    file(
      'payment-allocations.csv',
      'payment number,invoice number,amount',
      sample.payments.flatMap((p) => p.allocations.map((a) => [p.number, a.invoice, decimal(a.amount)])),
    ),
    file(
      'targets.csv',
      'salesperson,from,to,amount,currency',
      sample.targets.map((t) => [t.salesperson, isoOf(t.from), isoOf(t.to), decimal(t.amount), 'EUR']),
    ),
  ];
}

/** Writes the sample company's ledger into a folder (made if missing) as files that the importer reads; in import order. */
export async function writeSample(dir: string, request: SampleRequest): Promise<SampleFile[]> {
  await mkdir(dir, { recursive: true });
  const files: SampleFile[] = [];
  for (const { name, text, rows } of sampleContents(makeSample(request))) {
    const path = join(dir, name);
    const bytes = Buffer.from(text, 'utf8');
    await writeFile(path, bytes);
    files.push({ name, path, rows, bytes: bytes.length, hash: createHash('sha256').update(bytes).digest('hex') });
  }
  return files;
}
