import { makeCustomers } from './customers.ts';
import { dayOf, monthStart } from './days.ts';
import { makePayments } from './payments.ts';
import { salespeople } from './people.ts';
import { makeProducts } from './products.ts';
import { random } from './random.ts';
import { makeRates, rateTable } from './rates.ts';
import type {
  CustomerRow,
  InvoiceRow,
  OrderRow,
  PaymentRow,
  Period,
  ProductRow,
  RateRow,
  SalespersonRow,
  SampleRequest,
  TargetRow,
} from './rows.ts';
import { makeSales } from './sales.ts';
import { makeTargets } from './targets.ts';

/** All rows of the sample company's ledger. */
export interface Sample {
  period: Period;
  customers: CustomerRow[];
  products: ProductRow[];
  salespeople: readonly SalespersonRow[];
  rates: RateRow[];
  orders: OrderRow[];
  /** Invoices first, then credit notes. */
  invoices: InvoiceRow[];
  payments: PaymentRow[];
  targets: TargetRow[];
}

/** 36 full months and the begun one, up to the day before `today`. */
export function samplePeriod(today: string): Period {
  const last = dayOf(today) - 1;
  return { first: monthStart(last, -36), last };
}

/** Makes the sample company's ledger: the same for the same seed and day, whatever the machine. */
export function makeSample({ seed, today }: SampleRequest): Sample {
  const rng = random(seed);
  const period = samplePeriod(today);
  const products = makeProducts(rng.fork('products'));
  const { customers, buyers } = makeCustomers(rng.fork('customers'), products, period);
  const rates = makeRates(rng.fork('rates'), period);
  const rate = rateTable(rates);
  const { orders, invoices } = makeSales(rng.fork('sales'), buyers, products, period, rate);
  const payments = makePayments(rng.fork('payments'), buyers, invoices, period);
  const targets = makeTargets(rng.fork('targets'), invoices, period, rate);
  return { period, customers, products, salespeople, rates, orders, invoices, payments, targets };
}
