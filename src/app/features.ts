import * as people from '../features/people/contract.ts';
import { handlers as peopleHandlers } from '../features/people/operations.ts';
import type { Job } from '../kernel/jobs.ts';
import type { Handler } from '../kernel/run.ts';
import type { Operation } from '../pure/operation.ts';

/** The rooms in order: each may use those before it, never those after it (test/architecture.test.ts). */
export const rooms = ['people'] as const;

type OperationsIn<C> = Extract<C[keyof C], Operation>;

/** Every operation of a contract module. */
function operationsIn<C extends object>(contract: C): OperationsIn<C>[] {
  return Object.values(contract).filter(
    (value) => typeof value === 'object' && value !== null && 'permission' in value,
  );
}

export const operations = [...operationsIn(people)];

export const handlers: readonly Handler[] = [...peopleHandlers];

export const jobs: readonly Job[] = [];
