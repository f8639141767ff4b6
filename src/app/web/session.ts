import { queryOptions } from '@tanstack/react-query';
import { getSession } from '../../features/people/contract.ts';
import type { OutputOf } from '../../pure/operation.ts';
import { call } from '../../ui-kit/call.ts';
import { callKey } from '../../ui-kit/use-call.ts';

type State = OutputOf<typeof getSession>;

/** Who is signed in, in which organisation, and what they may. */
export type Session = State & { organisation: NonNullable<State['organisation']> };

/** The session, read once and kept until sign-out or a switch of organisation. 401: nobody is signed in (the router decides). */
export const sessionQuery = queryOptions({
  queryKey: callKey(getSession, {}),
  queryFn: ({ signal }) => call(getSession, {}, { signal }),
  staleTime: 5 * 60_000,
  retry: false,
});
