import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { listTasks } from '../contract.ts';
import { DueText, ForWhom, Marks } from './TaskBits.tsx';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

const NewTask = lazy(() => import('./NewTask.tsx'));

interface Props {
  project: { id: string; account: { id: string; name: string } };
  /** Further ones can be added. */
  open: boolean;
}

/** What is to be done in a project, the most pressing first; what is closed behind a button. */
export default function ProjectTasksPanel({ project, open }: Props) {
  const { t } = useTaskWords();
  const [adding, setAdding] = useState(false);
  const [closed, setClosed] = useState(false);
  const mayAdd = useCan('tasks.edit') && open;
  const list = usePages(listTasks, { box: 'project', projectId: project.id, closed, limit: 50 });
  return (
    <Section
      title={t('menu.list')}
      framed
      actions={
        <>
          <Button variant="subtle" size="compact-xs" onClick={() => setClosed(!closed)} aria-pressed={closed}>
            {t('list.closed')}
          </Button>{' '}
          {mayAdd ? (
            <Button variant="default" size="compact-xs" onClick={() => setAdding(true)}>
              {t('panel.add')}
            </Button>
          ) : null}
        </>
      }
    >
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={3} /> : null}
      {list.rows?.length === 0 ? <p className="dim">{t('panel.none')}</p> : null}
      <ul className={styles.rows}>
        {list.rows?.map((task) => (
          <li key={task.id}>
            <span className={styles.title}>
              <PageLink to={`/tasks/${task.id}`}>{task.title}</PageLink> <Marks task={task} />
            </span>
            <span>
              <span className="dim">
                <ForWhom task={task} />
              </span>{' '}
              <DueText task={task} />
            </span>
          </li>
        ))}
      </ul>
      {list.more ? (
        <Button variant="default" size="compact-xs" loading={list.more.loading} onClick={list.more.load}>
          {t('kit:table.more')}
        </Button>
      ) : null}
      <Suspense>
        {adding ? <NewTask account={project.account} projectId={project.id} onClose={() => setAdding(false)} /> : null}
      </Suspense>
    </Section>
  );
}
