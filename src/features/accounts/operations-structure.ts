import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { Invalid, Refusal, StaleVersion } from '../../pure/refusal.ts';
import { baseMoney } from './answers.ts';
import type { AccountName } from './contract-shapes.ts';
import * as contract from './contract-structure.ts';
import { checkKinds, checkPlace, groupName, headOf } from './rules.ts';
import { addAccount, loadAllNames, loadName, loadNames } from './store.ts';
import { loadExclusions, removeExclusion, saveExclusion } from './store-exclusions.ts';
import {
  findProposals,
  leaveGroup,
  loadProposals,
  loadTop,
  lockProposals,
  type ProposalRow,
  saveDecision,
  stillUnder,
} from './store-proposals.ts';
import {
  CHILDREN_SHOWN,
  loadAncestors,
  loadChildren,
  loadIdsUpwards,
  loadPlacings,
  placeEach,
} from './store-structure.ts';
import { structureChanged } from './structure-changed.ts';

const done = { done: true } as const;
const nextOf = (parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The two parts of a `next` that this file made (a position, and an id); Invalid for any other text. */
function afterOf(text: string | undefined, fits: (at: unknown) => boolean): { at: unknown; id: string } | null {
  if (text === undefined) return null;
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (fits(at) && /^[0-9a-f-]{36}$/.test(id)) return { at, id };
  } catch {
    // Falls through: not a text of ours.
  }
  throw new Invalid([{ field: 'after', expected: 'the `next` of the page before' }]);
}

function proposalAnswer(ctx: Ctx, row: ProposalRow) {
  const side = (prefix: 'a' | 'b') => ({
    id: row[`${prefix}_id`],
    name: row[`${prefix}_name`],
    kind: row[`${prefix}_kind`],
    externalId: row[`${prefix}_external`],
    city: row[`${prefix}_city`],
    country: row[`${prefix}_country`],
    revenue: baseMoney(ctx, row[`${prefix}_revenue`]),
  });
  return {
    id: row.id,
    account: side('a'),
    with: side('b'),
    evidence: row.evidence,
    strength: row.strength,
    state: row.state,
    decidedBy: row.decided_by && row.decider ? { id: row.decided_by, name: row.decider } : null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    group: row.group_id && row.group_name ? { id: row.group_id, name: row.group_name, kind: row.group_kind! } : null,
  };
}

/** Puts both sides of a proposal under one group; gives the group. Sides that came together meanwhile stay as they are. */
async function accept(ctx: Ctx, proposal: { id: string; account_id: string; with_id: string }): Promise<AccountName> {
  const [one, other] = [await loadTop(ctx, proposal.account_id), await loadTop(ctx, proposal.with_id)];
  if (one.id === other.id) {
    await saveDecision(ctx, proposal.id, { state: 'accepted', groupId: one.id });
    return one;
  }
  const head = headOf(one, other);
  const how = { origin: 'proposal' as const };
  const group = head
    ? [one, other].find((top) => top.id === head.id)!
    : { name: groupName(one.name, other.name), kind: 'group' as const, id: '' };
  const id = head?.id ?? (await addAccount(ctx, { name: group.name, kind: 'group' }, { parentId: null, reason: null }));
  const moved = [one, other].filter((top) => top.id !== id).map((top) => top.id);
  await placeEach(ctx, moved, id, how);
  await saveDecision(ctx, proposal.id, { state: 'accepted', groupId: id, madeGroup: head === null, moved });
  for (const accountId of moved) {
    ctx.note({
      recordKind: 'account',
      recordId: accountId,
      accountId,
      before: { parent_id: null },
      after: { parent_id: id },
    });
  }
  return { id, name: group.name, kind: group.kind };
}

