import type { InputOf } from '../../../pure/operation.ts';
import type { UrlState } from '../../../ui-kit/use-url-state.ts';
import type { Box, listTasks, Sort } from '../contract.ts';

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
  where: [],
  closed: false,
  board: false,
  sort: '',
  desc: false,
} as const;
export type ListState = UrlState<typeof listDefaults>;

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
    ...(view.owner && view.box === 'team' ? { ownerId: view.owner } : {}),
    ...(view.account ? { accountId: view.account } : {}),
    ...(view.closed ? { closed: true } : {}),
    ...(view.where.length ? { where: view.where } : {}),
  } as Input;
}

/** The order that was kept on this machine, `due` or `closed desc`. */
export function orderOf(view: ListState, kept: string): { sort: Sort; direction: 'asc' | 'desc' } {
  const [sort, way] = view.sort === '' ? kept.split(' ') : [view.sort, view.desc ? 'desc' : ''];
  if (view.closed && view.sort === '') return { sort: 'closed', direction: 'desc' };
  const known = ['due', 'priority', 'created'].includes(sort ?? '') || (view.closed && sort === 'closed');
  return { sort: (known ? sort : 'due') as Sort, direction: way === 'desc' ? 'desc' : 'asc' };
}

/** Whether anything but the box is chosen. */
export const isFiltered = (view: ListState): boolean =>
  Object.keys(filterOf(view)).some((name) => name !== 'box' && name !== 'closed');
