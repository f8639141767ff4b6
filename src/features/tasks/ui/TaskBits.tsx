import { IconFlag3, IconLock, IconRepeat } from '@tabler/icons-react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { NoValue } from '../../../ui-kit/Values.tsx';
import type { State, TaskRow } from '../contract.ts';
import styles from './Tasks.module.css';
import { stateTones, useTaskWords } from './use-task-words.ts';

/** The state in a box. */
export function StateBadge({ state }: { state: State }) {
  const { states } = useTaskWords();
  return <Badge tone={stateTones[state]}>{states[state]}</Badge>;
}

/** The deadline; red and in words where it is past. */
export function DueText({ task }: { task: Pick<TaskRow, 'due' | 'isOverdue'> }) {
  const { t, due } = useTaskWords();
  if (task.due === null) return <NoValue why={t('none.due')} />;
  return (
    <time dateTime={task.due.on} className={task.isOverdue ? `${styles.late} num` : 'num'}>
      {due(task.due)}
      {task.isOverdue ? <span className="hidden-text"> {t('late')}</span> : null}
    </time>
  );
}

/** The account that it belongs to, without its name where the reader may not see it. */
export function AccountOf({ task }: { task: Pick<TaskRow, 'account' | 'accountHidden'> }) {
  const { t } = useTaskWords();
  if (task.account) return <PageLink to={`/accounts/${task.account.id}`}>{task.account.name}</PageLink>;
  return task.accountHidden ? <span className="dim">{t('hiddenAccount')}</span> : <NoValue why={t('none.account')} />;
}

/** What is special about a task: urgent, private, repeated, how much of the checklist is done. */
export function Marks({ task }: { task: Pick<TaskRow, 'priority' | 'isPrivate' | 'repeats' | 'items'> }) {
  const { t, priorities } = useTaskWords();
  const isHigh = task.priority === 'urgent' || task.priority === 'high';
  return (
    <span className={styles.marks}>
      {isHigh ? (
        <span className={styles.flag} data-priority={task.priority} title={priorities[task.priority]}>
          <IconFlag3 size={13} aria-hidden="true" />
          <span className="hidden-text">{priorities[task.priority]}</span>
        </span>
      ) : null}
      {task.isPrivate ? (
        <span title={t('field.private')}>
          <IconLock size={13} aria-hidden="true" />
          <span className="hidden-text">{t('field.private')}</span>
        </span>
      ) : null}
      {task.repeats ? (
        <span title={t('field.repeat')}>
          <IconRepeat size={13} aria-hidden="true" />
          <span className="hidden-text">{t('field.repeat')}</span>
        </span>
      ) : null}
      {task.items.all > 0 ? (
        <span className="num" title={t('field.checklist')}>
          {task.items.done}/{task.items.all}
        </span>
      ) : null}
    </span>
  );
}

/** Whom it waits for: the owner, the department or the management. */
export function ForWhom({ task }: { task: Pick<TaskRow, 'owner' | 'department' | 'kind'> }) {
  const { t } = useTaskWords();
  const departments = useDepartments();
  if (task.owner) return <>{task.owner.name}</>;
  return <>{task.department ? departments[task.department] : t('management')}</>;
}

/** The departments that a request can go to: the roles. */
export function useDepartments(): Record<NonNullable<TaskRow['department']>, string> {
  const { t } = useTaskWords();
  return {
    kam: t('department.kam'),
    account_manager: t('department.account_manager'),
    head: t('department.head'),
    sales_support: t('department.sales_support'),
    credit_controller: t('department.credit_controller'),
    director: t('department.director'),
    contributor: t('department.contributor'),
    admin: t('department.admin'),
  };
}
