import type { Column } from '../../../ui-kit/column.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { DateText } from '../../../ui-kit/Values.tsx';
import type { ProjectRow } from '../contract.ts';
import { Progress, RiskBadge, StateBadge } from './ProjectBits.tsx';
import styles from './Projects.module.css';
import { useProjectWords } from './use-project-words.ts';

/** The columns of the list. */
export function useProjectColumns(): Column<ProjectRow>[] {
  const { t, format } = useProjectWords();
  return [
    {
      id: 'name',
      title: t('field.project'),
      grow: true,
      fixed: true,
      sort: true,
      phone: 'title',
      width: 240,
      show: (row) => (
        <span className={styles.name}>
          {row.name} <RiskBadge project={row} />
        </span>
      ),
    },
    {
      id: 'account',
      title: t('field.account'),
      width: 190,
      show: (row) => <PageLink to={`/accounts/${row.account.id}`}>{row.account.name}</PageLink>,
    },
    { id: 'state', title: t('field.state'), width: 110, show: (row) => <StateBadge state={row.state} /> },
    { id: 'progress', title: t('field.progress'), width: 150, show: (row) => <Progress project={row} /> },
    {
      id: 'tasks',
      title: t('field.tasks'),
      width: 90,
      align: 'end',
      show: (row) => t('of', { done: row.tasks.done, all: row.tasks.all }),
    },
    {
      id: 'members',
      title: t('field.members'),
      width: 190,
      hidden: true,
      show: (row) => format.list(row.members.map((one) => one.name)),
    },
    {
      id: 'begins',
      title: t('field.begins'),
      width: 120,
      hidden: true,
      show: (row) => <DateText value={row.beginsOn} why={t('none.begins')} />,
    },
    {
      id: 'due',
      title: t('field.due'),
      width: 130,
      sort: true,
      phone: 'figure',
      show: (row) => <DateText value={row.dueOn} why={t('none.due')} />,
    },
    {
      id: 'changed',
      title: t('field.changed'),
      width: 130,
      sort: true,
      hidden: true,
      show: (row) => <DateText value={row.changedAt} />,
    },
  ];
}
