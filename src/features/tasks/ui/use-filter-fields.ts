import type { FilterField } from '../../../ui-kit/FilterBar.tsx';
import type { ListState } from './task-filter.ts';
import { optionsOf, useTaskWords } from './use-task-words.ts';

const AGES = [7, 14, 30, 90, 180, 365];

/** The filters of the tasks list beside the box. */
export function useFilterFields(view: ListState, members: readonly { id: string; name: string }[]): FilterField[] {
  const { t, kinds, states, priorities } = useTaskWords();
  const ages = AGES.map((days) => ({ value: String(days), label: t('filter.days', { count: days }) }));
  const dues = [
    { value: 'overdue', label: t('due.overdue') },
    { value: 'today', label: t('due.today') },
    { value: 'week', label: t('due.week') },
    { value: 'none', label: t('due.none') },
  ];
  const people = members.map((one) => ({ value: one.id, label: one.name }));
  const all: (FilterField | false)[] = [
    { key: 'kind', label: t('field.kind'), options: optionsOf(kinds), many: true },
    { key: 'priority', label: t('field.priority'), options: optionsOf(priorities), many: true },
    !view.closed && { key: 'due', label: t('field.due'), options: dues },
    !view.board && { key: 'state', label: t('field.state'), options: optionsOf(states), many: true },
    (view.box === 'team' || view.box === 'ours') && { key: 'owner', label: t('field.owner'), options: people },
    { key: 'unchanged', label: t('filter.unchanged'), options: ages, less: true },
    { key: 'older', label: t('filter.older'), options: ages, less: true },
  ];
  return all.filter((field) => field !== false);
}
