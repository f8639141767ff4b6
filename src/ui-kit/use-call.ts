import {
  type QueryClient,
  type QueryKey,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { InputOf, Operation, OutputOf } from '../pure/operation.ts';
import { call, newKey } from './call.ts';
import { CallError } from './call-error.ts';
import { say } from './say.ts';
import { useReason } from './use-reason.ts';

/** The key under which the answer of an operation is kept. */
export const callKey = (operation: Operation, input?: unknown): QueryKey =>
  input === undefined ? [operation.name] : [operation.name, input];

/**
 * Asks anew what is kept under a key. An answer on its way may have been given before what happened meanwhile, and the query library waits for a first answer instead of
 * asking again: it is taken back.
 */
export async function askAnew(client: QueryClient, queryKey: QueryKey): Promise<void> {
  await client.cancelQueries({ queryKey });
  await client.invalidateQueries({ queryKey });
}

/** Keeps what an act answered; an older answer that is on its way must not replace it. */
export async function keepAnswer(client: QueryClient, queryKey: QueryKey, answer: unknown): Promise<void> {
  await client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, answer);
}

interface CallSettings {
  /** Only ask when true. */
  when?: boolean;
  /** Ask again every so many milliseconds (long work). */
  every?: number | false;
  /** Show the answer of the former input until the new one is here (filters, paging). Default true. */
  keep?: boolean;
}

/** Reads: the answer of a GET operation, kept under [name, input]. */
export function useCall<O extends Operation>(operation: O, input: InputOf<O>, settings: CallSettings = {}) {
  return useQuery<OutputOf<O>, CallError>({
    queryKey: callKey(operation, input),
    queryFn: ({ signal }) => call(operation, input, { signal }),
    enabled: settings.when ?? true,
    refetchInterval: settings.every ?? false,
    placeholderData: settings.keep === false ? undefined : (before: unknown) => before as never,
  });
}

type RowOf<O> = OutputOf<O> extends { rows: (infer R)[] } ? R : never;

/**
 * Reads a keyset-paged list, page after page. Gives what `DataTable` takes:
 * `rows`, `loading`, `error`, `retry` and `more` (null on the last page).
 */
export function usePages<O extends Operation>(
  operation: O,
  input: Omit<InputOf<O>, 'after'>,
  settings: CallSettings = {},
) {
  const list = useInfiniteQuery({
    queryKey: [operation.name, 'pages', input],
    queryFn: ({ signal, pageParam }) =>
      call(operation, { ...input, ...(pageParam === null ? {} : { after: pageParam }) } as InputOf<O>, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last as { next: string | null }).next,
    enabled: settings.when ?? true,
    placeholderData: (before) => before,
  });
  const pages = list.data?.pages as { rows: RowOf<O>[]; next: string | null }[] | undefined;
  return {
    rows: pages?.flatMap((page) => page.rows),
    /** The first page as it came, for totals that travel beside the rows. */
    first: list.data?.pages[0] as OutputOf<O> | undefined,
    loading: list.isPending,
    /** True while the list of the former filter is still shown. */
    stale: list.isPlaceholderData,
    error: list.error,
    retry: () => void list.refetch(),
    more: list.hasNextPage ? { loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() } : null,
  };
}

interface ActSettings<O extends Operation> {
  /** Operations whose answers are stale afterwards; left out, everything on the screen is asked again. */
  touches?: Operation[];
  /** Said when it worked, already in the reader's words. */
  done?: string | ((output: OutputOf<O>, input: InputOf<O>) => string);
  onDone?: (output: OutputOf<O>, input: InputOf<O>) => void;
  /** True: the caller shows the error (forms show problems at fields by themselves). */
  quiet?: boolean;
  /** Hears of an error; true: it is dealt with and need not be said. */
  onFail?: (error: CallError, input: InputOf<O>) => boolean;
}

/** Acts: a mutation that refreshes what it touched, says that it worked, and says why it did not. Pressed twice in one breath it is done once. */
export function useAct<O extends Operation>(operation: O, settings: ActSettings<O> = {}) {
  const client = useQueryClient();
  const reason = useReason();
  const { t } = useTranslation('kit');
  const running = useRef(new Set<string>());
  const mutation = useMutation<OutputOf<O>, CallError, InputOf<O>>({
    mutationKey: [operation.name],
    mutationFn: (input) => call(operation, input, { key: newKey() }),
    onSuccess: async (output, input) => {
      const text = typeof settings.done === 'function' ? settings.done(output, input) : settings.done;
      if (text !== undefined) say(text, 'good');
      settings.onDone?.(output, input);
      if (settings.touches === undefined) await client.invalidateQueries();
      else await Promise.all(settings.touches.map((one) => client.invalidateQueries({ queryKey: callKey(one) })));
    },
    onError: (error, input) => {
      // Somebody else saved meanwhile: forms show both versions once the newer one is here.
      if (error instanceof CallError && error.code === 'stale') void client.invalidateQueries();
      if (error instanceof CallError && settings.onFail?.(error, input)) return;
      const atFields = error instanceof CallError && error.problems.length > 0;
      if (!settings.quiet && !atFields && error.status !== 401) say(reason(error), 'bad', { title: t('error.title') });
    },
    onSettled: (_output, _error, input) => void running.current.delete(JSON.stringify(input)),
  });
  const { mutate } = mutation;
  // A button is closed only once the page is drawn anew: a double click comes before that.
  const once = useCallback(
    (...args: Parameters<typeof mutate>) => {
      const said = JSON.stringify(args[0]);
      if (running.current.has(said)) return;
      running.current.add(said);
      mutate(...args);
    },
    [mutate],
  );
  return { ...mutation, mutate: once };
}
