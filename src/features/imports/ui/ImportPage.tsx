import { lazy, Suspense } from 'react';
import { PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { OpenImport } from './OpenImport.tsx';
import { isOpen } from './types.ts';
import { useImport } from './use-import.ts';

const ClosedImport = lazy(async () => ({ default: (await import('./ClosedImport.tsx')).ClosedImport }));

/** One import on one page that follows its state: files, tables, check, run, what came in. */
export default function ImportPage() {
  const t = useWords('imports');
  const id = usePathField('id');
  const query = useImport(id);
  const view = query.data;
  const coming = (
    <PageLayout title={t('page.title')}>
      {query.error ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : <LoadingState lines={8} />}
    </PageLayout>
  );
  if (view === undefined) return coming;
  return isOpen(view.state) || view.state === 'checking' ? (
    <OpenImport key={id} view={view} />
  ) : (
    <Suspense fallback={coming}>
      <ClosedImport key={id} view={view} />
    </Suspense>
  );
}
