import { type FieldSpec, fieldsOf, type Line, PERIOD, REP } from './rules-fields.ts';

const CUSTOMER: readonly Line[] = [
  [
    'customer',
    'key',
    'cust id | cust shipto id | company id | cust inn | contact id | cust doc id | parent id | parent cust id | cust id inv | cust',
    'Key of the customer in the source',
  ],
  [
    'customer_name',
    'text',
    'cust name | company name | company cust | company cust name | cust full name | name ship | cust desc | cust legal name | shipto name | cust contact | cust | inv name | cust inv name | 1 name | contact name | name',
    'Name of the customer',
  ],
];
const CURRENCY: Line = [
  'currency',
  'currency',
  'currency | currency id | currency doc | currency inv | currency order | currency pay | currency trans',
  'Currency, ISO 4217 or a sign',
];
const NUMBER =
  'id inv | id doc | doc | inv | id | doc id inv | id trans | doc id trans | id doc name | credit id | doc inv | id name | inv sales id | id revenue | name';
const ORDER_NUMBER = 'id order | doc id order | order | id doc | doc | id | id revenue | id order revenue';
const DATE =
  'date inv | date doc | date inv doc | date doc inv | date | date order | date trans | date revenue | date post | date posted | date posted doc | date pay | date ship | date deal | time | period | day';
const NET =
  'net | amount net | net total | net revenue | inv net | inv net total | amount inv net | line net | line net total | amount line net | net order | net price total | amount net total | amount doc net | net line price';
const GROSS =
  'gross | amount gross | gross total | gross inv | amount gross inv | gross inv total | amount gross total | gross line | amount gross line | gross order | gross price total | gross line total | amount doc gross | pay total | net pay | amount doc gross total | gross revenue';
const AMOUNT =
  'amount | total | amount total | amount line | line total | amount doc | amount inv | inv total | amount order | order total | amount price | price total | revenue | amount revenue | revenue total | amount trans | doc total | amount net base | amount sale | amount doc total | amount inv total | ' +
  'line price total | line price | amount line price | net price | net revenue | order revenue | line revenue | amount line total | amount trans total | inv value | prod revenue | amount prod | qty revenue | amount currency doc';
const TAX = 'tax | amount tax | tax total | amount tax total | amount inv tax | line tax | amount line tax | inv tax';

const TYPE =
  'type | doc type | id type | id trans type | trans type | type inv | inv type | name type | doc kind | doc name type | trans | order type | id doc type | mark';
const STATE: readonly Line[] = [
  [
    'status',
    'text',
    'status | doc status | order status | inv status | status pay',
    'Status in words; cancelled documents are left out',
  ],
  ['posted', 'bool', 'posted | doc posted | is posted', 'Whether the document counts (no: left out)'],
  [
    'cancelled',
    'bool',
    'cancelled | is cancelled | cancelled doc | cancelled order',
    'Whether the document was cancelled (yes: left out)',
  ],
  ['deleted', 'bool', 'deleted | is deleted | deleted doc', 'Whether it is marked as deleted (yes: left out)'],
];
const LINE: readonly Line[] = [
  [
    'line_no',
    'text',
    'id line | line | inv line | id inv line | id line order | line order | id doc line | line no',
    'Number of the line in its document',
  ],
  ['product', 'key', 'id prod | id line prod | barcode | id wh | id prod wh | prod | id', 'Key of the product'],
  [
    'product_name',
    'text',
    'name prod | desc prod | prod | full name prod | desc name prod | deal prod | wh name | line name',
    'Name of the product',
  ],
  [
    'product_group',
    'text',
    'group prod | cat prod | group | cat | group name prod | group sub | name prod cat | line prod | cat prod name | group prod sub | line prod',
    'Group of the product',
  ],
  [
    'quantity',
    'decimal',
    'qty | qty total | qty revenue | order qty | inv qty | qty ship | line qty | prod qty | qty total revenue | qty line order',
    'Quantity; returns negative',
  ],
  [
    'price',
    'decimal',
    'price | price unit | amount unit | net price | net price unit | prod price | price revenue | price line | prod price unit | inv price',
    'Price for one unit, in the currency of the document',
  ],
  [
    'discount',
    'percent',
    'disc | disc pct | disc rate | disc price unit | line disc | disc line pct | disc cust | pct disc total',
    'Discount in percent, as a fraction or as an amount',
  ],
  [
    'discount_amount',
    'decimal',
    'amount disc | disc total | amount disc line | amount disc total',
    'Discount as an amount of the line',
  ],
  [
    'unit_cost',
    'decimal',
    'cost unit | cost prod unit | cost price | cost prod | cost price unit | cost unit pct | cost unit local',
    'Cost of one unit',
  ],
  [
    'cost',
    'money',
    'amount cost | cost total | cost | cost line | amount cost total | cost revenue | cost line total',
    'Cost of the whole line',
  ],
  [
    'profit',
    'money',
    'profit | amount profit | line profit | profit total | amount profit total | profit revenue',
    'Profit of the whole line',
  ],
  ['tax_rate', 'percent', 'rate tax | pct tax | tax pct | pct rate tax', 'Tax rate in percent'],
  ['description', 'text', 'desc | desc line | desc text | tags', 'Words of the line'],
];
const HEAD_AMOUNTS: readonly Line[] = [
  ['net', 'money', NET, 'Amount without tax'],
  ['tax', 'money', TAX, 'Tax'],
  ['gross', 'money', GROSS, 'Amount with tax'],
  ['amount', 'money', AMOUNT, 'Amount, when the file does not say whether with tax'],
];
const DUE: readonly Line[] = [
  [
    'due_date',
    'date',
    'date due | due | date due pay | date inv due | date limit pay | date pay required | date limit',
    'Day on which it has to be paid',
  ],
  [
    'payment_days',
    'int',
    'day pay | day term | term | pay term | day credit | day disposed',
    'Days until it has to be paid',
  ],
];
const MARK: Line = ['mark', 'mark', TYPE, 'What the row is: invoice, credit note, order, payment'];
const TITLE: Line = [
  'document',
  'title',
  'doc | doc id | trans | doc ship | doc revenue | doc order | doc name | inv',
  'A printed title with kind, number and date of the document',
];
const OPEN: readonly Line[] = [
  [
    'open_amount',
    'money',
    'open | amount open | amount due | open total | amount due pay | amount open total | amount doc open | inv open | amount open pay | open inv amount | due total',
    'What is still to be paid',
  ],
  ['as_of', 'date', 'asof | asof date | date report', 'The day on which it was open'],
  [
    'settled_on',
    'date',
    'date settled | date paid | date full paid | date inv settled | date inv paid | date pay | date pay paid',
    'Day on which it was settled',
  ],
  ['disputed', 'bool', 'disputed | is disputed', 'Whether the customer disputes it'],
];

