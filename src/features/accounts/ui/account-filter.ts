import type { UrlState } from '../../../ui-kit/use-url-state.ts';
import type { View } from '../../views/contract.ts';
import type { Filter, Sort } from '../contract.ts';

/** What the address of the list keeps; `view` is the saved view that it began with. */
export const listDefaults = {
  q: '',
  tier: [],
  class: [],
  kind: [],
  country: [],
  category: [],
  lead: '',
  excluded: '',
  active: '',
  completenessBelow: '',
  freshnessBelow: '',
  stage: [],
  secrecy: [],
  notMet: '',
  whose: '',
  below: '',
  where: [],
  sort: '',
  desc: false,
  view: '',
} as const;
export type ListState = UrlState<typeof listDefaults>;

/** What a choice of yes and no says; anything else that stands in an address says nothing. */
const saysYes = (value: string): boolean | undefined => (value === 'yes' ? true : value === 'no' ? false : undefined);

/** Whole per cent; anything else that stands in an address says nothing. */
const saysPercent = (value: string): number | undefined => (/^(\d{1,2}|100)$/.test(value) ? Number(value) : undefined);

/** The filter of the API that the address asks for. */
export function filterOf(state: ListState): Filter {
  const [excluded, active] = [saysYes(state.excluded), saysYes(state.active)];
  const [complete, fresh] = [saysPercent(state.completenessBelow), saysPercent(state.freshnessBelow)];
  return {
    ...(state.q ? { q: state.q } : {}),
    ...(state.tier.length ? { tier: state.tier } : {}),
    ...(state.class.length ? { class: state.class } : {}),
    ...(state.kind.length ? { kind: state.kind } : {}),
    ...(state.country.length ? { country: state.country } : {}),
    ...(state.category.length ? { category: state.category } : {}),
    ...(state.lead ? { lead: state.lead } : {}),
    ...(excluded === undefined ? {} : { excluded }),
    ...(active === undefined ? {} : { active }),
    ...(complete === undefined ? {} : { completenessBelow: complete }),
    ...(fresh === undefined ? {} : { freshnessBelow: fresh }),
    ...(state.stage.length ? { stage: state.stage } : {}),
    ...(state.secrecy.length ? { secrecy: state.secrecy } : {}),
    ...(/^[1-9]\d{0,2}$/.test(state.notMet) ? { notMetDays: Number(state.notMet) } : {}),
    ...(state.whose === 'mine' || state.whose === 'team' ? { whose: state.whose } : {}),
    ...(state.below ? { below: state.below } : {}),
    ...(state.where.length ? { where: state.where } : {}),
  } as Filter;
}

const yesNo = (value: boolean | undefined) => (value === undefined ? '' : value ? 'yes' : 'no');

/** The address of a saved view; without one, of the whole list. */
export function stateOf(view: View | undefined): ListState {
  const { q = '', lead = '', below = '', ...rest }: Filter = view?.filter ?? {};
  return {
    q,
    lead,
    below,
    where: [...(rest.where ?? [])],
    tier: [...(rest.tier ?? [])],
    class: [...(rest.class ?? [])],
    kind: [...(rest.kind ?? [])],
    country: [...(rest.country ?? [])],
    category: [...(rest.category ?? [])],
    stage: [...(rest.stage ?? [])],
    secrecy: [...(rest.secrecy ?? [])],
    notMet: String(rest.notMetDays ?? ''),
    whose: rest.whose ?? '',
    excluded: yesNo(rest.excluded),
    active: yesNo(rest.active),
    completenessBelow: String(rest.completenessBelow ?? ''),
    freshnessBelow: String(rest.freshnessBelow ?? ''),
    sort: view?.sort ?? '',
    desc: view?.direction === 'desc',
    view: view?.id ?? '',
  };
}

/** How the list is sorted: as the address says, else by revenue, or by name for whom revenue is closed. */
export function orderOf(state: ListState, figures: boolean): { sort: Sort; direction: 'asc' | 'desc' } {
  const desc = state.sort === '' ? figures : state.desc;
  return {
    sort: (state.sort || (figures ? 'revenue' : 'name')) as Sort,
    direction: desc ? 'desc' : 'asc',
  };
}

/** Whether nothing but the view stands in the address: a link that somebody passed on. */
export const isBare = (state: ListState): boolean =>
  state.view !== '' && state.sort === '' && Object.keys(filterOf(state)).length === 0;
