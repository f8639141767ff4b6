import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { askAnew, callKey } from '../../../ui-kit/use-call.ts';
import { getImport } from '../contract.ts';
import { send, uploads } from './uploads.ts';

afterEach(() => vi.unstubAllGlobals());

const key = callKey(getImport, { id: 'i1' });
const empty = { files: [] };
const full = { files: ['sales.csv'] };

/** A page that asks; what it is answered is told later, question by question. */
function page(client: QueryClient) {
  const answers: ((view: unknown) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: key,
    queryFn: () => new Promise<unknown>((resolve) => void answers.push(resolve)),
    staleTime: 30_000,
  });
  const leave = observer.subscribe(() => undefined);
  return { answers, leave, shown: () => observer.getCurrentResult().data };
}

test('the page asked for the import before its file was there: the older answer does not take the file away', async () => {
  vi.stubGlobal(
    'XMLHttpRequest',
    class {
      upload = {};
      status = 200;
      responseText = JSON.stringify(full);
      onload = () => undefined;
      open() {}
      setRequestHeader() {}
      send() {
        setTimeout(() => this.onload());
      }
    },
  );
  const client = new QueryClient();
  const { answers, leave, shown } = page(client);
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  send(client, 'i1', [new File(['x'], 'sales.csv')]);
  await vi.waitFor(() => expect(uploads.get()).toEqual([]));
  answers[0]!(empty);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(shown()).toEqual(full);
  leave();
});

test('what is said to have changed while it is asked for is asked for again', async () => {
  const client = new QueryClient();
  const { answers, leave, shown } = page(client);
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  void askAnew(client, key);
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[0]!(empty);
  answers[1]!(full);
  await vi.waitFor(() => expect(shown()).toEqual(full));
  leave();
});
