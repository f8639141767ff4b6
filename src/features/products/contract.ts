import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { CurrencyCode, Decimal, Id, orNull, PageInput, page } from '../../pure/shapes.ts';

/** Unit cost is confidential: it tells the margin. */
const confidential = { 'products.seeCost': ['cost'] };

export const ProductRow = Type.Object({
  id: Id,
  externalId: Type.String(),
  code: orNull(Type.String()),
  name: Type.String(),
  groupName: orNull(Type.String()),
  unit: orNull(Type.String()),
  price: orNull(Decimal),
  cost: orNull(Decimal),
  currency: orNull({ ...CurrencyCode, description: 'Of price and cost; null: the base currency' }),
});
export type ProductRow = Type.Static<typeof ProductRow>;

export const listProducts = operation({
  name: 'listProducts',
  method: 'GET',
  path: '/products',
  summary: 'The catalogue by name, page by page',
  permission: 'products.read',
  anchor: 'organisation',
  confidential,
  input: Type.Object({
    ...PageInput,
    q: Type.Optional(
      Type.String({ maxLength: 200, description: 'Part of the name, or the beginning of code or number' }),
    ),
    group: Type.Optional(Type.String({ maxLength: 300 })),
  }),
  output: page(ProductRow),
});

export const listProductGroups = operation({
  name: 'listProductGroups',
  method: 'GET',
  path: '/products/groups',
  summary: 'The product groups, by name',
  permission: 'products.read',
  anchor: 'organisation',
  input: Type.Object({}),
  output: Type.Object({ groups: Type.Array(Type.String()) }),
});

export const getProduct = operation({
  name: 'getProduct',
  method: 'GET',
  path: '/products/{id}',
  summary: 'One product with its prices',
  permission: 'products.read',
  anchor: 'organisation',
  confidential,
  input: Type.Object({ id: Id }),
  output: Type.Object({
    ...ProductRow.properties,
    barcode: orNull(Type.String()),
    source: Type.String(),
    prices: Type.Array(Type.Object({ type: Type.String(), price: Decimal, currency: CurrencyCode })),
  }),
});
