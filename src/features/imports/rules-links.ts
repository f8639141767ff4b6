import type { Evidence } from './rules-evidence.ts';
import type { Kind } from './rules-kinds.ts';

/** What is needed of a proposal here. */
interface Linked {
  kind: Kind | null;
  fields: Record<string, string>;
  options: { names?: Record<string, Record<string, string>> };
  reasons: string[];
}

/** Fields whose codes are told in words by another table. */
const NAMED = ['category', 'group', 'product_group', 'country', 'region', 'price_type'] as const;
const most = 200;

/**
 * Words for codes: Northwind's products name their category by number, and the table of categories says what the numbers mean. Only small tables, which the sample shows
 * whole, whose key column is called the same.
 */
export function namesOf(
  fields: Readonly<Record<string, string>>,
  all: readonly Evidence[],
): Record<string, Record<string, string>> | undefined {
  const names: Record<string, Record<string, string>> = {};
  for (const field of NAMED) {
    const header = fields[field];
    if (header === undefined) continue;
    for (const { columns, rows } of all) {
      const key = columns.find((column) => column.header.toLowerCase() === header.toLowerCase());
      const name = columns.find((column) => column !== key && /\b(?:name|desc)\b/.test(column.words.bag));
      if (!key || !name || key !== columns[0] || key.distinct < 1 || rows >= most) continue;
      const known: Record<string, string> = {};
      key.keys.forEach((code, row) => {
        const text = name.keys[row];
        if (code !== null && text != null) known[code] = text;
      });
      if (Object.keys(known).length > 0) names[field] = known;
    }
  }
  return Object.keys(names).length > 0 ? names : undefined;
}

const REFERENCES: Partial<Record<Kind, readonly string[]>> = {
  customers: ['customer', 'customer_name'],
  products: ['product', 'product_name'],
};

/**
 * Chooses the key of customers or products by what the documents of the same import name them by: code, article, number. Changes the proposal when its key is named
 * nowhere and another column is.
 */
export function chooseKey(
  mapping: Linked,
  evidence: Evidence,
  mappings: readonly Linked[],
  all: readonly Evidence[],
): void {
  const references = mapping.kind === null ? undefined : REFERENCES[mapping.kind];
  if (!references) return;
  const named = new Set<string>();
  mappings.forEach((other, index) => {
    if (other.kind === null || other.kind === mapping.kind || other === mapping) return;
    const header = references.map((field) => other.fields[field]).find((each) => each !== undefined);
    const column = all[index]!.columns.find((each) => each.header === header);
    for (const key of column?.keys ?? []) if (key !== null) named.add(key);
  });
  if (named.size === 0) return;
  const share = (header: string | undefined): number => {
    const column = evidence.columns.find((each) => each.header === header);
    if (!column || column.filled === 0) return 0;
    return column.keys.filter((key) => key !== null && named.has(key)).length / Math.min(column.filled, named.size);
  };
  const current = mapping.fields.key ?? mapping.fields.code;
  if (share(current) > 0.05) return;
  const candidates = evidence.columns.filter(
    (column) =>
      column.distinct > 0.9 &&
      column.header !== current &&
      (column.words.bag.includes('id') ||
        column.header === mapping.fields.name ||
        column.header === mapping.fields.barcode),
  );
  const best = candidates.map((column) => ({ column, hits: share(column.header) })).sort((a, b) => b.hits - a.hits)[0];
  if (!best || best.hits < 0.3) return;
  // Customers named by their name are found by the ledger itself.
  if (best.column.header === mapping.fields.name && mapping.kind === 'customers') return;
  const before = mapping.fields.key;
  mapping.fields.key = best.column.header;
  if (mapping.fields.code === best.column.header) delete mapping.fields.code;
  if (before !== undefined && mapping.kind === 'products' && mapping.fields.code === undefined)
    mapping.fields.code = before;
  mapping.reasons.push(`"${best.column.header}" is what the documents name them by`);
}
