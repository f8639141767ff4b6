import { Readable } from 'node:stream';
import type { TObject, TSchema } from 'typebox';
import type { Actor, Organisation } from '../../kernel/ctx.ts';
import { type House, run } from '../../kernel/run.ts';
import type { InputOf, Operation, OutputOf } from '../../pure/operation.ts';
import { handlers } from '../features.ts';

type AnyOperation = Operation<TObject, TSchema>;

/** Does something as somebody of the staff, by the key of the person. */
export type Act = ReturnType<typeof actingAs>;

/** Calls an operation through the runner as somebody of the staff. */
export function actingAs(house: House, org: Organisation, people: Map<string, Actor>) {
  return async <T extends AnyOperation>(
    who: string,
    operation: T,
    input: InputOf<T>,
    bytes?: Buffer,
  ): Promise<OutputOf<T>> => {
    const handler = handlers.find((each) => each.operation.name === operation.name)!;
    const caller = { org, actor: people.get(who)!, requestId: 'sample', address: '' };
    const outcome = await run(
      house,
      handler,
      caller,
      input as Record<string, unknown>,
      bytes && Readable.from([bytes]),
    );
    if (outcome.kind !== 'json') throw new Error('a file is no answer here');
    return JSON.parse(outcome.text);
  };
}
