import { handle } from '../../kernel/run.ts';
import { checkAccountVisible, hearsAccounts } from '../accounts/public.ts';
import { timelinePage } from './answers.ts';
import * as contract from './contract.ts';
import { addEntries } from './public.ts';
import './store-moving.ts';
import './store-texts.ts';

hearsAccounts((ctx, event, source) => addEntries(ctx, `accounts.${event}`, source));

export const handlers = [
  handle(contract.listTimeline, async (ctx, { id, group = false, ...input }) => {
    await checkAccountVisible(ctx, id, 'accounts.read');
    return timelinePage(ctx, { of: 'account', accountId: id, group }, input);
  }),
] as const;
