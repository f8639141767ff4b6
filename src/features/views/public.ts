import type { Ctx } from '../../kernel/ctx.ts';
import { type Handler, handle } from '../../kernel/run.ts';
import { trashes } from '../../kernel/trash.ts';
import type { Operation } from '../../pure/operation.ts';
import { Forbidden, Invalid, NotFound } from '../../pure/refusal.ts';
import { guardsRecords } from '../audit/public.ts';
import type { RecordKind } from '../fields/contract.ts';
import { readableFields } from '../fields/public.ts';
import type { Look } from './contract.ts';
import {
  deleteView,
  insertView,
  type Kept,
  loadView,
  loadViews,
  mayReadEntry,
  recordKindOf,
  updateView,
  type ViewRow,
} from './store.ts';
import './store-moving.ts';
import './store-texts.ts';

/** What a room says of the saved views of its list. */
export interface Viewed {
  kind: RecordKind;
  /** The verbs of whoever reads the list, and of those who may change shared views beside their owners. */
  reads: string;
  leads: string;
  /** Refuses (Forbidden, Invalid, NotFound) to filter and sort by what the actor may not read: such a view is neither kept nor shown. */
  check(ctx: Ctx, look: Look): Promise<void>;
}

type Operations = Readonly<Record<'list' | 'add' | 'save' | 'remove', Operation>>;
type Named = { id: string; version: number };

const isClosed = (error: unknown) =>
  error instanceof Forbidden || error instanceof Invalid || error instanceof NotFound;

/** The handlers of a list's saved views. Call it once, when the room loads. */
export function viewHandlers({ kind, reads, leads, check }: Viewed, operations: Operations): Handler[] {
  guardsRecords(recordKindOf(kind), mayReadEntry);
  trashes({ kind: recordKindOf(kind), verb: reads, parts: { table: 'list_views', hanging: [] } });

  /** One's own views; shared ones also for those who lead. */
  const mayEdit = (ctx: Ctx, view: ViewRow) => view.ownerId === ctx.actor.userId || (view.isShared && ctx.can(leads));

  async function loadMine(ctx: Ctx, id: string): Promise<ViewRow> {
    const view = await loadView(ctx, kind, id);
    if (!mayEdit(ctx, view)) throw new Forbidden('This view belongs to somebody else.');
    return view;
  }

  async function mayUse(ctx: Ctx, view: ViewRow): Promise<boolean> {
    try {
      await check(ctx, view);
      return true;
    } catch (error) {
      if (isClosed(error)) return false;
      throw error;
    }
  }

  /** Columns of fields that are not there for the reader are left out. */
  async function shaped(ctx: Ctx, views: readonly ViewRow[]) {
    const keys = new Set((await readableFields(ctx, kind)).map(({ key }) => `field:${key}`));
    return views.map(({ ownerId, ownerName, ...view }) => ({
      ...view,
      columns: view.columns.filter((column) => !column.startsWith('field:') || keys.has(column)),
      owner: { id: ownerId, name: ownerName },
      can: { edit: mayEdit(ctx, { ownerId, ownerName, ...view }) },
    }));
  }
  const answer = async (ctx: Ctx, id: string) => (await shaped(ctx, [await loadView(ctx, kind, id)]))[0]!;

  return [
    handle(operations.list, async (ctx) => {
      const open: ViewRow[] = [];
      for (const view of await loadViews(ctx, kind)) if (await mayUse(ctx, view)) open.push(view);
      return { rows: await shaped(ctx, open) };
    }),

    handle(operations.add, async (ctx, input) => {
      const look = input as unknown as Kept;
      await check(ctx, look);
      return answer(ctx, await insertView(ctx, kind, look));
    }),

    handle(operations.save, async (ctx, input) => {
      const { id, version, ...look } = input as unknown as Named & Kept;
      await loadMine(ctx, id);
      await check(ctx, look);
      await updateView(ctx, kind, id, version, look);
      return answer(ctx, id);
    }),

    handle(operations.remove, async (ctx, input) => {
      const { id, version } = input as unknown as Named;
      await deleteView(ctx, kind, await loadMine(ctx, id), version);
      return {};
    }),
  ];
}
