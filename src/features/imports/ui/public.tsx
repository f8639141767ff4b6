export { LedgerDrop } from './LedgerDrop.tsx';
