import { lazy, type ReactNode } from 'react';
import type { Column } from '../../../ui-kit/column.ts';
import { EditCell } from '../../../ui-kit/EditCell.tsx';
import { DateText } from '../../../ui-kit/Values.tsx';
import type { TaskRow } from '../contract.ts';
import { AccountOf, DueText, ForWhom, Marks, StateBadge } from './TaskBits.tsx';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

const TaskCell = lazy(() => import('./TaskCell.tsx'));

/** The columns of the list of a box. What the reader may change of a task is changed where it stands. */
export function useTaskColumns(box: string, closed: boolean): Column<TaskRow>[] {
  const { t, kinds, priorities } = useTaskWords();
  const title: Column<TaskRow> = {
    id: 'title',
    title: t('field.title'),
    grow: true,
    fixed: true,
    phone: 'title',
    width: 260,
    sort: true,
    show: (row) => (
      <span className={styles.cut}>
        <span className={styles.named}>{row.title}</span> <Marks task={row} />
      </span>
    ),
  };
  const edited = (row: TaskRow, field: 'priority' | 'due' | 'owner', label: string, shown: ReactNode) =>
    row.can.change.includes(field) ? (
      <EditCell label={label} shown={shown}>
        {(close) => <TaskCell task={row} field={field} onClose={close} />}
      </EditCell>
    ) : (
      shown
    );
  const isMine = box === 'mine';
  const all: (Column<TaskRow> | false)[] = [
    title,
    { id: 'kind', title: t('field.kind'), width: 110, show: (row) => kinds[row.kind] },
    { id: 'state', title: t('field.state'), width: 110, show: (row) => <StateBadge state={row.state} /> },
    { id: 'account', title: t('field.account'), width: 190, show: (row) => <AccountOf task={row} /> },
    {
      id: 'owner',
      title: t('field.owner'),
      width: 150,
      hidden: isMine,
      show: (row) =>
        row.owner === null ? <ForWhom task={row} /> : edited(row, 'owner', t('field.owner'), <ForWhom task={row} />),
    },
    { id: 'giver', title: t('field.giver'), width: 150, hidden: box === 'given', show: (row) => row.giver.name },
    {
      id: 'priority',
      title: t('field.priority'),
      width: 100,
      sort: true,
      hidden: true,
      show: (row) => edited(row, 'priority', t('field.priority'), priorities[row.priority]),
    },
    {
      id: 'due',
      title: t('field.due'),
      width: 170,
      sort: true,
      phone: 'figure',
      show: (row) => edited(row, 'due', t('field.due'), <DueText task={row} />),
    },
    {
      id: 'created',
      title: t('field.created'),
      width: 120,
      sort: true,
      hidden: true,
      show: (row) => <DateText value={row.createdAt} />,
    },
    {
      id: 'changed',
      title: t('field.changed'),
      width: 130,
      sort: true,
      hidden: true,
      show: (row) => <DateText value={row.changedAt} />,
    },
    closed && {
      id: 'closed',
      title: t('field.closed'),
      width: 120,
      sort: true,
      show: (row) => <DateText value={row.closedAt} />,
    },
  ];
  return all.filter((column) => column !== false);
}
