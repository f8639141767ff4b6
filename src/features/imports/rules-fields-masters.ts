import { fieldsOf, PERIOD, REP } from './rules-fields.ts';

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
    'cust name | company name | name | company cust | company cust name | company | cust | full name | 1 name | desc',
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
    'cat | cat cust | seg | cust seg | cat name | group | cust group | cat cust id | cat id | cust group id | cust type | type',
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
  [
    'currency',
    'currency',
    'currency | currency id | currency from | from | currency currency | id',
    'The foreign currency',
  ],
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
