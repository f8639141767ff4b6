import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listenToNotices, listNotices } from '../../../features/notices/contract.ts';
import { fileUrl } from '../../../ui-kit/call.ts';
import { announceLive } from '../../../ui-kit/live.ts';
import { callKey } from '../../../ui-kit/use-call.ts';
import { sessionQuery } from '../session.ts';

/** The kinds that the rooms announce (ctx.announce). */
const words = [
  'notice',
  'import',
  'accounts',
  'timeline',
  'approvals',
  'ledger',
  'segmentation',
  'relationships',
  'settings',
  'identity',
] as const;

const read = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Keeps one event stream open: notices and the session are asked again, rooms hear their words by `useLive`. */
export function useEvents(when: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!when) return;
    const events = new EventSource(fileUrl(listenToNotices, {}));
    for (const word of words) {
      events.addEventListener(word, (event: MessageEvent<string>) => {
        if (word === 'notice') void client.invalidateQueries({ queryKey: callKey(listNotices) });
        if (word === 'settings' || word === 'identity')
          void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
        announceLive(word, read(event.data));
      });
    }
    return () => events.close();
  }, [client, when]);
}
