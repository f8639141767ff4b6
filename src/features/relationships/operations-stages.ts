import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { Invalid, StaleVersion } from '../../pure/refusal.ts';
import { checkAccountVisible, loadAccountNames } from '../accounts/public.ts';
import { loadBreadth } from '../ledger/public.ts';
import { addEntry } from '../timeline/public.ts';
import { announceMap } from './announce.ts';
import * as contract from './contract-stages.ts';
import { presentOn } from './coverage.ts';
import { depthsOf } from './rules.ts';
import { proposeStage, type StageFacts } from './rules-stages.ts';
import { loadCards } from './store.ts';
import { loadLines, loadTies } from './store-lines.ts';
import {
  insertStage,
  loadRelationshipRules,
  loadStages,
  lockStage,
  publishStage,
  type StageRow,
} from './store-stages.ts';

const entryOf = (row: StageRow) => ({
  id: row.id,
  stage: row.stage,
  proposed: row.proposed,
  reason: row.reason,
  setBy: row.set_by === null ? null : { id: row.set_by, name: row.set_by_name },
  setAt: row.set_at.toISOString(),
});

/** What can be seen of the relationship with an account by the reader: the ledger only with the right to it. */
async function loadFacts(ctx: Ctx, accountId: string): Promise<StageFacts> {
  const cards = await loadCards(ctx, accountId, false);
  const met = presentOn(cards).filter((card) => card.coverage !== 'none');
  const here = new Set(met.map(({ id }) => id));
  const ties = (await loadTies(ctx, [accountId])).filter((tie) => here.has(tie.person_id) && tie.level !== 'none');
  const onMap = new Set(cards.map(({ id }) => id));
  const lines = (await loadLines(ctx, [accountId])).filter(({ from, to }) => onMap.has(from) && onMap.has(to));
  const seesLedger = ctx.can('ledger.read') && (await loadAccountNames(ctx, [accountId], 'ledger.read')).size > 0;
  const { products, trend } = seesLedger ? await loadBreadth(ctx, accountId) : { products: null, trend: null };
  const departments = met.flatMap(({ department }) => (department === null ? [] : [department.toLowerCase().trim()]));
  return {
    people: met.length,
    colleagues: new Set(ties.map((tie) => tie.user_id)).size,
    functions: new Set(departments).size,
    levels: new Set(depthsOf([...here], lines).values()).size,
    products,
    trend,
  };
}

async function propose(ctx: Ctx, accountId: string) {
  const { rules } = await loadRelationshipRules(ctx);
  return proposeStage(await loadFacts(ctx, accountId), rules);
}

export const handlers = [
  handle(contract.getRelationshipStage, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'contacts.read');
    const { stage, evidence } = await propose(ctx, input.id);
    const history = (await loadStages(ctx, input.id)).map(entryOf);
    const mayEdit = ctx.can('contacts.edit') && (await loadAccountNames(ctx, [input.id], 'contacts.edit')).size > 0;
    return {
      current: history[0] ?? null,
      proposed: stage,
      why: stage === null ? ('noEvidence' as const) : null,
      evidence,
      history,
      can: { edit: mayEdit },
    };
  }),

  handle(contract.setRelationshipStage, async (ctx, input) => {
    const { id: accountId, stage, current } = input;
    await checkAccountVisible(ctx, accountId, 'contacts.edit');
    await lockStage(ctx, accountId);
    const [inForce] = await loadStages(ctx, accountId);
    const reason = input.reason?.trim() ?? '';
    if ((inForce?.id ?? null) !== current)
      throw new StaleVersion(inForce === undefined ? null : entryOf(inForce), { stage, reason });
    const { stage: proposed, evidence } = await propose(ctx, accountId);
    if (stage !== proposed && reason === '')
      throw new Invalid([{ field: 'reason', expected: 'why it is not what the evidence says', rule: 'required' }]);
    const before = inForce?.stage ?? null;
    const id = await insertStage(ctx, accountId, before, { stage, proposed, reason, evidence });
    await publishStage(ctx, accountId, stage);
    const params = { stage, ...(before === null ? {} : { before }) };
    await addEntry(ctx, 'relationships.stageSet', {
      accountId,
      recordId: id,
      params,
      text: reason === '' ? null : reason,
    });
    await announceMap(ctx, accountId);
    return entryOf((await loadStages(ctx, accountId))[0]!);
  }),
] as const;
