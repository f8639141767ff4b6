import type { Cell } from '../../kernel/exchange/table.ts';
import type { KeyAccountRow } from './contract-shapes.ts';

/** The head of the exported list; amounts are in major units of the currency beside them. */
export const EXPORT_HEADERS = [
  'rank',
  'externalId',
  'name',
  'group',
  'amount',
  'priorAmount',
  'margin',
  'currency',
  'growth',
  'share',
  'cumulativeShare',
  'class',
  'xyz',
  'rules',
  'tier',
  'proposal',
];

/** One account of the exported list; what the reader may not know is empty. */
export function exportCells(row: KeyAccountRow): Cell[] {
  return [
    row.rank,
    row.externalId,
    row.name,
    row.group?.name ?? null,
    Number(row.amount.amount),
    Number(row.priorAmount.amount),
    row.margin ? Number(row.margin.amount) : null,
    row.amount.currency,
    row.growth.value,
    row.share,
    row.cumulativeShare ?? null,
    row.class,
    row.xyz,
    row.rules.join(' '),
    row.countsAs,
    row.proposal?.isAsking ? row.proposal.tier : null,
  ];
}
