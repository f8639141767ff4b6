export { type ImportAnswer, type ImportRequest, importFiles } from './import-files.ts';
export { watchOrphans } from './jobs.ts';
export { loadImports } from './store.ts';
export { lockOrganisation as lockImports } from './store-runs.ts';
export { undo } from './undo.ts';
export { reclaimImports } from './unfinished.ts';
