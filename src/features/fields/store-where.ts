import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Stored } from './rules.ts';
import type { Condition } from './rules-where.ts';
import type { FieldRecord } from './store.ts';

/** The value of a field as the row `v` has it. */
const COLUMN: Record<FieldRecord['type'], keyof Stored> = {
  text: 'text_key',
  link: 'text_key',
  number: 'number',
  money: 'number',
  date: 'day',
  choice: 'choice',
  choices: 'choices',
  person: 'person_id',
};
const KIND: Record<keyof Stored, string> = {
  text: 'text',
  text_key: 'text',
  number: 'bigint',
  day: 'date',
  choice: 'text',
  choices: 'text[]',
  person_id: 'uuid',
};

const likely = (text: string) => `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;

/** SQL over a row `v` of field_values. */
function holds(field: FieldRecord, condition: Condition): RawBuilder<unknown> {
  const name = COLUMN[field.type];
  const column = sql.ref(`v.${name}`);
  const kind = sql.raw(KIND[name]);
  switch (condition.is) {
    case 'set':
      return sql`v.has_value`;
    case 'has':
      return sql`lower(v.text) like ${likely(condition.text)}`;
    case 'among': {
      if (name === 'choices')
        return sql`v.choices && ${condition.values.flatMap((value) => value.choices ?? [])}::text[]`;
      return sql`${column} = any (${condition.values.map((value) => value[name])}::${kind}[])`;
    }
    default:
      return sql`${column} ${sql.raw(condition.is === 'from' ? '>=' : '<=')} ${condition.value[name]}::${kind}`;
  }
}

/** SQL: whether a field of the record whose id stands in a column fits the condition. */
export function fits(ctx: Ctx, field: FieldRecord, condition: Condition, id: RawBuilder<unknown>): RawBuilder<boolean> {
  const found = sql<boolean>`${id} in (select v.record_id from field_values v
    where v.org_id = ${ctx.org.id} and v.field_id = ${field.id}::uuid and ${holds(field, condition)})`;
  return condition.is === 'set' && !condition.yes ? sql<boolean>`(${found}) is not true` : found;
}

/** SQL: whether a field of the record whose id stands in a column says anything but this; empty: whether it says anything. */
export function differsFrom(ctx: Ctx, field: FieldRecord, value: Stored, id: RawBuilder<unknown>): RawBuilder<boolean> {
  const name = field.type === 'text' || field.type === 'link' ? 'text' : COLUMN[field.type];
  const said = value[name];
  const isLike = said === null ? sql`v.has_value` : sql`${sql.ref(`v.${name}`)} = ${said}::${sql.raw(KIND[name])}`;
  const found = sql`exists (select from field_values v
    where v.org_id = ${ctx.org.id} and v.field_id = ${field.id}::uuid and v.record_id = ${id} and ${isLike})`;
  return said === null ? sql<boolean>`${found}` : sql<boolean>`not ${found}`;
}

/** By what a list is sorted: a join of `v`, the expression, and its type. Empty ones stand where the smallest stand; of choices, at the end. */
export interface FieldSort {
  join: RawBuilder<unknown>;
  by: RawBuilder<unknown>;
  type: 'text' | 'int' | 'bigint' | 'date';
}

/** null: nothing is sorted by fields of this type. */
export function sortBy(ctx: Ctx, field: FieldRecord, id: RawBuilder<unknown>): FieldSort | null {
  const join = sql`left join field_values fv on fv.org_id = ${ctx.org.id} and fv.field_id = ${field.id}::uuid and fv.record_id = ${id}`;
  switch (field.type) {
    case 'text':
    case 'link':
      return { join, by: sql`case when fv.text_key is null then '' else fv.text_key end`, type: 'text' };
    case 'number':
    case 'money':
      return { join, by: sql`case when fv.number is null then -999999999999999999 else fv.number end`, type: 'bigint' };
    case 'date':
      return { join, by: sql`case when fv.day is null then '-infinity' else fv.day end`, type: 'date' };
    case 'choice': {
      // Written out: the expression stands in the statement more than once, and must be the same each time.
      const places = sql.join(
        [
          sql`when false then 0`,
          ...field.choices.map((choice, at) => sql`when fv.choice = ${sql.lit(choice.id)} then ${sql.lit(at)}`),
        ],
        sql` `,
      );
      return { join, by: sql`case ${places} else 2147483647 end`, type: 'int' };
    }
    default:
      return null;
  }
}
