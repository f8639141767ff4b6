/** How the cells of a field are read. `mark`: a word that tells kinds of documents apart; `title`: a printed document ("Реализация ... 00-12 от 12.03.2024"). */
export type FieldType =
  | 'key'
  | 'text'
  | 'decimal'
  | 'money'
  | 'percent'
  | 'date'
  | 'int'
  | 'bool'
  | 'currency'
  | 'mark'
  | 'title'
  | 'period';

export interface FieldSpec {
  name: string;
  type: FieldType;
  /** What to put here, in English; screens translate by kind and name. */
  help: string;
  /** Column names that mean it, as bags of concepts (see rules-vocabulary), the best first. */
  bags: readonly string[];
}

/** The bags of a list `a b | c`, each in order of the alphabet. */
export const bagsOf = (list: string): string[] =>
  list
    .split('|')
    .map((bag) => bag.trim().split(/\s+/).sort().join(' '))
    .filter((bag) => bag !== '');

type Line = readonly [name: string, type: FieldType, bags: string, help: string];

const fieldsOf = (lines: readonly Line[]): FieldSpec[] =>
  lines.map(([name, type, bags, help]) => ({ name, type, help, bags: bagsOf(bags) }));

const CUSTOMER: readonly Line[] = [
  [
    'customer',
    'key',
    'cust id | cust shipto id | company id | cust inn | contact id | cust doc id | parent id | parent cust id | cust',
    'Key of the customer in the source',
  ],
  [
    'customer_name',
    'text',
    'cust name | company name | company cust | company cust name | cust full name | name ship | cust desc | cust legal name | shipto name | cust contact | cust',
    'Name of the customer',
  ],
];
const REP: readonly Line[] = [
  ['salesperson', 'key', 'id rep | id person rep | person rep | rep', 'Key of the salesperson'],
  [
    'salesperson_name',
    'text',
    'name rep | full name rep | person rep | person name rep | rep',
    'Name of the salesperson',
  ],
];
const CURRENCY: Line = [
  'currency',
  'currency',
  'currency | currency id | currency doc | currency inv | currency order | currency pay | currency trans',
  'Currency, ISO 4217 or a sign',
];
const NUMBER =
  'id inv | id doc | doc | inv | id | doc id inv | id trans | doc id trans | id doc name | id name | inv sales id | id revenue';
const ORDER_NUMBER = 'id order | doc id order | order | id doc | doc | id | id revenue | id order revenue';
const DATE =
  'date inv | date doc | date inv doc | date doc inv | date | date order | date trans | date revenue | date post | date posted | date posted doc | date pay | date ship | date deal | time | period | day';
