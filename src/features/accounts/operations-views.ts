import { viewHandlers } from '../views/public.ts';
import type { Filter } from './contract-shapes.ts';
import * as contract from './contract-views.ts';
import { checkFieldsUsed, checkMayUse, type Order } from './store-list.ts';

export const handlers = viewHandlers(
  {
    kind: 'account',
    reads: 'accounts.read',
    leads: 'accounts.assign',
    check: async (ctx, { filter, sort, direction }) => {
      const order = { sort, direction } as Order;
      checkMayUse(ctx, filter as Filter, order);
      await checkFieldsUsed(ctx, filter as Filter, order);
    },
  },
  {
    list: contract.listAccountViews,
    add: contract.addAccountView,
    save: contract.saveAccountView,
    remove: contract.removeAccountView,
  },
);
