import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { trashes } from '../../kernel/trash.ts';
import { Forbidden, Invalid } from '../../pure/refusal.ts';
import { readableFields } from '../fields/public.ts';
import type { Filter } from './contract-shapes.ts';
import * as contract from './contract-views.ts';
import { checkFieldsUsed, checkMayUse, type Order } from './store-list.ts';
import { deleteView, insertView, loadView, loadViews, updateView, type ViewRow } from './store-views.ts';

/** One's own views; shared ones also for those who lead. */
const mayEdit = (ctx: Ctx, view: ViewRow) =>
  view.ownerId === ctx.actor.userId || (view.isShared && ctx.can('accounts.assign'));

function checkMayEdit(ctx: Ctx, view: ViewRow): void {
  if (!mayEdit(ctx, view)) throw new Forbidden('This view belongs to somebody else.');
}

/** Whether the person may filter and sort as the view does. */
async function mayUse(ctx: Ctx, view: ViewRow): Promise<boolean> {
  try {
    await check(ctx, view.filter, view);
    return true;
  } catch (error) {
    if (error instanceof Forbidden || error instanceof Invalid) return false;
    throw error;
  }
}

async function check(ctx: Ctx, filter: Filter, order: Order): Promise<void> {
  checkMayUse(ctx, filter, order);
  await checkFieldsUsed(ctx, filter, order);
}

/** Columns of fields that are not there for the reader are left out. */
async function shaped(ctx: Ctx, views: readonly ViewRow[]) {
  const keys = new Set((await readableFields(ctx, 'account')).map(({ key }) => `field:${key}`));
  return views.map(({ ownerId, ownerName, ...view }) => ({
    ...view,
    columns: view.columns.filter((column) => !column.startsWith('field:') || keys.has(column)),
    owner: { id: ownerId, name: ownerName },
    can: { edit: mayEdit(ctx, { ownerId, ownerName, ...view }) },
  }));
}
const shape = async (ctx: Ctx, view: ViewRow) => (await shaped(ctx, [view]))[0]!;

trashes({ kind: 'accountView', verb: 'accounts.read', parts: { table: 'account_views', hanging: [] } });

export const handlers = [
  handle(contract.listAccountViews, async (ctx) => {
    const views = await loadViews(ctx);
    const open = await Promise.all(views.map((view) => mayUse(ctx, view)));
    return {
      rows: await shaped(
        ctx,
        views.filter((_view, at) => open[at]),
      ),
    };
  }),

  handle(contract.addAccountView, async (ctx, input) => {
    await check(ctx, input.filter, input);
    return shape(ctx, await loadView(ctx, await insertView(ctx, input)));
  }),

  handle(contract.saveAccountView, async (ctx, { id, version, ...look }) => {
    const view = await loadView(ctx, id);
    checkMayEdit(ctx, view);
    await check(ctx, look.filter, look);
    await updateView(ctx, id, version, look);
    return shape(ctx, await loadView(ctx, id));
  }),

  handle(contract.removeAccountView, async (ctx, { id, version }) => {
    const view = await loadView(ctx, id);
    checkMayEdit(ctx, view);
    await deleteView(ctx, view, version);
    return {};
  }),
] as const;
