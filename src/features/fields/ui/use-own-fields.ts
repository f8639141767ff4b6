import { useCall } from '../../../ui-kit/use-call.ts';
import { type Field, listFields, type RecordKind } from '../contract.ts';

const none: readonly Field[] = [];

/** The fields of the organisation's own that the reader may read on a kind of record, in order; empty while they come. */
export function useOwnFields(recordKind: RecordKind): readonly Field[] {
  return useCall(listFields, { recordKind }).data?.rows ?? none;
}
