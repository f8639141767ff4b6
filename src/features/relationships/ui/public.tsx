export { default as RelationshipMapPanel } from './RelationshipMapTab.tsx';
export { StageLine } from './StageLine.tsx';
