import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { trashes } from '../../kernel/trash.ts';
import { Forbidden } from '../../pure/refusal.ts';
import * as contract from './contract-views.ts';
import { checkMayUse } from './store-list.ts';
import { deleteView, insertView, loadView, loadViews, updateView, type ViewRow } from './store-views.ts';

/** One's own views; shared ones also for those who lead. */
const mayEdit = (ctx: Ctx, view: ViewRow) =>
  view.ownerId === ctx.actor.userId || (view.isShared && ctx.can('accounts.assign'));

function checkMayEdit(ctx: Ctx, view: ViewRow): void {
  if (!mayEdit(ctx, view)) throw new Forbidden('This view belongs to somebody else.');
}

/** Whether the person may filter and sort as the view does. */
function mayUse(ctx: Ctx, view: ViewRow): boolean {
  try {
    checkMayUse(ctx, view.filter, view);
    return true;
  } catch (error) {
    if (error instanceof Forbidden) return false;
    throw error;
  }
}

const shape = (ctx: Ctx, { ownerId, ownerName, ...view }: ViewRow) => ({
  ...view,
  owner: { id: ownerId, name: ownerName },
  can: { edit: mayEdit(ctx, { ownerId, ownerName, ...view }) },
});

trashes({ kind: 'accountView', verb: 'accounts.read', parts: { table: 'account_views', hanging: [] } });

export const handlers = [
  handle(contract.listAccountViews, async (ctx) => ({
    rows: (await loadViews(ctx)).filter((view) => mayUse(ctx, view)).map((view) => shape(ctx, view)),
  })),

  handle(contract.addAccountView, async (ctx, input) => {
    checkMayUse(ctx, input.filter, input);
    return shape(ctx, await loadView(ctx, await insertView(ctx, input)));
  }),

  handle(contract.saveAccountView, async (ctx, { id, version, ...look }) => {
    const view = await loadView(ctx, id);
    checkMayEdit(ctx, view);
    checkMayUse(ctx, look.filter, look);
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
