import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { guardsRecords, type NamedRecord } from '../audit/public.ts';
import { keepers } from './keepers.ts';
import { inLanguage } from './rules.ts';
import { loadFields, mayReadField, readsField } from './store.ts';

/** The record that an entry about a value is of. */
const record = sql`(select (c.value->>'after')::uuid from jsonb_array_elements(audit_entries.changes) c where c.value->>'field' = 'record')`;

/**
 * What became of a value is read in the audit by those who read the value: by the field's rule as it is today, and by the record's own. What became of a field that is
 * confidential is read by those who read its values or administer fields.
 */
export function guardFields(): void {
  guardsRecords('fieldValue', (ctx) => {
    const open = keepers().flatMap(({ kind, guards }) =>
      guards === undefined ? [] : [sql`(f.record_kind <> ${kind} or ${guards(ctx, record)})`],
    );
    return sql<boolean>`exists (select from fields f where f.org_id = audit_entries.org_id and f.id = audit_entries.record_id
      and ${sql.join([mayReadField(ctx), ...open], sql` and `)})`;
  });
  guardsRecords('field', (ctx) =>
    ctx.can('fields.manage')
      ? sql<boolean>`true`
      : sql<boolean>`exists (select from fields f where f.org_id = audit_entries.org_id and f.id = audit_entries.record_id and ${mayReadField(ctx)})`,
  );
}

/** Fields by their labels, for those who may know of them. */
export async function fieldNames(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, NamedRecord>> {
  const manages = ctx.can('fields.manage');
  const open = (await loadFields(ctx, null, true)).filter((field) => manages || readsField(ctx, field));
  return new Map(
    open
      .filter(({ id }) => ids.includes(id))
      .map(({ id, labels }) => [
        id,
        { name: inLanguage(labels, ctx.actor.language), path: manages ? '/settings?tab=fields' : null },
      ]),
  );
}
