import Type from 'typebox';
import { CurrencyCode, Day, Decimal, Id, Moment, Money, oneOf, orNull } from '../../pure/shapes.ts';

export const DOCUMENT_KINDS = ['invoice', 'credit_note', 'order'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export const BUCKETS = ['notDue', 'days1to30', 'days31to60', 'days61to90', 'days91', 'undated'] as const;
export type Bucket = (typeof BUCKETS)[number];
export const SHOWN_PRODUCTS = ['bought', 'stopped', 'new'] as const;
export const LOOSE_KINDS = ['withoutLines', 'withoutDocument', 'beyondInvoices', 'awaitingInvoice'] as const;
export type LooseKind = (typeof LOOSE_KINDS)[number];
export const DOCUMENT_SORTS = ['date', 'amount', 'number'] as const;

/** Output fields that only holders of `ledger.seeMargin` get. */
export const MARGINS = {
  'ledger.seeMargin': ['margin', 'marginShare', 'marginReason', 'cost', 'costCoverage', 'costedShare'],
};

/** Why a figure cannot be stated. */
export const Reason = Type.Object(
  { code: Type.String(), params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])) },
  { description: 'A stable word, and what its sentence is filled with' },
);
export type Reason = Type.Static<typeof Reason>;
export const Span = Type.Object({ from: Day, to: Day }, { description: 'Both days included' });

/** Whose facts an answer adds up. */
export const Scope = Type.Object({
  group: Type.Boolean({ description: 'The account with everything below it, each fact once' }),
  accounts: Type.Integer({ description: 'How many accounts are added up' }),
  seen: oneOf(['all', 'visible'] as const),
});

export const AccountRef = Type.Object({ id: Id, name: Type.String() });
export const ProductRef = Type.Object({
  id: Id,
  code: orNull(Type.String({ description: 'Its code, else the number under which files name it' })),
  name: Type.String(),
  group: orNull(Type.String()),
  unit: orNull(Type.String()),
});

export const DocumentRef = Type.Object({
  id: Id,
  number: Type.String(),
  kind: oneOf(DOCUMENT_KINDS),
  date: Day,
  net: { ...Money, description: 'In the base currency' },
});

export const SalesMonth = Type.Object({
  month: Day,
  isPartial: Type.Boolean({ description: 'The month is not over in the ledger' }),
  revenue: Money,
  priorRevenue: { ...Money, description: 'The same month of the year before' },
  ordered: Money,
  priorOrdered: Money,
  documents: Type.Integer(),
});

export const Sales = Type.Object({
  scope: Scope,
  basis: oneOf(['revenue', 'ordered'] as const),
  isFallback: Type.Boolean({ description: 'There are no invoices at all: the figures are orders' }),
  currency: CurrencyCode,
  period: Span,
  priorPeriod: Span,
  asOf: { ...Day, description: 'The newest document of the basis that the reader may see' },
  amount: { ...Money, description: 'Of the basis, in the period, net of tax' },
  priorAmount: Money,
  growth: orNull(Type.Number({ description: '0.1 = 10 % more than in the same period of the year before' })),
  growthReason: orNull(Reason),
  revenue: Money,
  ordered: Money,
  received: { ...Money, description: 'Payments in the period, gross of tax' },
  invoices: Type.Integer(),
  orders: Type.Integer(),
  margin: orNull({ ...Money, description: 'Net revenue less cost, of the lines whose cost is known' }),
  marginShare: orNull(Type.Number({ description: 'The margin of the net revenue of those lines' })),
  marginReason: orNull(Reason),
  costCoverage: orNull(Type.Number({ description: 'Share of the lines whose cost is known' })),
  costedShare: orNull(
    Type.Number({
      description: 'Which part of the revenue the margin is of: the net of the lines whose cost is known',
    }),
  ),
  months: Type.Array(SalesMonth),
  lastInvoice: orNull(DocumentRef),
  lastOrder: orNull(DocumentRef),
  lastDocument: orNull(Day),
  daysSince: orNull(Type.Integer({ description: 'From the last document of the basis to asOf' })),
  buyingInterval: orNull(
    Type.Integer({ description: 'Median of the days between two days of buying, in the 24 months before asOf' }),
  ),
});

export const ProductRow = Type.Object({
  product: ProductRef,
  quantity: Decimal,
  amount: { ...Money, description: 'Net, in the period' },
  priorAmount: Money,
  growth: orNull(Type.Number()),
  growthReason: orNull(Reason),
  share: orNull(Type.Number({ description: 'Of what the account bought in the period' })),
  firstMonth: orNull({ ...Day, description: 'null: only returned, as far as the ledger goes back' }),
  lastMonth: orNull(Day),
  lastBought: Type.Optional({ ...Day, description: 'Only of what is no longer bought' }),
  daysSince: Type.Optional(Type.Integer()),
  perMonth: Type.Optional({ ...Money, description: 'Average of the last twelve months in which it was bought' }),
  usualInterval: Type.Optional(Type.Integer({ description: 'Days between two months of buying' })),
});

export const Products = Type.Object({
  scope: Scope,
  basis: oneOf(['revenue', 'ordered'] as const),
  isFallback: Type.Boolean(),
  currency: CurrencyCode,
  period: { ...Span, description: 'Whole months' },
  priorPeriod: Span,
  asOf: Day,
  total: { ...Money, description: 'Of everything, in the period' },
  withoutProduct: { ...Money, description: 'What documents say beyond lines with a product' },
  count: Type.Integer({ description: 'How many products are shown on all pages' }),
  rows: Type.Array(ProductRow),
  next: orNull(Type.String()),
});