export const handlers = [
  handle(contract.getStructure, async (ctx, input) => {
    const { version } = await loadName(ctx, input.id, 'accounts.read');
    const children = await loadChildren(ctx, input.id);
    const mayPlace =
      ctx.can('accounts.structure') && (await loadNames(ctx, [input.id], 'accounts.structure')).length > 0;
    return {
      ancestors: await loadAncestors(ctx, input.id),
      children: children
        .slice(0, CHILDREN_SHOWN)
        .map((child) => ({ ...child, revenue: baseMoney(ctx, child.revenue) })),
      more: children.length > CHILDREN_SHOWN,
      version,
      can: { structure: mayPlace },
    };
  }),

  handle(contract.setParent, async (ctx, input) => {
    const account = await loadName(ctx, input.id, 'accounts.structure');
    if (account.version !== input.version) throw new StaleVersion(account, { ...account, parentId: input.parentId });
    if (input.parentId !== null) {
      const parent = await loadName(ctx, input.parentId, 'accounts.structure');
      checkKinds(account.kind, parent.kind);
      checkPlace(input.id, await loadIdsUpwards(ctx, parent.id));
    }
    if (account.parent_id === input.parentId) return { version: account.version };
    await placeEach(ctx, [input.id], input.parentId, { origin: 'hand', reason: input.reason });
    ctx.note({
      recordKind: 'account',
      recordId: input.id,
      accountId: input.id,
      before: { parent_id: account.parent_id },
      after: { parent_id: input.parentId, reason: input.reason },
    });
    await structureChanged(ctx);
    return { version: account.version + 1 };
  }),

  handle(contract.makeGroup, async (ctx, input) => {
    const accounts = await loadAllNames(ctx, input.accountIds, 'accounts.structure');
    const id = await addAccount(
      ctx,
      { name: input.name.trim(), kind: 'group' },
      { parentId: null, reason: input.reason },
    );
    await placeEach(ctx, input.accountIds, id, { origin: 'hand', reason: input.reason });
    for (const account of accounts) {
      ctx.note({ recordKind: 'account', recordId: account.id, accountId: account.id, after: { parent_id: id } });
    }
    await structureChanged(ctx);
    return { id };
  }),

  handle(contract.listStructureHistory, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.read');
    const rows = await loadPlacings(ctx, input.id);
    return {
      rows: rows.map((row) => ({
        id: row.id,
        parent: row.parent_id && row.name ? { id: row.parent_id, name: row.name, kind: row.kind! } : null,
        toTop: row.parent_id === null,
        since: row.since.toISOString(),
        setBy: row.set_by && row.setter ? { id: row.set_by, name: row.setter } : null,
        origin: row.origin,
        reason: row.reason,
      })),
    };
  }),

  handle(contract.setExclusion, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.structure');
    await saveExclusion(ctx, input.id, input.reason, input.note ?? '');
    await structureChanged(ctx);
    return done;
  }),

  handle(contract.clearExclusion, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.structure');
    await removeExclusion(ctx, input.id);
    await structureChanged(ctx);
    return done;
  }),

  handle(contract.listExclusions, async (ctx, input) => {
    const limit = input.limit ?? 50;
    const after = afterOf(input.after, (at) => typeof at === 'string' && !Number.isNaN(Date.parse(at)));
    const rows = await loadExclusions(ctx, {
      after: after && { since: after.at as string, id: after.id },
      limit: limit + 1,
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      rows: rows.slice(0, limit).map((row) => ({ ...row, revenue: baseMoney(ctx, row.revenue) })),
      next: last ? nextOf([last.at, last.account.id]) : null,
    };
  }),

  handle(contract.proposeGroups, (ctx) => findProposals(ctx)),

  handle(contract.listProposals, async (ctx, input) => {
    const limit = input.limit ?? 50;
    const after = afterOf(input.after, (at) => typeof at === 'number');
    const slice = { after: after && { strength: after.at as number, id: after.id }, limit: limit + 1 };
    const rows = await loadProposals(ctx, input.state ?? 'open', slice);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      rows: rows.slice(0, limit).map((row) => proposalAnswer(ctx, row)),
      next: last ? nextOf([last.strength, last.id]) : null,
    };
  }),

  handle(contract.decideProposals, async (ctx, input) => {
    const proposals = await lockProposals(ctx, input.ids);
    if (proposals.some((proposal) => proposal.state !== 'open')) {
      throw new Refusal('accounts.alreadyDecided', 'Somebody decided on one of these in the meantime. Look again.');
    }
    const groups = new Map<string, AccountName>();
    for (const proposal of proposals) {
      if (input.decision === 'decline') await saveDecision(ctx, proposal.id, { state: 'declined' });
      else {
        const group = await accept(ctx, proposal);
        groups.set(group.id, group);
      }
      ctx.note({ recordKind: 'group_proposal', recordId: proposal.id, after: { decision: input.decision } });
    }
    await structureChanged(ctx);
    return {
      decided: proposals.length,
      groups: [...groups.values()].map(({ id, name, kind }) => ({ id, name, kind })),
    };
  }),

  handle(contract.undoProposal, async (ctx, input) => {
    const [proposal] = await lockProposals(ctx, [input.id]);
    if (proposal!.state === 'open') throw new Refusal('accounts.notDecided', 'This proposal is open already.');
    const groupId = proposal!.group_id;
    if (groupId !== null && proposal!.moved.length > 0) {
      const back = await stillUnder(ctx, proposal!.moved, groupId);
      await placeEach(ctx, back, null, { origin: 'undo' });
      for (const accountId of back) {
        ctx.note({
          recordKind: 'account',
          recordId: accountId,
          accountId,
          before: { parent_id: groupId },
          after: { parent_id: null },
        });
      }
      if (proposal!.made_group) await leaveGroup(ctx, input.id, groupId);
    }
    await saveDecision(ctx, input.id, { state: 'open' });
    ctx.note({ recordKind: 'group_proposal', recordId: input.id, after: { decision: 'undone' } });
    await structureChanged(ctx);
    return done;
  }),
] as const;
