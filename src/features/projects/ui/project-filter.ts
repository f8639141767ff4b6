import type { InputOf } from '../../../pure/operation.ts';
import type { UrlState } from '../../../ui-kit/use-url-state.ts';
import type { listProjects, Sort } from '../contract.ts';

/** What the address of the list keeps. */
export const listDefaults = {
  look: 'list',
  q: '',
  state: [],
  member: '',
  flag: '',
  account: '',
  closed: false,
  sort: 'due',
  desc: false,
} as const;
export type ListState = UrlState<typeof listDefaults>;

type Input = Omit<InputOf<typeof listProjects>, 'after' | 'limit' | 'sort' | 'direction'>;

/** The filter of the API that the address asks for. */
export function filterOf(view: ListState): Input {
  return {
    ...(view.q ? { q: view.q } : {}),
    ...(view.state.length && view.look !== 'board' ? { state: view.state } : {}),
    ...(view.member ? { memberId: view.member } : {}),
    ...(view.flag ? { flag: view.flag } : {}),
    ...(view.account ? { accountId: view.account, group: true } : {}),
    ...(view.closed && view.look !== 'board' ? { closed: true } : {}),
  } as Input;
}

export const orderOf = (view: ListState): { sort: Sort; direction: 'asc' | 'desc' } => ({
  sort: (['due', 'name', 'changed'].includes(view.sort) ? view.sort : 'due') as Sort,
  direction: view.desc ? 'desc' : 'asc',
});
