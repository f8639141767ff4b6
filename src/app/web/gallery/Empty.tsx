import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { CallError } from '../../../ui-kit/call-error.ts';
import { DropArea } from '../../../ui-kit/DropArea.tsx';
import { PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { EmptyState, ErrorState, LoadingState, ProgressPanel } from '../../../ui-kit/States.tsx';
import { useWords } from '../../../ui-kit/words.ts';

const broken = new CallError({ status: 500, title: 'Fault', requestId: '01JD3K8W7M5' });

/** The states in which there is no data. */
export default function Empty() {
  const t = useWords('gallery');
  return (
    <PageLayout title={t('menu.empty')}>
      <DropArea title={t('drop')} hint={t('dropHint')} onFiles={() => undefined} />
      <DropArea small title={t('drop')} onFiles={() => undefined} />
      <ProgressPanel title={t('drop')} part={0.24} detail={t('note')} secondsLeft={130} onCancel={() => undefined} />
      <ProgressPanel title={t('drop')} part={null} detail={t('note')} />
      <EmptyState
        icon={<IconFileImport size={22} stroke={1.5} />}
        title={t('emptyTitle')}
        text={t('dropHint')}
        action={<Button>{t('accept')}</Button>}
      />
      <ErrorState error={broken} retry={() => undefined} />
      <LoadingState />
    </PageLayout>
  );
}
