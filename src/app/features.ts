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
import * as duplicates from '../features/duplicates/contract.ts';
import { jobs as duplicatesJobs } from '../features/duplicates/jobs.ts';
import { handlers as duplicatesHandlers } from '../features/duplicates/operations.ts';
import { queueDuplicates } from '../features/duplicates/public.ts';
import * as fields from '../features/fields/contract.ts';
import { handlers as fieldsHandlers } from '../features/fields/operations.ts';
import * as files from '../features/files/contract.ts';
import { jobs as filesJobs } from '../features/files/jobs.ts';
import { handlers as filesHandlers } from '../features/files/operations.ts';
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
import { jobs as noticesJobs } from '../features/notices/jobs.ts';
import { handlers as noticesHandlers } from '../features/notices/operations.ts';
import * as people from '../features/people/contract.ts';
import { handlers as peopleHandlers } from '../features/people/operations.ts';
import * as portfolios from '../features/portfolios/contract.ts';
import { handlers as portfoliosHandlers } from '../features/portfolios/operations.ts';
import * as products from '../features/products/contract.ts';
import { handlers as productsHandlers } from '../features/products/operations.ts';
import * as projects from '../features/projects/contract.ts';
import { handlers as projectsHandlers } from '../features/projects/operations.ts';
import { tellLateProjects } from '../features/projects/public.ts';
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
import * as trash from '../features/trash/contract.ts';
import { handlers as trashHandlers } from '../features/trash/operations.ts';
import { purgeTrash } from '../features/trash/public.ts';
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
  'fields',
  'views',
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
  'projects',
  'tasks',
  'substitutions',
  'portfolios',
  'search',
  'trash',
  'duplicates',
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
  ...operationsIn(fields),
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
  ...operationsIn(projects),
  ...operationsIn(tasks),
  ...operationsIn(substitutions),
  ...operationsIn(portfolios),
  ...operationsIn(search),
  ...operationsIn(trash),
  ...operationsIn(duplicates),
  ...operationsIn(secrets),
];

export const handlers: readonly Handler[] = [
  ...peopleHandlers,
  ...settingsHandlers,
  ...noticesHandlers,
  ...auditHandlers,
  ...fieldsHandlers,
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
  ...projectsHandlers,
  ...tasksHandlers,
  ...substitutionsHandlers,
  ...portfoliosHandlers,
  ...searchHandlers,
  ...trashHandlers,
  ...duplicatesHandlers,
  ...secretsHandlers,
];

export const jobs: readonly Job[] = [
  ...noticesJobs,
  ...accountsJobs,
  ...ledgerJobs,
  ...importsJobs,
  ...segmentationJobs,
  ...filesJobs,
  ...duplicatesJobs,
];

/** What changes with the calendar alone, brought to the day of the transaction, in this order (app/new-day.ts). */
export const daily: readonly ((ctx: Ctx) => Promise<unknown>)[] = [
  refreshDaily,
  publishBalances,
  agedDossiers,
  refreshDeadlines,
  tellLateProjects,
  tellSubstitutions,
  purgeTrash,
  queueDuplicates,
  forgetOldLogs,
];

/** What is looked after every few minutes, and first when the server starts: it costs next to nothing where nothing has moved. */
export const watched: readonly ((ctx: Ctx) => Promise<unknown>)[] = [
  queueReviewWhenMoved,
  escalateLate,
  keepUpApprovals,
];
