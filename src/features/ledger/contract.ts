import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Id, oneOf, orNull, PageInput, page } from '../../pure/shapes.ts';
import * as shapes from './contract-shapes.ts';

export {
  BUCKETS,
  type Bucket,
  DOCUMENT_KINDS,
  DOCUMENT_SORTS,
  type DocumentKind,
  LOOSE_KINDS,
  type LooseKind,
  type Reason,
  SHOWN_PRODUCTS,
} from './contract-shapes.ts';

const account = {
  id: Id,
  group: Type.Optional(
    Type.Boolean({ default: false, description: 'With everything below it in the structure, each fact once' }),
  ),
};
const period = {
  from: Type.Optional({ ...Day, description: 'Left out: the last twelve full months' }),
  to: Type.Optional({ ...Day, description: 'The last day, inclusive' }),
};

export const getAccountSales = operation({
  name: 'getAccountSales',
  method: 'GET',
  path: '/accounts/{id}/sales',
  summary:
    'What an account bought: a period with growth and margin, 24 months with the year before, the last documents',
  permission: 'ledger.read',
  anchor: 'account',
  confidential: shapes.MARGINS,
  input: Type.Object({ ...account, ...period }),
  output: shapes.Sales,
});

export const getAccountProducts = operation({
  name: 'getAccountProducts',
  method: 'GET',
  path: '/accounts/{id}/products',
  summary: 'What an account buys by product, what it stopped buying, and what is new; largest first',
  permission: 'ledger.read',
  anchor: 'account',
  input: Type.Object({
    ...account,
    ...period,
    ...PageInput,
    show: Type.Optional({ ...oneOf(shapes.SHOWN_PRODUCTS), default: 'bought' }),
    days: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 730,
        description: 'Stopped: nothing for so many days. Left out: 90, or twice the usual interval when that is longer',
      }),
    ),
  }),
  output: shapes.Products,
});

export const getAccountBalance = operation({
  name: 'getAccountBalance',
  method: 'GET',
  path: '/accounts/{id}/balance',
  summary:
    'What an account owes as of a day, gross of tax: open, overdue, by age; credit notes and loose payments apart',
  permission: 'ledger.read',
  anchor: 'account',
  input: Type.Object({ ...account, asOf: Type.Optional({ ...Day, description: 'Left out: today' }) }),
  output: shapes.Balance,
});

export const listOpenDocuments = operation({
  name: 'listOpenDocuments',
  method: 'GET',
  path: '/accounts/{id}/open-documents',
  summary: 'The documents behind the balance, the longest overdue first',
  permission: 'ledger.read',
  anchor: 'account',
  input: Type.Object({
    ...account,
    ...PageInput,
    asOf: Type.Optional(Day),
    overdue: Type.Optional(Type.Boolean({ default: false, description: 'Only what is past due' })),
    bucket: Type.Optional(oneOf(shapes.BUCKETS)),
  }),
  output: Type.Object({
    ...page(shapes.OpenDocument).properties,
    asOf: Day,
    reason: orNull(shapes.Reason),
  }),
});

export const listDocuments = operation({
  name: 'listDocuments',
  method: 'GET',
  path: '/accounts/{id}/documents',
  summary: 'Invoices, credit notes and orders of an account, newest first',
  permission: 'ledger.read',
  anchor: 'account',
  input: Type.Object({
    ...account,
    ...PageInput,
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    kind: Type.Optional(Type.Array(oneOf(shapes.DOCUMENT_KINDS), { maxItems: 3, uniqueItems: true })),
    q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the number' })),
    product: Type.Optional({ ...Id, description: 'Only documents with a line of this product' }),
    sort: Type.Optional({ ...oneOf(shapes.DOCUMENT_SORTS), default: 'date' }),
    direction: Type.Optional({ ...oneOf(['asc', 'desc'] as const), default: 'desc' }),
  }),
  output: page(shapes.DocumentRow),
});

export const getDocument = operation({
  name: 'getDocument',
  method: 'GET',
  path: '/documents/{id}',
  summary: 'One document with its lines, its payments and the import it came from',
  permission: 'ledger.read',
  anchor: 'account',
  confidential: shapes.MARGINS,
  input: Type.Object({ id: Id, ...PageInput }),
  output: shapes.LedgerDocument,
});

export const listPayments = operation({
  name: 'listPayments',
  method: 'GET',
  path: '/accounts/{id}/payments',
  summary: 'Payments of an account with the documents they pay, newest first',
  permission: 'ledger.read',
  anchor: 'account',
  input: Type.Object({ ...account, ...PageInput, from: Type.Optional(Day), to: Type.Optional(Day) }),
  output: page(shapes.PaymentRow),
});

export const listLooseFacts = operation({
  name: 'listLooseFacts',
  method: 'GET',
  path: '/ledger/loose',
  summary:
    'What imports brought that does not hang together: documents without lines, lines without a document, payments beyond invoices or of an invoice that is not here',
  permission: 'ledger.read',
  anchor: 'organisation',
  input: Type.Object({ kind: oneOf(shapes.LOOSE_KINDS), ...PageInput }),
  output: Type.Object({
    ...page(shapes.LooseRow).properties,
    counts: orNull(
      Type.Object(
        {
          withoutLines: Type.Integer(),
          withoutDocument: Type.Integer(),
          beyondInvoices: Type.Integer(),
          awaitingInvoice: Type.Integer(),
        },
        { description: 'Of all pages; given with the first' },
      ),
    ),
  }),
});

export const getLedgerState = operation({
  name: 'getLedgerState',
  method: 'GET',
  path: '/ledger/state',
  summary: 'What the ledger holds and how old it is; for those who see some accounts only, of these',
  permission: 'ledger.read',
  anchor: 'account',
  input: Type.Object({}),
  output: shapes.LedgerState,
});

export const listAccountImports = operation({
  name: 'listAccountImports',
  method: 'GET',
  path: '/accounts/{id}/imports',
  summary: 'The imports that touched an account; their names only for those who may run imports',
  permission: 'ledger.read',
  anchor: 'account',
  input: Type.Object(account),
  output: Type.Object({
    rows: Type.Array(
      Type.Object({
        ...shapes.ImportRef.properties,
        documents: Type.Integer(),
        payments: Type.Integer(),
        from: orNull(Day),
        to: orNull(Day),
      }),
    ),
  }),
});
