import type { InputOf } from '../../../pure/operation.ts';
import type { UrlState } from '../../../ui-kit/use-url-state.ts';
import type { View } from '../../views/contract.ts';
import type { Box, Filter, listTasks, Sort } from '../contract.ts';

/** What the address of the list keeps. */
export const listDefaults = {
  box: 'mine',
  q: '',
  kind: [],
  state: [],
  priority: [],
  due: '',
  owner: '',
  account: '',
  unchanged: '',
  older: '',
  where: [],
  closed: false,
  board: false,
  sort: '',
  desc: false,
  view: '',
} as const;
export type ListState = UrlState<typeof listDefaults>;

/** Days as an address says them; anything else says nothing. */
const isDays = (text: string) => /^[1-9]\d{0,2}$/.test(text);

type Input = InputOf<typeof listTasks>;

/** The filter of the API that the address asks for. */
export function filterOf(view: ListState): Omit<Input, 'after' | 'limit' | 'sort' | 'direction'> {
  return {
    box: view.box as Box,
    ...(view.q ? { q: view.q } : {}),
    ...(view.kind.length ? { kind: view.kind } : {}),
    ...(view.state.length ? { state: view.state } : {}),
    ...(view.priority.length ? { priority: view.priority } : {}),
    ...(view.due ? { due: view.due } : {}),
    ...(view.owner && (view.box === 'team' || view.box === 'ours') ? { ownerId: view.owner } : {}),
    ...(view.account ? { accountId: view.account } : {}),
    ...(isDays(view.unchanged) ? { unchangedDays: Number(view.unchanged) } : {}),
    ...(isDays(view.older) ? { olderDays: Number(view.older) } : {}),
    ...(view.closed ? { closed: true } : {}),
    ...(view.where.length ? { where: view.where } : {}),
  } as Input;
}

/** The order that was kept on this machine, `due` or `closed desc`. */
export function orderOf(view: ListState, kept: string): { sort: Sort; direction: 'asc' | 'desc' } {
  const [sort, way] = view.sort === '' ? kept.split(' ') : [view.sort, view.desc ? 'desc' : ''];
  if (view.closed && view.sort === '') return { sort: 'closed', direction: 'desc' };
  const known =
    ['due', 'priority', 'created', 'title', 'changed'].includes(sort ?? '') ||
    view.sort.startsWith('field:') ||
    (view.closed && sort === 'closed');
  return { sort: (known ? sort : 'due') as Sort, direction: way === 'desc' ? 'desc' : 'asc' };
}

/** Whether anything but the box is chosen. */
export const isFiltered = (view: ListState): boolean =>
  Object.keys(filterOf(view)).some((name) => name !== 'box' && name !== 'closed');

/** The address of a saved view; without one, of one's own open tasks. */
export function stateOf(view: View | undefined): ListState {
  const filter: Filter = view?.filter ?? {};
  return {
    box: filter.box ?? 'mine',
    q: filter.q ?? '',
    kind: [...(filter.kind ?? [])],
    state: [...(filter.state ?? [])],
    priority: [...(filter.priority ?? [])],
    due: filter.due ?? '',
    owner: filter.ownerId ?? '',
    account: filter.accountId ?? '',
    unchanged: String(filter.unchangedDays ?? ''),
    older: String(filter.olderDays ?? ''),
    where: [...(filter.where ?? [])],
    closed: filter.closed ?? false,
    board: false,
    sort: view?.sort ?? '',
    desc: view?.direction === 'desc',
    view: view?.id ?? '',
  };
}

/** Whether nothing but the view stands in the address: a link that somebody passed on. */
export const isBare = (view: ListState): boolean =>
  view.view !== '' && JSON.stringify({ ...view, view: '' }) === JSON.stringify(listDefaults);
