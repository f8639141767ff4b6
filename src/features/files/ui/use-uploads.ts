import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type CallOptions, newKey } from '../../../ui-kit/call.ts';
import { CallError } from '../../../ui-kit/call-error.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { AccountRecord } from '../contract-words.ts';

/** What else is said of the files that are uploaded. */
export interface Choice {
  recordKind: AccountRecord;
  recordId: string | null;
  confidential: boolean;
}

/** One file on its way, or one that did not come in. */
export interface Upload {
  key: string;
  name: string;
  size: number;
  /** 0 to 1. */
  part: number;
  /** Why it did not come in, in the reader's words; null while it is on its way. */
  problem: string | null;
  stop: () => void;
}

/** Sends one file to where it belongs. */
type Put = (file: File, onProgress: (part: number) => void, options: CallOptions) => Promise<unknown>;

/** Uploads files one after the other; each can be stopped, and those that did not come in stay listed with the reason. */
export function useUploads(maxBytes: number) {
  const t = useWords('files');
  const format = useFormats();
  const reason = useReason();
  const client = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const line = useRef(Promise.resolve());
  const change = (key: string, part: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = (key: string) => setUploads((all) => all.filter((one) => one.key !== key));

  const sendOne = async (file: File, key: string, put: Put, signal: AbortSignal) => {
    if (signal.aborted) return drop(key);
    if (file.size > maxBytes) return change(key, { problem: t('tooLarge', { most: format.bytes(maxBytes) }) });
    try {
      await put(file, (part) => change(key, { part }), { key: newKey(), signal });
      drop(key);
      await client.invalidateQueries();
    } catch (error) {
      if (signal.aborted) drop(key);
      else change(key, { problem: error instanceof CallError ? reason(error) : t('kit:error.unknown') });
    }
  };

  const send = (files: readonly File[], put: Put) => {
    for (const file of files) {
      const ending = new AbortController();
      const key = newKey();
      const stop = () => {
        ending.abort();
        drop(key);
      };
      setUploads((all) => [...all, { key, name: file.name, size: file.size, part: 0, problem: null, stop }]);
      line.current = line.current.then(() => sendOne(file, key, put, ending.signal));
    }
  };
  return { uploads, send };
}
