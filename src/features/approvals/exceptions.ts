import { namesApproval } from './kinds.ts';

/** Free words with a reason: for what no room has a kind of its own. */
export const EXCEPTION = 'approvals.exception';

namesApproval({
  key: EXCEPTION,
  measure: 'amount',
  isOptional: false,
  // The decision itself is all that becomes of it.
  async ended() {},
});
