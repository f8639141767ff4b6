import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { listTasks } from '../contract.ts';
import { DueText, ForWhom, Marks } from './TaskBits.tsx';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

const NewTask = lazy(() => import('./NewTask.tsx'));

/** What is to be done with an account and those below it, the most pressing first. */
export default function AccountTasksPanel({ account }: { account: { id: string; name: string } }) {
  const { t } = useTaskWords();
  const [adding, setAdding] = useState(false);
  const mayEdit = useCan('tasks.edit');
  const list = useCall(listTasks, { box: 'account', accountId: account.id, limit: 6 });
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  return (
    <Section
      title={t('menu.list')}
      framed
      actions={
        <>
          <PageLink to="/tasks" search={{ box: 'account', account: account.id }}>
            {t('panel.all')}
          </PageLink>{' '}
          {mayEdit ? (
            <Button variant="default" size="compact-xs" onClick={() => setAdding(true)}>
              {t('panel.add')}
            </Button>
          ) : null}
        </>
      }
    >
      {list.isPending ? <LoadingState lines={3} /> : null}
      {list.data?.rows.length === 0 ? <p className="dim">{t('panel.none')}</p> : null}
      <ul className={styles.rows}>
        {list.data?.rows.map((task) => (
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
      <Suspense>{adding ? <NewTask account={account} onClose={() => setAdding(false)} /> : null}</Suspense>
    </Section>
  );
}
