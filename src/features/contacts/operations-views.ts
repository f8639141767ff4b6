import { checkAccountVisible } from '../accounts/public.ts';
import { viewHandlers } from '../views/public.ts';
import type { Filter, Sort } from './contract-shapes.ts';
import * as contract from './contract-views.ts';
import { checkFieldsUsed } from './store-list.ts';

export const handlers = viewHandlers(
  {
    kind: 'contact',
    reads: 'contacts.read',
    leads: 'contacts.erase',
    check: async (ctx, look) => {
      const filter = look.filter as Filter;
      if (filter.account !== undefined) await checkAccountVisible(ctx, filter.account, 'contacts.read');
      await checkFieldsUsed(ctx, filter, look.sort as Sort);
    },
  },
  {
    list: contract.listContactViews,
    add: contract.addContactView,
    save: contract.saveContactView,
    remove: contract.removeContactView,
  },
);
