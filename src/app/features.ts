import * as accounts from '../features/accounts/contract.ts';
import { jobs as accountsJobs, refreshDaily } from '../features/accounts/jobs.ts';
import { handlers as accountsHandlers } from '../features/accounts/operations.ts';
import * as audit from '../features/audit/contract.ts';
import { handlers as auditHandlers } from '../features/audit/operations.ts';
import * as imports from '../features/imports/contract.ts';
import { jobs as importsJobs } from '../features/imports/jobs.ts';
import { handlers as importsHandlers } from '../features/imports/operations.ts';
import * as ledger from '../features/ledger/contract.ts';
import { jobs as ledgerJobs } from '../features/ledger/jobs.ts';
import { handlers as ledgerHandlers } from '../features/ledger/operations.ts';
import { publishBalances } from '../features/ledger/public.ts';
import * as notices from '../features/notices/contract.ts';
import { handlers as noticesHandlers } from '../features/notices/operations.ts';
import * as people from '../features/people/contract.ts';
import { handlers as peopleHandlers } from '../features/people/operations.ts';
import * as products from '../features/products/contract.ts';
import { handlers as productsHandlers } from '../features/products/operations.ts';
import * as segmentation from '../features/segmentation/contract.ts';
import { jobs as segmentationJobs } from '../features/segmentation/jobs.ts';
import { handlers as segmentationHandlers } from '../features/segmentation/operations.ts';
import { queueReviewWhenMoved } from '../features/segmentation/public.ts';
import * as settings from '../features/settings/contract.ts';
import { handlers as settingsHandlers } from '../features/settings/operations.ts';
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
  'products',
  'ledger',
  'imports',
  'segmentation',
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
  ...operationsIn(products),
  ...operationsIn(ledger),
  ...operationsIn(imports),
  ...operationsIn(segmentation),
];

export const handlers: readonly Handler[] = [
  ...peopleHandlers,
  ...settingsHandlers,
  ...noticesHandlers,
  ...auditHandlers,
  ...accountsHandlers,
  ...productsHandlers,
  ...ledgerHandlers,
  ...importsHandlers,
  ...segmentationHandlers,
];

export const jobs: readonly Job[] = [...accountsJobs, ...ledgerJobs, ...importsJobs, ...segmentationJobs];

/** What changes with the calendar alone, brought to the day of the transaction, in this order (app/new-day.ts). */
export const daily: readonly ((ctx: Ctx) => Promise<unknown>)[] = [refreshDaily, publishBalances];

/** What is looked after every few minutes, and first when the server starts: it costs next to nothing where nothing has moved. */
export const watched: readonly ((ctx: Ctx) => Promise<unknown>)[] = [queueReviewWhenMoved];
