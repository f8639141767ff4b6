/**
 * What an import hands to the ledger: rows of these stages, in these columns, in this order. The imports room fills them (temporary tables,
 * COPY), the ledger merges them. Keys are texts of the source system; the ledger finds or makes the records behind them.
 * Amounts and prices are decimal numbers in major units of the row's currency, as the file says them; nothing is rounded here.
 */
export const STAGES = {
  customers: {
    external_id: 'text',
    name: 'text',
    legal_name: 'text',
    parent_external_id: 'text',
    kind: 'text',
    channel: 'text',
    tax_id: 'text',
    category: 'text',
    country: 'text',
    region: 'text',
    city: 'text',
    postal_code: 'text',
    address: 'text',
    phone: 'text',
    email: 'text',
    web: 'text',
    manager_name: 'text',
    currency: 'text',
    credit_limit: 'numeric',
    payment_days: 'int',
    /** What fields of the organisation's own say (fields/store-import.ts): JSON, id of a field -> its value. */
    fields: 'text',
  },
  products: {
    external_id: 'text',
    code: 'text',
    name: 'text',
    group_name: 'text',
    unit: 'text',
    barcode: 'text',
    cost: 'numeric',
    price: 'numeric',
    currency: 'text',
  },
  prices: { product_external_id: 'text', price_type: 'text', currency: 'text', price: 'numeric' },
  salespeople: { external_id: 'text', name: 'text', email: 'text', phone: 'text' },
  rates: { currency: 'text', valid_from: 'date', rate: 'numeric' },
  /**
   * Headers of orders, invoices and credit notes. `series`: order | sale | credit (credit only where the source marks it). `open_only`: an open item, whose own customer, date
   * and amounts hold only where nobody knows the document.
   */
  documents: {
    series: 'text',
    number: 'text',
    account_external_id: 'text',
    account_name: 'text',
    salesperson_external_id: 'text',
    salesperson_name: 'text',
    doc_date: 'date',
    due_date: 'date',
    required_on: 'date',
    shipped_on: 'date',
    currency: 'text',
    net: 'numeric',
    tax: 'numeric',
    gross: 'numeric',
    open_amount: 'numeric',
    open_as_of: 'date',
    settled_on: 'date',
    disputed: 'boolean',
    open_only: 'boolean',
  },
  /** Lines of documents. With account and date they are flat sales: the document is made from its rows. `discount` is a fraction (0.15). */
  lines: {
    series: 'text',
    number: 'text',
    line_no: 'text',
    account_external_id: 'text',
    account_name: 'text',
    salesperson_external_id: 'text',
    salesperson_name: 'text',
    doc_date: 'date',
    due_date: 'date',
    currency: 'text',
    product_external_id: 'text',
    product_name: 'text',
    product_group: 'text',
    quantity: 'numeric',
    unit_price: 'numeric',
    discount: 'numeric',
    net: 'numeric',
    tax: 'numeric',
    gross: 'numeric',
    cost: 'numeric',
    profit: 'numeric',
    description: 'text',
  },
  /** Names that lines give beside the keys, each told once (rules-names.ts). `of`: customers | products | salespeople. */
  names: { of: 'text', external_id: 'text', name: 'text', group_name: 'text' },
  /** Money received is positive. `document_number`: the one invoice it pays, where the source says so. */
  payments: {
    number: 'text',
    account_external_id: 'text',
    account_name: 'text',
    paid_on: 'date',
    currency: 'text',
    amount: 'numeric',
    document_number: 'text',
  },
  /** Documents that the source took back (cancelled, deleted, not posted). `series`: that of documents, or payment. */
  withdrawn: { series: 'text', number: 'text' },
  allocations: { payment_number: 'text', document_number: 'text', amount: 'numeric' },
  targets: {
    salesperson_external_id: 'text',
    salesperson_name: 'text',
    period_from: 'date',
    period_to: 'date',
    measure: 'text',
    amount: 'numeric',
    currency: 'text',
  },
} as const;

export type Stage = keyof typeof STAGES;
export const STAGE_NAMES = Object.keys(STAGES) as Stage[];

/** One row for a stage; columns left out are null. Every value is text as PostgreSQL reads it. */
export type Staged<S extends Stage = Stage> = { [K in keyof (typeof STAGES)[S]]?: string | null };
