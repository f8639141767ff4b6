import { handle } from '../../kernel/run.ts';
import { trashes } from '../../kernel/trash.ts';
import { addDays } from '../../pure/period.ts';
import { checkAccountVisible } from '../accounts/public.ts';
import * as contract from './contract.ts';
import { tellOfMove } from './move-notices.ts';
import { checkSpan } from './rules.ts';
import { loadContact } from './store.ts';
import { deletePosition, insertPosition, loadPosition, updatePosition } from './store-positions.ts';

const VERB = 'contacts.edit';

trashes({ kind: 'position', verb: VERB, parts: { table: 'contact_positions', hanging: [] } });

export const handlers = [
  handle(contract.addPosition, async (ctx, input) => {
    const { id: contactId, accountId, ends = [], ...fields } = input;
    const contact = await loadContact(ctx, contactId, VERB);
    const to = await checkAccountVisible(ctx, accountId, VERB);
    checkSpan(fields.since ?? null, fields.until ?? null);
    const last = addDays(fields.since ?? ctx.today, -1);
    const left = new Map<string, { id: string; name: string }>();
    for (const { id, version } of ends) {
      const position = await loadPosition(ctx, contactId, id, VERB);
      checkSpan(position.since, last);
      await updatePosition(ctx, position, version, { until: last, isMain: false });
      if (position.account_id !== accountId)
        left.set(position.account_id, { id: position.account_id, name: position.account_name });
    }
    const since = fields.since === undefined && ends.length > 0 ? ctx.today : fields.since;
    const id = await insertPosition(ctx, contactId, accountId, { ...fields, since });
    for (const from of left.values()) await tellOfMove(ctx, { contactId, name: contact.name, from, to });
    return { id };
  }),

  handle(contract.savePosition, async (ctx, input) => {
    const { id, positionId, version, ...fields } = input;
    await loadContact(ctx, id, VERB);
    const now = await loadPosition(ctx, id, positionId, VERB);
    const { since, until } = { ...now, ...fields };
    checkSpan(since ?? null, until ?? null);
    return { version: await updatePosition(ctx, now, version, fields) };
  }),

  handle(contract.removePosition, async (ctx, input) => {
    const { name } = await loadContact(ctx, input.id, VERB);
    const position = await loadPosition(ctx, input.id, input.positionId, VERB);
    const title = [name, position.title ?? ''].filter((part) => part !== '').join(', ');
    await deletePosition(ctx, position, input.version, title);
    return { done: true as const };
  }),
] as const;
