import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '../../../ui-kit/live.ts';
import { askAnew, callKey, useCall } from '../../../ui-kit/use-call.ts';
import { getImport } from '../contract.ts';
import { atWork, type ImportView } from './types.ts';

const POLL_MS = 2000;

/** One import, live: asked again when the server says that it moved, and every two seconds while it works. */
export function useImport(id: string) {
  const client = useQueryClient();
  const key = callKey(getImport, { id });
  const known = client.getQueryData<ImportView>(key);
  const query = useCall(getImport, { id }, { every: known && atWork(known.state) ? POLL_MS : false, keep: false });
  useLive('import', (data) => {
    if ((data as { id?: string } | null)?.id === id) void askAnew(client, key);
  });
  const state = query.data?.state;
  const before = useRef(state);
  useEffect(() => {
    // Facts have changed: whatever else is on screen or kept is asked anew.
    if (before.current !== undefined && before.current !== state && (state === 'done' || state === 'undone'))
      void client.invalidateQueries();
    before.current = state;
  }, [client, state]);
  return query;
}
