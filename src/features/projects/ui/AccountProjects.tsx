import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useProjectWords } from './use-project-words.ts';

const NewProject = lazy(() => import('./NewProject.tsx'));
const ProjectBoard = lazy(() => import('./ProjectBoard.tsx'));
const ProjectTimeline = lazy(() => import('./ProjectTimeline.tsx'));

interface Props {
  account: { id: string; name: string };
  group: boolean;
}

/** The projects with one account, and with `group` those with everything below it: over time, or by state. */
export default function AccountProjects({ account, group }: Props) {
  const { t } = useProjectWords();
  const [look, setLook] = useState('timeline');
  const [adding, setAdding] = useState(false);
  const mayEdit = useCan('projects.edit');
  const filter = { accountId: account.id, group };
  return (
    <Section
      title={t('menu.list')}
      actions={
        <>
          <PageLink to="/projects" search={{ account: account.id }}>
            {t('panel.all')}
          </PageLink>{' '}
          <SegmentedChoice
            label={t('list.look')}
            value={look}
            onChange={setLook}
            options={[
              { value: 'timeline', label: t('list.asTimeline') },
              { value: 'board', label: t('list.asBoard') },
            ]}
          />{' '}
          {mayEdit ? (
            <Button variant="default" size="compact-sm" onClick={() => setAdding(true)}>
              {t('new.button')}
            </Button>
          ) : null}
        </>
      }
    >
      <Suspense fallback={<LoadingState lines={6} />}>
        {look === 'board' ? <ProjectBoard filter={filter} /> : <ProjectTimeline filter={filter} />}
      </Suspense>
      <Suspense>{adding ? <NewProject account={account} onClose={() => setAdding(false)} /> : null}</Suspense>
    </Section>
  );
}
