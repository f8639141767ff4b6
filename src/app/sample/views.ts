import type { addAccountView } from '../../features/accounts/contract.ts';
import type { addContactView } from '../../features/contacts/contract.ts';
import type { addTaskView } from '../../features/tasks/contract.ts';
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

/** Those of the tasks list and of the contacts list. */
export const sharedTaskViews: readonly Omit<InputOf<typeof addTaskView>, 'isShared'>[] = [
  {
    name: 'Overdue in the team',
    filter: { box: 'ours', due: 'overdue' },
    sort: 'due',
    direction: 'asc',
    columns: ['kind', 'account', 'owner', 'priority', 'due', 'changed'],
  },
];
export const sharedContactViews: readonly Omit<InputOf<typeof addContactView>, 'isShared'>[] = [
  {
    name: 'Who decides',
    filter: { role: ['decisionMaker', 'economicBuyer'], ended: false },
    sort: 'name',
    direction: 'asc',
    columns: ['account', 'title', 'role', 'channel', 'phone', 'languages'],
  },
];
