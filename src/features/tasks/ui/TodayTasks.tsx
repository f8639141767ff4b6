import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { listDecisions, listTasks } from '../contract.ts';
import { AccountOf, DueText, Marks } from './TaskBits.tsx';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

const SHOWN = 7;

/** So many decisions stand on Today: the rest on their page. */
const DECISIONS = 3;

/** One's own tasks that are overdue or due today, and the decisions that one has still to read. */
export default function TodayTasks() {
  const { t } = useTaskWords();
  const may = useCan('tasks.read');
  const list = useCall(listTasks, { due: 'today', limit: SHOWN }, { when: may });
  if (!may) return null;
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  return (
    <Section
      title={t('today.title')}
      framed
      actions={
        <PageLink to="/tasks" search={list.data?.next ? { due: 'today' } : {}}>
          {t('panel.all')}
        </PageLink>
      }
    >
      {list.isPending ? <LoadingState lines={3} /> : null}
      {list.data?.rows.length === 0 ? <p className="dim">{t('today.none')}</p> : null}
      <ul className={styles.rows}>
        {list.data?.rows.map((task) => (
          <li key={task.id}>
            <span className={styles.title}>
              <PageLink to={`/tasks/${task.id}`}>{task.title}</PageLink> <Marks task={task} />
            </span>
            <span>
              {task.account || task.accountHidden ? <AccountOf task={task} /> : null} <DueText task={task} />
            </span>
          </li>
        ))}
      </ul>
      <OpenDecisions />
    </Section>
  );
}

/** Decisions of the management that wait for the reader's "read and understood". */
function OpenDecisions() {
  const { t, format } = useTaskWords();
  const list = useCall(listDecisions, { unread: true, limit: DECISIONS });
  if (!list.data || list.data.rows.length === 0) return null;
  return (
    <>
      <h3 className={styles.subhead}>
        <PageLink to="/decisions">{t('today.decisions')}</PageLink>
      </h3>
      <ul className={styles.rows}>
        {list.data.rows.map((decision) => (
          <li key={decision.id}>
            <span className={styles.title}>
              <PageLink to="/decisions">{decision.title}</PageLink>{' '}
              <span className="dim">{t('decisions.inForce', { day: format.day(decision.inForceFrom) })}</span>
            </span>
            <span className="dim">{decision.publishedBy.name}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
