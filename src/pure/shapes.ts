import Type, { type Static, type TSchema } from 'typebox';

/** Shapes that every contract shares. */
export const Id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'UUIDv7',
});
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A business date, YYYY-MM-DD' });
/** Of a text that says something. */
export const FILLED = '\\S';
/** Of an address for mail. */
export const EMAIL = '^[^@\\s]+@[^@\\s]+$';
export const Moment = Type.String({ description: 'A moment, ISO 8601 in UTC' });
export const CurrencyCode = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' });
export const Decimal = Type.String({ pattern: '^-?\\d+(\\.\\d+)?$', description: 'A decimal number as a string' });
export const Money = Type.Object(
  { amount: Decimal, currency: CurrencyCode },
  { description: 'Amount in major units, as a decimal string with the digits of the currency' },
);
export type Money = Static<typeof Money>;
export const Version = Type.Integer({ minimum: 1, description: 'The version that was read; a stale one is refused' });
export const Empty = Type.Object({});
export const Done = Type.Object({ done: Type.Literal(true) });

/** A field that may be null. */
export function orNull<T extends TSchema>(schema: T) {
  const plain = schema as TSchema & { type?: unknown; enum?: unknown[] };
  const nullable =
    typeof plain.type === 'string'
      ? { ...plain, type: [plain.type, 'null'], ...(plain.enum ? { enum: [...plain.enum, null] } : {}) }
      : { anyOf: [schema, { type: 'null' }] };
  return Type.Unsafe<Static<T> | null>(nullable);
}
/** One of some words. */
export const oneOf = <const W extends readonly string[]>(words: W) =>
  Type.Unsafe<W[number]>({ type: 'string', enum: [...words] });

/** Keyset paging: pass `next` of the last answer as `after`. */
export const PageInput = {
  after: Type.Optional(Type.String({ maxLength: 500, description: 'The `next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};
/** One page of a list; `next` is null on the last. */
export const page = <T extends TSchema>(row: T) => Type.Object({ rows: Type.Array(row), next: orNull(Type.String()) });
