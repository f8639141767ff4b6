/** What a document is. `refund`: money paid back; `ignore`: no sale and no payment (quotes, purchases, moves between warehouses). */
export const MARKS = ['invoice', 'credit', 'order', 'payment', 'refund', 'ignore'] as const;
export type DocMark = (typeof MARKS)[number];

const CODES = new Map<string, DocMark>(
  Object.entries({
    i: 'invoice',
    inv: 'invoice',
    si: 'invoice',
    rv: 'invoice',
    dr: 'invoice',
    re: 'invoice',
    fac: 'invoice',
    out_invoice: 'invoice',
    cn: 'credit',
    cm: 'credit',
    cr: 'credit',
    crn: 'credit',
    sc: 'credit',
    scn: 'credit',
    dg: 'credit',
    gs: 'credit',
    out_refund: 'credit',
    p: 'payment',
    pay: 'payment',
    pmt: 'payment',
    pymt: 'payment',
    sr: 'payment',
    sa: 'payment',
    dz: 'payment',
    so: 'order',
    ord: 'order',
  }),
);

// Tried in this order: "возврат денег" is a refund before it is a return, "proforma invoice" nothing before it is an invoice.
const WORDS: readonly [RegExp, DocMark][] = [
  [
    /возврат.*(?:денеж|денег|средств|оплат|плат[её]ж)|расходн.*ордер|payment refund|refund payment|customer refund|списание с/,
    'refund',
  ],
  [
    /pro.?forma|quot(?:e|ation)|angebot|devis|presupuesto|коммерческое предложение|поступление (?:товар|\(акт)|закуп|перемещен|инвентаризац|purchase|поставщик|tax ?invoice only|draft|черновик/,
    'ignore',
  ],
  [
    /credit|gutschrift|storno|avoir|abono|nota de cr|возврат|return|refund|retoure|rückgabe|корректировка реализации|сторно|rembours|devoluci/,
    'credit',
  ],
  [
    /payment|оплат|плат[её]ж|поступление|zahlung|paiement|r[eè]glement|\bpago|cobro|receipt|приходн.*ордер|эквайринг|encaissement|deposit|remittance/,
    'payment',
  ],
  [/order|заказ|auftrag|bestell|commande|pedido/, 'order'],
  [
    /invoice|\bbill|sale|реализац|отгрузк|накладн|сч[её]т|rechnung|factur|продаж|\bакт\b|(?:^|\s)(?:акт|упд|удп)(?:\s|$|,)|vent[ae]|чек|debit note|передача|отпуск/,
    'invoice',
  ],
];

/** What a word of the source means ("Credit note", "Реализация товаров и услуг", "CN"); null when nobody knows. */
export function markOfWords(text: string): DocMark | null {
  const lower = text.trim().toLowerCase();
  const code = CODES.get(lower);
  if (code !== undefined) return code;
  if (lower.length < 3) return null;
  for (const [form, mark] of WORDS) if (form.test(lower)) return mark;
  return null;
}

/** What a value of the mark column means: what the mapping says of it (lower case), else what its words say. */
export function markOf(text: string, given: Readonly<Record<string, DocMark>> | undefined): DocMark | null {
  const lower = text.trim().toLowerCase().replace(/\.0$/, '');
  return given !== undefined && Object.hasOwn(given, lower) ? given[lower]! : markOfWords(text);
}

/** A printed document title taken apart. */
export interface Title {
  words: string;
  number: string;
  /** As it stands there, day first or ISO. */
  date: string;
}

const TITLE =
  /^(.*?)\s*(?:(?:№|N[°ºo]?\.?|#|Nr\.?)\s*)?([\p{L}\d][\p{L}\d\-/_.]*)\s+(?:от|dated|vom|du|del|of|from)\s+(\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)(?:[\sT]+\d{1,2}:\d\d(?::\d\d)?)?(?:\s*г\.?)?$/iu;

/** Reads "Реализация товаров и услуг 00БП-000123 от 12.03.2024 10:15:00"; null for other texts. */
export function readTitle(text: string): Title | null {
  const found = TITLE.exec(text.trim().replace(/[\s\u00a0]+/g, ' '));
  if (!found || !/\d/.test(found[2]!)) return null;
  return { words: found[1]!.trim(), number: found[2]!, date: found[3]! };
}

const GONE =
  /cancel|void|storniert|annul|anulad|отмен|аннулир|удал[её]н|deleted|draft|черновик|brouillon|entwurf|borrador|не провед/i;

/** Whether a status says that the document does not count: cancelled, void, draft. */
export function isGone(status: string): boolean {
  return GONE.test(status);
}

const YES = new Set([
  'true',
  '1',
  'yes',
  'y',
  'да',
  'д',
  'oui',
  'o',
  'ja',
  'j',
  'si',
  'sí',
  's',
  'x',
  '+',
  'истина',
  'wahr',
  'vrai',
  'verdadero',
  't',
  '1.0',
  '✓',
]);
const NO = new Set([
  'false',
  '0',
  'no',
  'n',
  'нет',
  'н',
  'non',
  'nein',
  'ложь',
  'falsch',
  'faux',
  'falso',
  'f',
  '0.0',
  '',
]);

/** A yes or no of five languages; null when it is neither. */
export function yesOrNo(text: string): boolean | null {
  const lower = text.trim().toLowerCase();
  return YES.has(lower) ? true : NO.has(lower) ? false : null;
}
