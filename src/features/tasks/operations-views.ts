import { viewHandlers } from '../views/public.ts';
import type { Filter } from './contract-shapes.ts';
import * as contract from './contract-views.ts';
import type { Sort } from './contract-words.ts';
import { checkFilter } from './list-filter.ts';
import { checkFieldsUsed } from './store-list.ts';

export const handlers = viewHandlers(
  {
    kind: 'task',
    reads: 'tasks.read',
    leads: 'tasks.decide',
    check: async (ctx, { filter, sort }) => {
      await checkFilter(ctx, filter as Filter);
      await checkFieldsUsed(ctx, filter as Filter, sort as Sort);
    },
  },
  {
    list: contract.listTaskViews,
    add: contract.addTaskView,
    save: contract.saveTaskView,
    remove: contract.removeTaskView,
  },
);