export const Ageing = Type.Object({
  bucket: oneOf(BUCKETS),
  amount: Money,
  documents: Type.Integer(),
});

export const Balance = Type.Object({
  scope: Scope,
  asOf: Day,
  newest: orNull({ ...Day, description: 'The newest document or payment of these accounts' }),
  currency: CurrencyCode,
  rates: Type.Array(Type.Object({ currency: CurrencyCode, rate: Decimal, validFrom: Day }), {
    description: 'Open amounts in foreign currencies are converted at the rate of asOf',
  }),
  reason: orNull({ ...Reason, description: 'Why no balance can be stated' }),
  balance: orNull({ ...Money, description: 'Open invoices less credit notes and unallocated payments, gross of tax' }),
  open: orNull({ ...Money, description: 'Of invoices, gross of tax' }),
  openDocuments: Type.Integer(),
  overdue: orNull(Money),
  overdueReason: orNull(Reason),
  overdueDocuments: Type.Integer(),
  longestOverdue: orNull(Type.Integer({ description: 'Days' })),
  disputed: orNull({ ...Money, description: 'Part of open' }),
  credits: orNull({ ...Money, description: 'Open credit notes and overpaid invoices, below zero' }),
  unallocated: orNull({ ...Money, description: 'Payments that no document takes up' }),
  paymentsSince: orNull({ ...Money, description: 'Payments after the day of the given open amounts; not counted' }),
  isMatched: Type.Boolean({ description: 'Payments without an invoice were counted against the oldest invoices' }),
  ageing: Type.Array(Ageing),
  can: Type.Object({ group: Type.Boolean({ description: 'There are accounts below' }) }),
});

export const OpenDocument = Type.Object({
  id: Id,
  number: Type.String(),
  kind: oneOf(DOCUMENT_KINDS),
  account: AccountRef,
  date: Day,
  due: orNull(Day),
  daysOverdue: orNull(Type.Integer()),
  bucket: oneOf(BUCKETS),
  gross: Money,
  open: Money,
  baseOpen: Money,
  disputed: Type.Boolean(),
});

export const DocumentRow = Type.Object({
  id: Id,
  number: Type.String(),
  kind: oneOf(DOCUMENT_KINDS),
  account: orNull(AccountRef),
  date: orNull(Day),
  due: orNull(Day),
  currency: CurrencyCode,
  net: Money,
  gross: Money,
  baseNet: Money,
  open: orNull({ ...Money, description: 'What is still unpaid today; null where nobody can tell, and for orders' }),
  disputed: Type.Boolean(),
  salesperson: orNull(Type.String()),
  lines: Type.Integer(),
  loose: Type.Array(oneOf(LOOSE_KINDS), { description: 'Marks of a document that is not whole' }),
});

export const DocumentLine = Type.Object({
  key: Type.String(),
  product: orNull(ProductRef),
  description: orNull(Type.String()),
  quantity: orNull(Decimal),
  price: orNull(Decimal),
  discount: orNull(Decimal),
  net: Money,
  tax: orNull(Money),
  baseNet: Money,
  cost: Type.Optional(orNull(Money)),
  margin: Type.Optional(orNull(Money)),
});

export const ImportRef = Type.Object({
  id: orNull(Id),
  name: orNull(Type.String()),
  at: orNull(Moment),
});

export const PaymentRow = Type.Object({
  id: Id,
  number: Type.String(),
  account: orNull(AccountRef),
  date: orNull(Day),
  amount: Money,
  baseAmount: Money,
  allocated: Money,
  documents: Type.Array(Type.Object({ id: Id, number: Type.String(), amount: Money })),
});

export const LedgerDocument = Type.Object({
  ...DocumentRow.properties,
  requiredOn: orNull(Day),
  shippedOn: orNull(Day),
  settledOn: orNull(Day),
  rate: orNull(Decimal),
  tax: Money,
  rounding: { ...Money, description: 'What the header says beyond the sum of its lines' },
  cost: Type.Optional(orNull(Money)),
  margin: Type.Optional(orNull(Money)),
  linesPage: Type.Object({ rows: Type.Array(DocumentLine), next: orNull(Type.String()) }),
  payments: Type.Array(Type.Object({ id: Id, number: Type.String(), date: orNull(Day), amount: Money })),
  import: ImportRef,
});

export const LooseRow = Type.Object({
  kind: oneOf(LOOSE_KINDS),
  id: Id,
  number: Type.String(),
  account: orNull(AccountRef),
  date: orNull(Day),
  amount: Money,
  beyond: orNull({ ...Money, description: 'What was paid beyond the invoices' }),
  awaits: orNull(Type.String({ description: 'The number of the invoice that the payment names' })),
});

export const LedgerState = Type.Object({
  seen: oneOf(['all', 'visible'] as const),
  currency: CurrencyCode,
  currencies: Type.Array(CurrencyCode),
  invoices: Type.Integer(),
  orders: Type.Integer(),
  payments: Type.Integer(),
  lines: Type.Integer(),
  oldest: orNull(Day),
  newestInvoice: orNull(Day),
  newestOrder: orNull(Day),
  newestPayment: orNull(Day),
  age: orNull(Type.Integer({ description: 'Days from the newest fact to today' })),
  changedAt: orNull(Moment),
  can: Type.Object({ loose: Type.Boolean(), import: Type.Boolean() }),
});
