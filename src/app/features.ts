import * as accounts from '../features/accounts/contract.ts';
import { jobs as accountsJobs, refreshDaily } from '../features/accounts/jobs.ts';
import { handlers as accountsHandlers } from '../features/accounts/operations.ts';
import * as approvals from '../features/approvals/contract.ts';
import { handlers as approvalsHandlers } from '../features/approvals/operations.ts';
import { keepUpApprovals } from '../features/approvals/public.ts';
import * as audit from '../features/audit/contract.ts';
import { handlers as auditHandlers } from '../features/audit/operations.ts';
import * as contacts from '../features/contacts/contract.ts';
import { handlers as contactsHandlers } from '../features/contacts/operations.ts';
import * as dossiers from '../features/dossiers/contract.ts';
import { handlers as dossiersHandlers } from '../features/dossiers/operations.ts';
import { agedDossiers } from '../features/dossiers/public.ts';
import * as files from '../features/files/contract.ts';
import { jobs as filesJobs } from '../features/files/jobs.ts';
import { handlers as filesHandlers } from '../features/files/operations.ts';
import { forgetRemovedFiles } from '../features/files/public.ts';
import * as imports from '../features/imports/contract.ts';
import { jobs as importsJobs } from '../features/imports/jobs.ts';
import { handlers as importsHandlers } from '../features/imports/operations.ts';
import * as ledger from '../features/ledger/contract.ts';
import { jobs as ledgerJobs } from '../features/ledger/jobs.ts';
import { handlers as ledgerHandlers } from '../features/ledger/operations.ts';
import { publishBalances } from '../features/ledger/public.ts';
import * as notes from '../features/notes/contract.ts';
import { handlers as notesHandlers } from '../features/notes/operations.ts';
import * as notices from '../features/notices/contract.ts';
import { handlers as noticesHandlers } from '../features/notices/operations.ts';
import * as people from '../features/people/contract.ts';
import { handlers as peopleHandlers } from '../features/people/operations.ts';
import * as products from '../features/products/contract.ts';
import { handlers as productsHandlers } from '../features/products/operations.ts';
import * as relationships from '../features/relationships/contract.ts';
import { handlers as relationshipsHandlers } from '../features/relationships/operations.ts';
import * as search from '../features/search/contract.ts';
import { handlers as searchHandlers } from '../features/search/operations.ts';
import * as secrets from '../features/secrets/contract.ts';
import { handlers as secretsHandlers } from '../features/secrets/operations.ts';
import { forgetOldLogs } from '../features/secrets/public.ts';
import * as segmentation from '../features/segmentation/contract.ts';
import { jobs as segmentationJobs } from '../features/segmentation/jobs.ts';
import { handlers as segmentationHandlers } from '../features/segmentation/operations.ts';
import { queueReviewWhenMoved } from '../features/segmentation/public.ts';
import * as settings from '../features/settings/contract.ts';
import { handlers as settingsHandlers } from '../features/settings/operations.ts';
import * as substitutions from '../features/substitutions/contract.ts';
import { handlers as substitutionsHandlers } from '../features/substitutions/operations.ts';
import { tellSubstitutions } from '../features/substitutions/public.ts';
import * as tasks from '../features/tasks/contract.ts';
import { handlers as tasksHandlers } from '../features/tasks/operations.ts';
import { escalateLate, refreshDeadlines } from '../features/tasks/public.ts';
import * as timeline from '../features/timeline/contract.ts';
import { handlers as timelineHandlers } from '../features/timeline/operations.ts';
import type { Ctx } from '../kernel/ctx.ts';
import type { Job } from '../kernel/jobs.ts';
import type { Handler } from '../kernel/run.ts';
import type { Operation } from '../pure/operation.ts';

/** The rooms in order: each may use those before it, never those after it (test/architecture.test.ts). */
export const rooms = [
  'people',
  'settings',
  'notices',
  'audit',
  'accounts',
  'timeline',
  'approvals',
  'products',
  'ledger',
  'imports',
  'segmentation',
  'contacts',
  'notes',
  'files',
  'relationships',
  'dossiers',
  'tasks',
  'substitutions',
  'search',
  'secrets',
] as const;

type OperationsIn<C> = Extract<C[keyof C], Operation>;

/** Every operation of a contract module. */
function operationsIn<C extends object>(contract: C): OperationsIn<C>[] {
  return Object.values(contract).filter(
    (value) => typeof value === 'object' && value !== null && 'permission' in value,
  );
}

export const operations = [
  ...operationsIn(people),
  ...operationsIn(settings),
  ...operationsIn(notices),
  ...operationsIn(audit),
  ...operationsIn(accounts),
  ...operationsIn(timeline),
  ...operationsIn(approvals),
  ...operationsIn(products),
  ...operationsIn(ledger),
  ...operationsIn(imports),
  ...operationsIn(segmentation),
  ...operationsIn(contacts),
  ...operationsIn(notes),
  ...operationsIn(files),
  ...operationsIn(relationships),
  ...operationsIn(dossiers),
  ...operationsIn(tasks),
  ...operationsIn(substitutions),
  ...operationsIn(search),
  ...operationsIn(secrets),
];

export const handlers: readonly Handler[] = [
  ...peopleHandlers,
  ...settingsHandlers,
  ...noticesHandlers,
  ...auditHandlers,
  ...accountsHandlers,
  ...timelineHandlers,
  ...approvalsHandlers,
  ...productsHandlers,
  ...ledgerHandlers,
  ...importsHandlers,
  ...segmentationHandlers,
  ...contactsHandlers,
  ...notesHandlers,
  ...filesHandlers,
  ...relationshipsHandlers,
  ...dossiersHandlers,
  ...tasksHandlers,
  ...substitutionsHandlers,
  ...searchHandlers,
  ...secretsHandlers,
];

export const jobs: readonly Job[] = [...accountsJobs, ...ledgerJobs, ...importsJobs, ...segmentationJobs, ...filesJobs];

/** What changes with the calendar alone, brought to the day of the transaction, in this order (app/new-day.ts). */
export const daily: readonly ((ctx: Ctx) => Promise<unknown>)[] = [
  refreshDaily,
  publishBalances,
  agedDossiers,
  refreshDeadlines,
  forgetRemovedFiles,
  tellSubstitutions,
  forgetOldLogs,
];

/** What is looked after every few minutes, and first when the server starts: it costs next to nothing where nothing has moved. */
export const watched: readonly ((ctx: Ctx) => Promise<unknown>)[] = [
  queueReviewWhenMoved,
  escalateLate,
  keepUpApprovals,
];
