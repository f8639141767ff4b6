import type { QueryClient } from '@tanstack/react-query';
import { upload } from '../../../ui-kit/call.ts';
import { shared } from '../../../ui-kit/store.ts';
import { callKey, keepAnswer } from '../../../ui-kit/use-call.ts';
import { addImportFile, getImport, listImports } from '../contract.ts';

/** A file on its way; `error` is what the call threw. */
export interface Upload {
  key: string;
  importId: string;
  name: string;
  size: number;
  /** Part sent, 0 to 1; 1: it has arrived and is being looked into. */
  sent: number;
  state: 'waiting' | 'sending' | 'failed';
  error?: unknown;
}

/** Files on their way, of all imports; they go on while the person looks at other pages. */
export const uploads = shared<readonly Upload[]>([]);
const queues = new Map<string, { upload: Upload; file: File }[]>();
let last = 0;

const change = (key: string, part: Partial<Upload>) =>
  uploads.set(uploads.get().map((one) => (one.key === key ? { ...one, ...part } : one)));

/** Takes a failed upload from the list. */
export const forget = (key: string): void => uploads.set(uploads.get().filter((one) => one.key !== key));

/** Sends files into an import, one after the other; each is looked into as soon as it is there. */
export function send(client: QueryClient, importId: string, files: readonly File[]): void {
  const added = files.map((file) => {
    last += 1;
    const one: Upload = { key: String(last), importId, name: file.name, size: file.size, sent: 0, state: 'waiting' };
    return { upload: one, file };
  });
  uploads.set([...uploads.get(), ...added.map((each) => each.upload)]);
  const queue = queues.get(importId);
  if (queue) queue.push(...added);
  else {
    queues.set(importId, added);
    void work(client, importId);
  }
}

async function work(client: QueryClient, importId: string): Promise<void> {
  const queue = queues.get(importId)!;
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { key } = next.upload;
    change(key, { state: 'sending' });
    try {
      const view = await upload(addImportFile, { id: importId, name: next.file.name }, next.file, (sent) =>
        change(key, { sent }),
      );
      await keepAnswer(client, callKey(getImport, { id: importId }), view);
      forget(key);
    } catch (error) {
      change(key, { state: 'failed', error });
    }
  }
  queues.delete(importId);
  void client.invalidateQueries({ queryKey: callKey(listImports) });
}