const HEADER = (number: string, date: string): readonly Line[] => [
  ['number', 'key', number, 'Number of the document'],
  TITLE,
  ['date', 'date', date, 'Date of the document'],
  ...CUSTOMER,
  ...REP,
  CURRENCY,
  ...HEAD_AMOUNTS,
];

export const invoiceFields = fieldsOf([...HEADER(NUMBER, DATE), MARK, ...DUE, ...OPEN, ...STATE]);
export const creditFields = fieldsOf([
  ...HEADER(`credit id | credit | credit doc id | ${NUMBER}`, `credit date | ${DATE}`),
  MARK,
  ...STATE,
]);
export const orderFields = fieldsOf([
  ...HEADER(ORDER_NUMBER, `date order | date doc order | ${DATE}`),
  ['required_on', 'date', 'date required | date required ship | date ship required', 'When the customer wants it'],
  ['shipped_on', 'date', 'date ship | date order ship', 'When it was shipped'],
  MARK,
  ...STATE,
]);

const lineFields = (number: string): FieldSpec[] =>
  fieldsOf([
    ['number', 'key', number, 'Number of the document'],
    TITLE,
    ...LINE,
    ...HEAD_AMOUNTS,
    CURRENCY,
    MARK,
    ...STATE.slice(2),
  ]);

export const invoiceLineFields = lineFields(`${NUMBER} | id order`);
export const orderLineFields = lineFields(ORDER_NUMBER);

export const flatFields = fieldsOf([
  [
    'number',
    'key',
    `${NUMBER} | id order | order | id pay | pay`,
    'Number of the document; without it one is made per customer and day',
  ],
  TITLE,
  ['date', 'date', DATE, 'Date of the document'],
  ...PERIOD,
  ...CUSTOMER,
  ...REP,
  CURRENCY,
  ...LINE,
  ...HEAD_AMOUNTS,
  MARK,
  ...DUE,
  ...STATE,
]);

export const paymentFields = fieldsOf([
  [
    'number',
    'key',
    'id pay | id doc pay | id trans | id doc | pay | id | id pay trans | doc | credit id pay',
    'Number of the payment',
  ],
  TITLE,
  ['date', 'date', `date pay | date paid | date doc pay | ${DATE}`, 'Day on which the money came'],
  ...CUSTOMER,
  CURRENCY,
  [
    'amount',
    'money',
    `amount pay | amount paid | paid | pay | ${AMOUNT} | credit | amount credit | gross | gross total`,
    'Money received',
  ],
  [
    'document_number',
    'key',
    'id inv | inv | doc id inv | base doc | id inv paid | order id',
    'The one invoice that it pays',
  ],
  ['mark', 'mark', TYPE, 'Payment or refund'],
  ...STATE,
]);

export const allocationFields = fieldsOf([
  ['payment', 'key', 'id pay | id doc pay | pay | id pay trans | id trans', 'Number of the payment'],
  ['document_number', 'key', 'id inv | id doc | inv | doc id inv | doc | order id', 'Number of the invoice'],
  ['amount', 'money', `amount pay | amount paid | paid | ${AMOUNT}`, 'What of the payment goes to the invoice'],
]);

export const transactionFields = fieldsOf([
  ['number', 'key', 'id inv | id doc | id | doc | inv', 'Number of the document'],
  TITLE,
  [
    'payment_number',
    'key',
    'id trans | cust id trans | id pay | id doc trans | id line trans | id pay trans',
    'Number of the payment',
  ],
  ['date', 'date', `date trans | ${DATE}`, 'Date'],
  ...CUSTOMER,
  ...REP,
  CURRENCY,
  ...HEAD_AMOUNTS,
  ['debit', 'money', 'debit | amount debit', 'What the customer owes'],
  ['credit', 'money', 'credit | amount credit', 'What the customer paid or got back'],
  MARK,
  ...DUE,
  ...OPEN,
  ...STATE,
]);

export const openItemFields = fieldsOf([...HEADER(NUMBER, DATE), ...OPEN, ...DUE, MARK]);
