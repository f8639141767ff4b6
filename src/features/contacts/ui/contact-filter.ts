import type { UrlState } from '../../../ui-kit/use-url-state.ts';
import type { View } from '../../views/contract.ts';
import type { Filter, Sort } from '../contract.ts';

/** What the address of the list keeps; `view` is the saved view that it began with. */
export const listDefaults = {
  q: '',
  account: '',
  role: [],
  language: [],
  channel: [],
  consent: '',
  ended: '',
  whose: '',
  unchanged: '',
  older: '',
  where: [],
  sort: '',
  desc: false,
  view: '',
} as const;
export type ListState = UrlState<typeof listDefaults>;

/** What a choice of yes and no says; anything else that stands in an address says nothing. */
const saysYes = (value: string): boolean | undefined => (value === 'yes' ? true : value === 'no' ? false : undefined);
/** Days as an address says them; anything else says nothing. */
const isDays = (text: string) => /^[1-9]\d{0,2}$/.test(text);

/** The filter of the API that the address asks for. */
export function filterOf(state: ListState): Filter {
  const [consent, ended] = [saysYes(state.consent), saysYes(state.ended)];
  return {
    ...(state.q ? { q: state.q } : {}),
    ...(state.account ? { account: state.account } : {}),
    ...(state.role.length ? { role: state.role } : {}),
    ...(state.language.length ? { language: state.language } : {}),
    ...(state.channel.length ? { channel: state.channel } : {}),
    ...(consent === undefined ? {} : { consent }),
    ...(ended === undefined ? {} : { ended }),
    ...(state.whose === 'mine' || state.whose === 'team' ? { whose: state.whose } : {}),
    ...(isDays(state.unchanged) ? { unchangedDays: Number(state.unchanged) } : {}),
    ...(isDays(state.older) ? { olderDays: Number(state.older) } : {}),
    ...(state.where.length ? { where: state.where } : {}),
  } as Filter;
}

/** How the list is sorted: as the address says, else by name. */
export const orderOf = (state: ListState): { sort: Sort; direction: 'asc' | 'desc' } => ({
  sort: (state.sort || 'name') as Sort,
  direction: state.desc ? 'desc' : 'asc',
});

const yesNo = (value: boolean | undefined) => (value === undefined ? '' : value ? 'yes' : 'no');

/** The address of a saved view; without one, of the whole list. */
export function stateOf(view: View | undefined): ListState {
  const filter: Filter = view?.filter ?? {};
  return {
    q: '',
    account: filter.account ?? '',
    role: [...(filter.role ?? [])],
    language: [...(filter.language ?? [])],
    channel: [...(filter.channel ?? [])],
    consent: yesNo(filter.consent),
    ended: yesNo(filter.ended),
    whose: filter.whose ?? '',
    unchanged: String(filter.unchangedDays ?? ''),
    older: String(filter.olderDays ?? ''),
    where: [...(filter.where ?? [])],
    sort: view?.sort ?? '',
    desc: view?.direction === 'desc',
    view: view?.id ?? '',
  };
}

/** Whether nothing but the view stands in the address: a link that somebody passed on. */
export const isBare = (state: ListState): boolean =>
  state.view !== '' && state.sort === '' && Object.keys(filterOf(state)).length === 0;
