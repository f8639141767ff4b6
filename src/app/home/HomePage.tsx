import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { listImports } from '../../features/imports/contract.ts';
import { LedgerDrop } from '../../features/imports/ui/public.tsx';
import { getLedgerState } from '../../features/ledger/contract.ts';
import { getKeyAccounts } from '../../features/segmentation/contract.ts';
import { TodayTasks } from '../../features/tasks/ui/public.tsx';
import { useFormats } from '../../ui-kit/format.ts';
import { PageLayout } from '../../ui-kit/PageLayout.tsx';
import { useCan } from '../../ui-kit/reader.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui-kit/States.tsx';
import { useCall } from '../../ui-kit/use-call.ts';
import { useWords } from '../../ui-kit/words.ts';
import { FirstLine } from './FirstLine.tsx';
import styles from './Home.module.css';
import { LatestImports } from './LatestImports.tsx';
import { Movers } from './Movers.tsx';
import { OpenBalances } from './OpenBalances.tsx';
import { Quiet } from './Quiet.tsx';
import { TodayTiles } from './TodayTiles.tsx';

/** What is worth a look this morning: the first line, the figures, who rises and falls, who went quiet, who owes. */
export default function HomePage() {
  const t = useWords('home');
  const format = useFormats();
  const navigate = useNavigate();
  const seesLedger = useCan('ledger.read');
  const seesReview = useCan('segmentation.read');
  const seesAccounts = useCan('accounts.read');
  const mayImport = useCan('imports.run');
  const state = useCall(getLedgerState, {}, { when: seesLedger });
  const filled = state.data !== undefined && state.data.invoices + state.data.orders + state.data.payments > 0;
  const key = useCall(getKeyAccounts, { limit: 100 }, { when: seesReview && filled });
  const imported = useCall(listImports, { limit: 1 }, { when: mayImport && !seesLedger });
  const isClosed = !seesLedger && (!mayImport || (imported.data?.rows.length ?? 0) > 0);
  const importNow = (
    <Button leftSection={<IconFileUpload size={15} />} onClick={() => void navigate({ href: '/imports/new' })}>
      {t('import')}
    </Button>
  );
  const title = t('menu.today');
  if (state.error) {
    return (
      <PageLayout title={title}>
        <ErrorState error={state.error} retry={() => void state.refetch()} />
      </PageLayout>
    );
  }
  if ((seesLedger && state.data === undefined) || (mayImport && !seesLedger && imported.isPending)) {
    return (
      <PageLayout title={title}>
        <LoadingState lines={12} />
      </PageLayout>
    );
  }
  if (!filled) {
    return (
      <PageLayout title={title}>
        <EmptyState
          title={isClosed ? t('empty.noLedger') : t('empty.title')}
          text={isClosed ? t('empty.noLedgerText') : mayImport ? t('empty.text') : t('empty.ask')}
          action={
            mayImport ? undefined : seesAccounts ? (
              <Button variant="default" onClick={() => void navigate({ href: '/accounts' })}>
                {t('accounts')}
              </Button>
            ) : undefined
          }
        />
        <Suspense fallback={<LoadingState lines={4} />}>
          <TodayTasks />
        </Suspense>
        {mayImport ? (
          <>
            <LedgerDrop title={t('drop.title')} hint={t('drop.hint')} />
            <LatestImports />
          </>
        ) : null}
      </PageLayout>
    );
  }
  const newest = state.data?.newestInvoice ?? state.data?.newestOrder;
  return (
    <PageLayout
      title={title}
      answer={<FirstLine keyAccounts={key.data} wanted={seesReview} />}
      actions={mayImport ? importNow : undefined}
      picture={state.data ? <TodayTiles state={state.data} keyAccounts={key.data} /> : undefined}
      printNote={newest ? t('asOf', { day: format.day(newest) }) : undefined}
    >
      <div className={styles.parts}>
        <div className={styles.wide}>
          <Suspense fallback={<LoadingState lines={4} />}>
            <TodayTasks />
          </Suspense>
        </div>
        {seesReview ? <Movers keyAccounts={key.data} error={key.error} /> : null}
        <Quiet />
        <OpenBalances />
        {mayImport ? (
          <>
            <LatestImports />
            <LedgerDrop title={t('drop.title')} hint={t('drop.hint')} />
          </>
        ) : null}
      </div>
    </PageLayout>
  );
}
