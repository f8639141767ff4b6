import type { Ctx } from '../../kernel/ctx.ts';
import type { Cell } from '../../kernel/exchange/table.ts';
import { formatMinor } from '../../pure/money.ts';
import type { Account, AccountRow, Column, Tier } from './contract-shapes.ts';
import type { loadAccount } from './store.ts';
import type { ListedRow } from './store-list.ts';

/** Minor units of the base currency as Money. */
const money = (minor: bigint, currency: string) => ({ amount: formatMinor(minor, currency), currency });

export const baseMoney = (ctx: Ctx, minor: bigint) => money(minor, ctx.org.baseCurrency);

const named = (id: string | null | undefined, name: string | null | undefined) => (id && name ? { id, name } : null);

const classNames = (ctx: Ctx) => new Map(ctx.org.classes.map(({ id, name }) => [id, name]));

const CELLS: Record<Column, (ctx: Ctx, row: ListedRow) => unknown> = {
  externalId: (_ctx, row) => row.external_id,
  group: (_ctx, row) => (row.group_id ? { id: row.group_id, name: row.group_name, kind: row.group_kind } : null),
  country: (_ctx, row) => row.country,
  category: (_ctx, row) => row.category,
  lead: (_ctx, row) => named(row.lead_id, row.lead_name),
  revenue: (ctx, row) => baseMoney(ctx, row.revenue),
  priorRevenue: (ctx, row) => baseMoney(ctx, row.prior_revenue),
  basis: (_ctx, row) => row.basis,
  growth: (_ctx, row) => row.growth,
  share: (_ctx, row) => row.share,
  rank: (_ctx, row) => row.rank,
  class: (_ctx, row) => row.class,
  xyz: (_ctx, row) => row.xyz,
  tier: (_ctx, row) => row.tier,
  tierIsSet: (_ctx, row) => row.tier_is_set,
  ofGroup: (_ctx, row) => row.of_group,
  lastDocument: (_ctx, row) => row.last_document,
  openBalance: (ctx, row) => (row.open_balance === null ? null : baseMoney(ctx, row.open_balance)),
  excluded: (_ctx, row) => row.excluded,
  completeness: (_ctx, row) => row.completeness,
  freshness: (_ctx, row) => row.freshness,
  stage: (_ctx, row) => row.stage,
  secrecy: (ctx, row) => (row.secrecy ? named(row.secrecy, classNames(ctx).get(row.secrecy)) : null),
};

/** One row of the list with the columns that were asked for. */
export function listedAnswer(ctx: Ctx, row: ListedRow, columns: readonly Column[]): AccountRow {
  const { account_id: id, name, kind, version, may_edit: mayEdit } = row;
  const answer: Record<string, unknown> = { id, name, kind, version, mayEdit };
  for (const column of columns) answer[column] = CELLS[column](ctx, row);
  return answer as AccountRow;
}

/** Heads of the export for what the review publishes: an account's revenue stands beside the figures of its group. */
const HEADS: Partial<Record<Column, string>> = {
  share: 'groupShare',
  rank: 'groupRank',
  class: 'groupClass',
  xyz: 'groupXyz',
  tier: 'groupTier',
  tierIsSet: 'groupTierIsSet',
};

/** The heads of the export. */
export const exportedHeads = (columns: readonly Column[]) => [
  'name',
  'kind',
  ...columns.map((column) => HEADS[column] ?? column),
];

/** One row of the export: amounts as numbers of the base currency, shares as fractions, dates as dates. */
export function exportedCells(ctx: Ctx, row: ListedRow, columns: readonly Column[]): Cell[] {
  return [row.name, row.kind, ...columns.map((column) => exported(CELLS[column](ctx, row)))];
}

function exported(value: unknown): Cell {
  if (typeof value === 'object' && value !== null) {
    if ('amount' in value) return Number(value.amount);
    return 'name' in value ? String(value.name) : null;
  }
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return { date: value };
  return value === undefined ? null : (value as Cell);
}

/** The account page's own fields, from its row and its figures. */
export function accountFields(ctx: Ctx, row: Awaited<ReturnType<typeof loadAccount>>) {
  return {
    id: row.id,
    source: row.source,
    externalId: row.external_id,
    name: row.name,
    legalName: row.legal_name,
    kind: row.kind as Account['kind'],
    channel: row.channel as Account['channel'],
    taxId: row.tax_id,
    category: row.category,
    country: row.country,
    region: row.region,
    city: row.city,
    postalCode: row.postal_code,
    address: row.address,
    phone: row.phone,
    email: row.email,
    web: row.web,
    languages: row.languages,
    currency: row.currency,
    creditLimit: row.credit_limit === null ? null : money(row.credit_limit, row.currency ?? ctx.org.baseCurrency),
    paymentDays: row.payment_days,
    managerName: row.manager_name,
    createdAt: row.created_at.toISOString(),
    version: row.version,
    lead: named(row.lead_id, row.lead_name),
    revenue: baseMoney(ctx, row.revenue),
    priorRevenue: baseMoney(ctx, row.prior_revenue),
    growth: row.growth,
    share: row.share,
    rank: row.rank,
    class: row.class as Account['class'],
    xyz: row.xyz,
    tier: row.tier as Tier,
    lastDocument: row.last_document,
    openBalance: row.open_balance === null ? null : baseMoney(ctx, row.open_balance),
    completeness: row.completeness,
    freshness: row.freshness,
  };
}
