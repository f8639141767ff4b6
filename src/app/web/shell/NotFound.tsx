import { Button } from '@mantine/core';
import { IconCompass } from '@tabler/icons-react';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { usePageHead } from '../../../ui-kit/page-head.ts';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useWords } from '../../../ui-kit/words.ts';

/** 404: nothing at this address, or nothing that this person may see. */
export function NotFound() {
  const t = useWords('shell');
  usePageHead(t('notFound.title'));
  return (
    <EmptyState
      icon={<IconCompass size={22} stroke={1.5} />}
      level={1}
      title={t('notFound.title')}
      text={t('notFound.text')}
      action={
        <PageLink to="/">
          <Button component="span">{t('kit:action.home')}</Button>
        </PageLink>
      }
    />
  );
}
