import type { TObject, TSchema } from 'typebox';
import { handlers } from '../src/app/features.ts';
import { run } from '../src/kernel/run.ts';
import type { InputOf, Operation, OutputOf } from '../src/pure/operation.ts';
import type { BigLedger } from './big-ledger.ts';
import type { Place } from './place.ts';

const byName = new Map(handlers.map((handler) => [handler.operation.name, handler]));

/** Somebody who calls operations as the HTTP server does: right, shapes, tenant, row level security; without HTTP itself. */
export type Ask = <T extends Operation<TObject, TSchema>>(operation: T, input: InputOf<T>) => Promise<OutputOf<T>>;

/** `classes`: the ladder of confidentiality as the caller's organisation has it. */
export function asker(
  place: Place,
  ledger: BigLedger,
  role: 'head' | 'kam',
  classes: BigLedger['org']['classes'] = [],
): Ask {
  const caller = {
    org: { ...ledger.org, classes },
    actor: { userId: ledger[role], standsIn: [], roles: [role], language: 'en', isOperator: false },
    requestId: 'bench',
    address: '127.0.0.1',
  };
  return async (operation, input) => {
    const outcome = await run(place.open.house, byName.get(operation.name)!, caller, input as Record<string, unknown>);
    if (outcome.kind !== 'json') throw new Error(`${operation.name} gave a file`);
    return JSON.parse(outcome.text);
  };
}
