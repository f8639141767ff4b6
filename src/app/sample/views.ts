import type { addAccountView } from '../../features/accounts/contract.ts';
import type { InputOf } from '../../pure/operation.ts';

type SharedView = Omit<InputOf<typeof addAccountView>, 'isShared'>;

/** The views of the accounts list that the head of the sample company shares with everybody. */
export const sharedViews: readonly SharedView[] = [
  {
    name: 'Key accounts, weakest growth first',
    filter: { tier: ['key', 'emerging'], kind: ['group', 'entity'] },
    sort: 'growth',
    direction: 'asc',
    columns: ['tier', 'lead', 'revenue', 'growth', 'share', 'openBalance'],
  },
  {
    name: 'Gone quiet',
    filter: { active: false, excluded: false },
    sort: 'revenue',
    direction: 'desc',
    columns: ['group', 'lead', 'revenue', 'priorRevenue', 'growth', 'lastDocument'],
  },
];
