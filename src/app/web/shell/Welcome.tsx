import { IconChartBar } from '@tabler/icons-react';
import { PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useWords } from '../../../ui-kit/words.ts';

/** Where somebody lands who may see no page yet. */
export default function Welcome() {
  const t = useWords('shell');
  return (
    <PageLayout title={t('welcome.title')}>
      <EmptyState icon={<IconChartBar size={22} stroke={1.5} />} title={t('welcome.empty')} text={t('welcome.text')} />
    </PageLayout>
  );
}
