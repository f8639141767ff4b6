/** A small tree of one record of an exchange file (a product, an offer, a document). */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Node[];
  line: number;
}

/** The first child of that name. */
export const child = (node: Node | undefined, name: string): Node | undefined =>
  node?.children.find((each) => each.name === name);

/** The text at a path of children, trimmed; '' when there is none. */
export function textAt(node: Node | undefined, ...path: string[]): string {
  let at = node;
  for (const name of path) at = child(at, name);
  return at === undefined ? '' : at.text.replace(/\s+/g, ' ').trim();
}

/** Children of a list element: `listOf(document, 'Товары', 'Товар')`. */
export function listOf(node: Node | undefined, list: string, item: string): Node[] {
  return (node?.children ?? [])
    .filter((each) => each.name === list)
    .flatMap((each) => each.children.filter((one) => one.name === item));
}

/** Requisites (name and value) as a map, names in lower case without spaces. */
export function requisites(node: Node): Map<string, string> {
  const found = new Map<string, string>();
  for (const each of listOf(node, 'ЗначенияРеквизитов', 'ЗначениеРеквизита')) {
    found.set(textAt(each, 'Наименование').toLowerCase().replaceAll(' ', ''), textAt(each, 'Значение'));
  }
  return found;
}

export const isTrue = (text: string | undefined): boolean => /^(?:true|1|да|истина|y|yes)$/i.test(text ?? '');

/** A number as CommerceML writes it, with a decimal point. */
export const decimalText = (text: string): string => {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '');
  return plain.includes('.') ? plain : plain.replace(',', '.');
};

export const dayText = (text: string): string => text.slice(0, 10);

const currencies: Record<string, string> = {
  руб: 'RUB',
  'руб.': 'RUB',
  рубль: 'RUB',
  rur: 'RUB',
  '810': 'RUB',
  '643': 'RUB',
  '840': 'USD',
  '978': 'EUR',
  '398': 'KZT',
  '933': 'BYN',
  '974': 'BYN',
  '156': 'CNY',
  '980': 'UAH',
  грн: 'UAH',
  тенге: 'KZT',
  долл: 'USD',
  $: 'USD',
  '€': 'EUR',
  евро: 'EUR',
};

/** ISO 4217 code of a currency as 1C names it: РУБ, руб., 643 -> RUB. */
export const currencyCode = (text: string): string => currencies[text.toLowerCase()] ?? text.toUpperCase();

const operations: [RegExp, string][] = [
  [/возврат.*(?:денег|средств|оплат|платеж)|расходн.*ордер|списание/i, 'refund'],
  [/возврат|корректировка реализации/i, 'return'],
  [/заказ/i, 'order'],
  [/сч[её]т-?\s?фактура/i, 'taxInvoice'],
  [/сч[её]т/i, 'proforma'],
  [/выплата|оплата|плат[её]ж|поступление.*(?:денег|средств|сч[её]т)|приходн.*ордер|эквайринг|чек/i, 'payment'],
  [/отпуск|реализац|отгрузк|продаж|передача/i, 'sale'],
  [/поступление|закупк|приход/i, 'purchase'],
];

/** The kind of a document: order, proforma, sale, return, payment, refund, taxInvoice, purchase or other. */
export function kindOf(operation: string): string {
  for (const [form, kind] of operations) if (form.test(operation)) return kind;
  return 'other';
}
