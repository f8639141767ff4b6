import type { Bytes } from './bytes.ts';
import { head } from './bytes.ts';
import { Meter } from './clock.ts';
import { columns, type Emit, type Kind, newMemory } from './commerceml-columns.ts';
import { currencyCode, isTrue, type Node, textAt } from './commerceml-node.ts';
import { customer, document, offer, product } from './commerceml-rows.ts';
import type { Limits } from './limits.ts';
import { batchRows, type Dialect, type Row, type Stop, sampleRows, type Table } from './table.ts';
import { Unreadable } from './unreadable.ts';
import { declaredEncoding, readXml, type XmlEvents } from './xml.ts';

/** Elements of one record; more than any real document has. */
const maxNodes = 2_000_000;
const kinds = Object.keys(columns) as Kind[];

/** Collects records as small trees and turns each into rows when it ends. */
class Records implements XmlEvents {
  /** The name of the outermost element. */
  root = '';
  readonly #emit: Emit;
  readonly #name: string;
  readonly #memory = newMemory();
  #path: string[] = [];
  #record: Node[] = [];
  #nodes = 0;
  /** Classifier groups that are open: id, name and whether they have been stored. */
  #groups: { id: string; name: string }[] = [];

  constructor(name: string, emit: Emit) {
    this.#name = name;
    this.#emit = emit;
  }

  open(name: string, attributes: Record<string, string>, line: number): void {
    if (this.root === '') this.root = name;
    const parent = this.#path.at(-1) ?? '';
    this.#path.push(name);
    if (this.#record.length > 0) {
      if (++this.#nodes > maxNodes)
        throw new Unreadable(
          'too-large',
          `A record of "${this.#name}" (line ${line}) has too many elements. Export fewer documents at a time.`,
          { name: this.#name },
        );
      const node: Node = { name, attributes, text: '', children: [], line };
      this.#record.at(-1)!.children.push(node);
      this.#record.push(node);
      return;
    }
    const begins =
      (name === 'Товар' && parent === 'Товары') ||
      (name === 'Предложение' && parent === 'Предложения') ||
      name === 'Документ' ||
      (name === 'Контрагент' && parent !== 'Владелец') ||
      (name === 'ТипЦены' && parent === 'ТипыЦен');
    if (begins) {
      this.#nodes = 0;
      this.#record.push({ name, attributes, text: '', children: [], line });
    } else if (name === 'Группа') this.#groups.push({ id: '', name: '' });
  }

  text(text: string): void {
    if (this.#record.length > 0) {
      this.#record.at(-1)!.text += text;
      return;
    }
    const group = this.#groups.at(-1);
    if (!group || this.#path.at(-2) !== 'Группа') return;
    if (this.#path.at(-1) === 'Ид') group.id += text.trim();
    else if (this.#path.at(-1) === 'Наименование') group.name += text;
  }

  close(name: string): void {
    this.#path.pop();
    if (this.#record.length > 1) {
      this.#record.pop();
      return;
    }
    if (this.#record.length === 1) {
      this.#take(this.#record.pop()!);
      return;
    }
    if (name === 'Группа') this.#groups.pop();
    else if (name === 'Наименование' && this.#groups.length > 0) {
      const group = this.#groups.at(-1)!;
      const path = this.#groups.map((each) => each.name.trim()).join(' / ');
      if (group.id !== '') this.#memory.groups.set(group.id, { name: group.name.trim(), path });
    } else if (name === 'Группы' && this.#groups.length > 0) {
      const group = this.#groups.at(-1)!;
      if (group.id !== '' && !this.#memory.groups.has(group.id))
        this.#memory.groups.set(group.id, { name: group.name.trim(), path: group.name.trim() });
    }
  }

  #take(node: Node): void {
    if (node.name === 'Товар') product(node, this.#memory, this.#emit);
    else if (node.name === 'Предложение') offer(node, this.#memory, this.#emit);
    else if (node.name === 'Документ') document(node, this.#memory, this.#emit);
    else if (node.name === 'Контрагент') customer(node, this.#memory, this.#emit);
    else {
      const taxes = node.children.filter((each) => each.name === 'Налог');
      this.#memory.priceTypes.set(textAt(node, 'Ид'), {
        name: textAt(node, 'Наименование'),
        currency: currencyCode(textAt(node, 'Валюта')),
        taxIncluded: taxes.length === 0 ? '' : isTrue(textAt(taxes[0], 'УчтеноВСумме')) ? 'true' : 'false',
      });
    }
  }
}

/** The tables of a 1C CommerceML 2.x file: those of products, prices, customers, documents and document lines that it fills. */
export async function openCommerceMl(bytes: Bytes, file: string, limits: Limits): Promise<Table[]> {
  const samples = new Map<Kind, Row[]>(kinds.map((kind) => [kind, []]));
  const records = new Records(bytes.name, (kind, cells, number) => {
    const sample = samples.get(kind)!;
    if (sample.length < sampleRows) sample.push({ number, cells });
  });
  for await (const _ of readXml(bytes, records, limits)) {
    void _;
    if (records.root !== '' && records.root !== 'КоммерческаяИнформация') {
      throw new Unreadable(
        'unknown-xml',
        `"${bytes.name}" is XML, but not a 1C exchange file (CommerceML): it begins with <${records.root.slice(0, 60)}>. Export CommerceML, XLSX or CSV.`,
        { name: bytes.name },
      );
    }
    if ([...samples.values()].every((sample) => sample.length >= sampleRows)) break;
  }
  const dialect = dialectOf(declaredEncoding(await head(bytes, 4096)), bytes);
  const found = kinds.filter((kind) => samples.get(kind)!.length > 0);
  if (found.length === 0) {
    throw new Unreadable(
      'empty',
      `"${bytes.name}" is a 1C exchange file without products, prices, counterparties or documents: nothing was exported into it.`,
      { name: bytes.name },
    );
  }
  return found.map((kind) => ({
    id: `${bytes.name}#${kind}`,
    file,
    sheet: kind,
    format: 'commerceml',
    name: kind,
    headers: [...columns[kind]],
    headerRow: 0,
    dialect,
    sample: samples.get(kind)!,
    kindHint: kind,
    warnings: [],
    totals: [],
    rows: (signal) => readRows(bytes, kind, limits, signal),
  }));
}

async function* readRows(
  bytes: Bytes,
  wanted: Kind,
  limits: Limits,
  signal?: Stop,
): AsyncGenerator<Row[], void, undefined> {
  const meter = new Meter(bytes.name, limits);
  let out: Row[] = [];
  const records = new Records(bytes.name, (kind, cells, number) => {
    if (kind === wanted) out.push({ number, cells });
  });
  meter.start();
  for await (const _ of readXml(bytes, records, limits, signal)) {
    void _;
    if (out.length < batchRows) continue;
    meter.stop(out.length, out.length * columns[wanted].length);
    yield out;
    out = [];
    meter.start();
  }
  meter.stop(out.length, out.length * columns[wanted].length);
  if (out.length > 0) yield out;
}

function dialectOf(encoding: string, bytes: Bytes): Dialect {
  return {
    encoding,
    bom: false,
    compression: bytes.compression,
    delimiter: null,
    quote: null,
    newline: '\n',
    decimal: '.',
    thousands: null,
    dateOrder: 'ymd',
    dateOrders: {},
    confidence: { encoding: 'sure', delimiter: 'sure', decimal: 'sure', dateOrder: 'sure' },
  };
}
