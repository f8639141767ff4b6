import type { UrlState } from '../../../ui-kit/use-url-state.ts';
import type { Filter } from '../contract.ts';

/** What the address of the list keeps. */
export const listDefaults = { q: '', account: '', role: [], language: [], consent: '', ended: '', where: [] } as const;
type ListState = UrlState<typeof listDefaults>;

/** What a choice of yes and no says; anything else that stands in an address says nothing. */
const saysYes = (value: string): boolean | undefined => (value === 'yes' ? true : value === 'no' ? false : undefined);

/** The filter of the API that the address asks for. */
export function filterOf(state: ListState): Filter {
  const [consent, ended] = [saysYes(state.consent), saysYes(state.ended)];
  return {
    ...(state.q ? { q: state.q } : {}),
    ...(state.account ? { account: state.account } : {}),
    ...(state.role.length ? { role: state.role } : {}),
    ...(state.language.length ? { language: state.language } : {}),
    ...(consent === undefined ? {} : { consent }),
    ...(ended === undefined ? {} : { ended }),
    ...(state.where.length ? { where: state.where } : {}),
  } as Filter;
}
