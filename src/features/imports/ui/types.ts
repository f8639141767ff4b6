import type { OutputOf } from '../../../pure/operation.ts';
import type { getImport, ImportState, listImports, listRejects } from '../contract.ts';
import type { Kind } from '../rules-kinds.ts';

export type ImportView = OutputOf<typeof getImport>;
export type ImportFile = ImportView['files'][number];
export type TableView = ImportFile['tables'][number];
export type TableMapping = ImportView['mapping'][number];
export type ImportOptions = ImportView['options'];
export type Report = NonNullable<ImportView['report']>;
export type FileReport = Report['files'][number];
export type Summary = OutputOf<typeof listImports>['rows'][number];
export type RejectRow = OutputOf<typeof listRejects>['rows'][number];
export type { ImportState, Kind };

/** States in which a job waits or works: the page asks again by itself. */
export const atWork = (state: ImportState): boolean =>
  state === 'checking' || state === 'queued' || state === 'running';

/** States in which files and mapping may still be changed. */
export const isOpen = (state: ImportState): boolean => state === 'draft' || state === 'failed' || state === 'cancelled';

/** Sums of all tables of a report. */
export function sumsOf(report: Report) {
  const sum = (field: 'rows' | 'inserted' | 'updated' | 'unchanged' | 'duplicates' | 'rejected') =>
    report.files.reduce((total, file) => total + file[field], 0);
  return {
    rows: sum('rows'),
    inserted: sum('inserted'),
    updated: sum('updated'),
    unchanged: sum('unchanged'),
    duplicates: sum('duplicates'),
    rejected: sum('rejected'),
    /** Rows that are new or changed. */
    written: sum('inserted') + sum('updated'),
    /** Rows that say what the ledger, or another row of them, says already. */
    known: sum('unchanged') + sum('duplicates'),
    /** Rows that are new or changed, and lines that are gone. */
    changes: sum('inserted') + sum('updated') + (report.removedDocuments ?? 0) + report.removedLines,
  };
}