const PERIOD: readonly Line[] = [
  [
    'period',
    'period',
    'period | month period | month year | date month | month',
    'A month, quarter or year in words: 2024-03, March 2024, Q1 2024',
  ],
  ['year', 'int', 'year | year period | period year', 'Year, when month stands in a column of its own'],
  ['month', 'int', 'month | id month', 'Month, 1 to 12 or in words'],
];
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
  ['product', 'key', 'id prod | id line prod | barcode | id wh | id prod wh | prod', 'Key of the product'],
  [
    'product_name',
    'text',
    'name prod | desc prod | prod | full name prod | desc name prod | line prod | deal prod | wh name | name',
    'Name of the product',
  ],
  [
    'product_group',
    'text',
    'group prod | cat prod | group | cat | group name prod | group sub | name prod cat | cat prod name | group prod sub',
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
    'price | price unit | net price | net price unit | prod price | price revenue | price line | prod price unit | inv price',
    'Price for one unit, in the currency of the document',
  ],
  [
    'discount',
    'percent',
    'disc | disc pct | disc rate | line disc | disc line pct | disc cust | pct disc total',
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
    'cost unit | cost prod unit | cost price | cost prod | cost price unit | cost unit pct',
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
    'date due | date due pay | date inv due | date limit pay | date pay required | date limit',
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

export const customerFields = fieldsOf([
  [
    'key',
    'key',
    'cust id | id | company id | id company cust | id cust name | doc id',
    'Key of the customer in the source',
  ],
  ['code', 'key', 'id | cust id', 'Shorter code, used when there is no key'],
  [
    'name',
    'text',
    'cust name | company name | name | company cust | company cust name | company | cust | full name | desc',
    'Name',
  ],
  ['first_name', 'text', 'first name | first', 'First name, when names stand in two columns'],
  ['last_name', 'text', 'last name | last', 'Last name, when names stand in two columns'],
  [
    'legal_name',
    'text',
    'legal name | full name | company legal name | cust legal name | cust full name | full legal name | company name',
    'Legal name',
  ],
  [
    'parent',
    'key',
    'id parent | cust id parent | parent | cust parent | cust company parent | group id parent | company id parent | company parent | parent group | cust id group',
    'Key of the customer above, or who pays',
  ],
  ['kind', 'text', 'level | cust type | type | cust kind', 'group, legal entity or outlet'],
  ['channel', 'text', 'channel | channel revenue | cust channel', 'direct, distributor, marketplace or retail'],
  ['tax_id', 'text', 'inn | cust inn | company inn | inn tax | inn id | id tax', 'Tax id'],
  [
    'category',
    'text',
    'cat | cat cust | cat name | group | cust group | cat cust id | cat id | cust group id | cust type | type',
    'Category',
  ],
  ['country', 'text', 'country | country cust | country id | country name | address country | country ship', 'Country'],
  ['region', 'text', 'region | region cust | region name | terr | cust region', 'Region'],
  ['city', 'text', 'city | city cust | city name | address city', 'City'],
  [
    'postal_code',
    'text',
    'postal | id postal | id postal ship | id postal address | postal ship | id postal postal',
    'Postal code',
  ],
  [
    'address',
    'text',
    'address | address line | 1 address | 1 address line | 1 address line ship | address ship | address cust | legal address | 1 address ship | address full | 1 address line postal',
    'Address',
  ],
  [
    'address2',
    'text',
    '2 address | 2 address line | 2 address line ship | 2 address ship',
    'Second line of the address',
  ],
  ['phone', 'text', 'phone | id phone | phone cust | 1 phone', 'Telephone'],
  ['email', 'text', 'email | cust email | email address | address email | contact email', 'E-mail'],
  ['web', 'text', 'web | page web', 'Web site'],
  [
    'manager',
    'text',
    'rep | name rep | id rep | cust rep | full name rep | person rep',
    'Who looks after the customer: key or name',
  ],
  ['currency', 'currency', 'currency | currency cust | currency id | currency contract', 'Currency'],
  [
    'credit_limit',
    'money',
    'limit | credit limit | cust limit | amount limit | limit total',
    'Credit limit; empty is none',
  ],
  [
    'payment_days',
    'int',
    'day pay | day term | term | day pay term | pay term | day due | cust term',
    'Days until invoices have to be paid',
  ],
  ['role', 'text', 'role', 'Role in the exchange (1C): suppliers are left out'],
  ['deleted', 'bool', 'deleted | is deleted', 'Marked as deleted (yes: left out)'],
]);

export const productFields = fieldsOf([
  ['key', 'key', 'id prod | id | prod | id prod doc', 'Key of the product in the source'],
  ['code', 'key', 'id | id prod', 'Article or code for people'],
  [
    'name',
    'text',
    'name prod | name | desc prod | desc | desc name | prod | full name | wh name | full name prod',
    'Name',
  ],
  [
    'group',
    'text',
    'group name | group prod | group | cat name | cat prod | cat | group id | cat id | cat id prod | group id prod | cat prod name | deal group',
    'Group',
  ],
  ['unit', 'text', 'unit | base unit | prod unit | unit unit', 'Unit'],
  ['barcode', 'text', 'barcode | barcode id | barcode prod', 'Barcode'],
  [
    'cost',
    'decimal',
    'cost | cost unit | cost prod | cost price | amount cost | cost price unit | cost standard | cost prod unit',
    'Cost of one unit',
  ],
  [
    'price',
    'decimal',
    'price | prod price | price unit | price revenue | net price | price line | rate',
    'Price of one unit',
  ],
  ['currency', 'currency', 'currency | currency price | currency id', 'Currency'],
  ['deleted', 'bool', 'deleted | is deleted', 'Marked as deleted (yes: left out)'],
]);

export const priceFields = fieldsOf([
  ['product', 'key', 'id prod | id | prod', 'Key of the product'],
  ['price_type', 'text', 'price type | name price | type | name price type | price list', 'Name of the price list'],
  ['price', 'decimal', 'price | prod price | price unit | net price | amount', 'Price'],
  ['currency', 'currency', 'currency | currency price', 'Currency'],
]);

export const salespersonFields = fieldsOf([
  ['key', 'key', 'id rep | id person rep | id | id person | rep', 'Key of the salesperson'],
  ['name', 'text', 'full name | name rep | full name rep | name | person name | rep', 'Name'],
  ['first_name', 'text', 'first name | first', 'First name, when names stand in two columns'],
  ['last_name', 'text', 'last name | last', 'Last name, when names stand in two columns'],
  ['email', 'text', 'email | address email | email rep', 'E-mail'],
  ['phone', 'text', 'phone | id phone', 'Telephone'],
  ['only_if', 'bool', 'is rep', 'Only rows with yes are salespeople'],
]);

export const rateFields = fieldsOf([
  ['date', 'date', 'date | from | date from | from valid | date from valid | date rate | day', 'First day of the rate'],
  ['currency', 'currency', 'currency | currency id | currency from | from | currency currency', 'The foreign currency'],
  ['base_currency', 'currency', 'base currency | base | currency to | to', 'The currency in which the rate is told'],
  ['rate', 'decimal', 'rate | amount | currency rate | rate value | middle rate | price', 'The rate'],
  ['nominal', 'decimal', 'nominal | unit | qty | units | nominal unit', 'For how many units the rate holds'],
]);

export const targetFields = fieldsOf([
  ...REP,
  ['from', 'date', 'from | date from | from period | date from period', 'First day of the period'],
  ['to', 'date', 'to | date to | period to | date period to', 'Last day of the period'],
  ...PERIOD,
  ['date', 'date', 'date', 'Any day of the month'],
  [
    'amount',
    'money',
    'target | amount target | amount | revenue target | target total | total | revenue | amount revenue | net target | target value | profit target',
    'The target',
  ],
  ['currency', 'currency', 'currency | currency target', 'Currency'],
  ['measure', 'text', 'measure | type | name measure | target type', 'revenue, margin, orders ...'],
]);

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
    `${NUMBER} | id order | order`,
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
