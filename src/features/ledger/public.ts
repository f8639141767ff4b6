export { checkLedgerStages, type LedgerMerged, mergeLedger, namedInStages, settleLedgerStages } from './merge.ts';
export { NamesOnce } from './rules-names.ts';
export { STAGES, type Stage, type Staged } from './rules-staging.ts';
export { type Breadth, loadBreadth } from './store-breadth.ts';
export {
  type AccountFacts,
  type FactAccounts,
  type FactBasis,
  loadKindsOf,
  loadLedgerState,
  loadNewestDocument,
  loadOldestDocument,
  loadPurchases,
  loadRangeFacts,
  type MonthQuestion,
  type MonthRange,
  streamAccountFacts,
  subtreeSums,
} from './store-facts.ts';
export { usedMasters } from './store-masters.ts';
export { remarksOf } from './store-merge-remarks.ts';
export { type OverdueDocument, overdueOf } from './store-overdue.ts';
export { BALANCE_COLUMNS, gatherBalances, publishBalances } from './store-publish.ts';
export { restateFrom } from './store-restate.ts';
export { type MergeOptions, openStages, settleDuplicates, stageColumns } from './store-staging.ts';
export { tellImported } from './store-timeline.ts';
export { allocatedBy, broughtAgainBy, undoLedger } from './store-undo.ts';
export { type Verified, verifyLedger } from './store-verify.ts';
