import { useInfiniteQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../pure/operation.ts';
import { call } from '../../../ui-kit/call.ts';
import { getDocument } from '../contract.ts';

export type LedgerDocument = OutputOf<typeof getDocument>;
export type DocumentLine = LedgerDocument['linesPage']['rows'][number];

/** The lines of a document, page after page, as a table takes them. */
export function useDocumentLines(id: string) {
  const list = useInfiniteQuery({
    queryKey: [getDocument.name, 'lines', id],
    queryFn: ({ signal, pageParam }) =>
      call(getDocument, { id, ...(pageParam === null ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.linesPage.next,
  });
  return {
    rows: list.data?.pages.flatMap((page) => page.linesPage.rows),
    loading: list.isPending,
    error: list.error,
    retry: () => void list.refetch(),
    more: list.hasNextPage ? { loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() } : null,
  };
}
