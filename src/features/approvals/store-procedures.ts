import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { NotFound, StaleVersion } from '../../pure/refusal.ts';
import type { ProcedureFields } from './contract-procedures.ts';
import { allKinds, type Kind } from './kinds.ts';
import { firstProcedure, type StoredProcedure } from './rules-procedure.ts';

/** A procedure with the version of its row; 0: nobody has changed what the kind starts with. */
export interface Kept {
  kind: Kind;
  procedure: StoredProcedure;
  version: number;
}

/** The procedures of all kinds. */
export async function loadProcedures(ctx: Ctx): Promise<Kept[]> {
  const rows = await ctx.db.selectFrom('approval_procedures').selectAll().where('org_id', '=', ctx.org.id).execute();
  return allKinds().map((kind): Kept => {
    const row = rows.find((one) => one.kind === kind.key);
    if (!row) return { kind, version: 0, procedure: firstProcedure(kind.isOptional) };
    const { is_on: isOn, own_limit: ownLimit, repeats, currency } = row;
    const { remind_days: remindDays, escalate_days: escalateDays, expire_days: expireDays } = row;
    const lists = { steps: row.steps as StoredProcedure['steps'], limits: row.limits as StoredProcedure['limits'] };
    return {
      kind,
      version: row.version,
      procedure: {
        ...lists,
        isOn: isOn || !kind.isOptional,
        ownLimit,
        repeats,
        currency,
        remindDays,
        escalateDays,
        expireDays,
      },
    };
  });
}

/** The procedure of one kind. Throws NotFound. */
export async function loadProcedure(ctx: Ctx, key: string): Promise<Kept> {
  const found = (await loadProcedures(ctx)).find(({ kind }) => kind.key === key);
  if (!found) throw new NotFound();
  return found;
}

/** Saves the procedure of a kind; gives its version. Throws StaleVersion. */
export async function saveProcedureRow(
  ctx: Ctx,
  { kind, procedure: before, version: now }: Kept,
  version: number,
  wish: ProcedureFields,
): Promise<number> {
  const values = {
    is_on: wish.isOn || !kind.isOptional,
    steps: json(wish.steps),
    limits: json(wish.limits),
    currency: kind.measure === 'amount' ? ctx.org.baseCurrency : null,
    own_limit: wish.ownLimit,
    repeats: wish.repeats,
    remind_days: wish.remindDays,
    escalate_days: wish.escalateDays,
    expire_days: wish.expireDays,
  };
  if (now > 0) {
    const about = { recordKind: 'approvalProcedure', always: ['kind'] };
    return (await tracked(ctx, 'approval_procedures', { kind: kind.key }, version, values, about)).version as number;
  }
  const added = await ctx.db
    .insertInto('approval_procedures')
    .values({ org_id: ctx.org.id, kind: kind.key, ...values })
    .onConflict((clash) => clash.doNothing())
    .returning('version')
    .executeTakeFirst();
  if (!added) throw new StaleVersion(before, wish);
  ctx.note({ recordKind: 'approvalProcedure', recordId: null, always: ['kind'], after: { kind: kind.key, ...values } });
  return added.version;
}
