import type { Cents } from './cents.ts';
import type { Country } from './check-digits.ts';
import type { Day } from './days.ts';

/** Currencies of the sample company; EUR is the base. */
export type Currency = 'EUR' | 'RUB' | 'USD';

export interface ProductRow {
  code: string;
  name: string;
  group: string;
  unit: 'carton' | 'kg';
  /** Cost and list price of one unit in EUR cents at the end of the period. */
  cost: Cents;
  price: Cents;
  barcode: string;
  /** German VAT in hundredths of a percent. */
  vat: 700 | 1900;
}

export interface CustomerRow {
  code: string;
  name: string;
  parent: string;
  level: 'group' | 'legal entity' | 'outlet';
  category: string;
  taxId: string;
  country: Country;
  city: string;
  postcode: string;
  address: string;
  email: string;
  phone: string;
  currency: Currency;
  /** In the customer's currency; 0 on outlets and groups (the legal entity has the limit). */
  creditLimit: Cents;
  paymentDays: number;
  /** Code of the salesperson, or '' where nobody is responsible yet. */
  manager: string;
}

export interface SalespersonRow {
  code: string;
  name: string;
  email: string;
}

/** EUR for one unit of the currency, in millionths. */
export interface RateRow {
  date: Day;
  currency: Currency;
  micro: number;
}

export interface LineRow {
  line: number;
  product: string;
  /** Thousandths of the unit; negative on credit notes. */
  milli: number;
  price: Cents;
  /** Hundredths of a percent. */
  discount: number;
  net: Cents;
  tax: Cents;
  /** In the document's currency; undefined where the cost was not known. */
  cost: Cents | undefined;
}

export interface OrderRow {
  number: string;
  date: Day;
  customer: string;
  salesperson: string;
  currency: Currency;
  net: Cents;
  lines: LineRow[];
}

export interface InvoiceRow extends OrderRow {
  due: Day;
  type: 'invoice' | 'credit note';
  tax: Cents;
  gross: Cents;
}

export interface PaymentRow {
  number: string;
  date: Day;
  customer: string;
  currency: Currency;
  amount: Cents;
  allocations: { invoice: string; amount: Cents }[];
}

export interface TargetRow {
  salesperson: string;
  from: Day;
  to: Day;
  amount: Cents;
}

/** What the generator is asked for: `today` is `YYYY-MM-DD`; the data end on the day before. */
export interface SampleRequest {
  seed: string | number;
  today: string;
}

/** The period that the documents cover: 36 full months and the days of the current one, all before `today`. */
export interface Period {
  first: Day;
  last: Day;
}
