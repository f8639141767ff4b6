import type { OutputOf } from '../../../pure/operation.ts';
import type { getAccountProducts } from '../contract.ts';

/** One product of an account, as the server answers. */
export type ProductRow = OutputOf<typeof getAccountProducts>['rows'][number];
