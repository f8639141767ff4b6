import { handle } from '../../kernel/run.ts';
import { Invalid } from '../../pure/refusal.ts';
import { checkAccountVisible } from '../accounts/public.ts';
import * as contract from './contract-coverage.ts';
import { loadCoverage } from './coverage.ts';
import { completeRelationshipRules, defaultRelationshipRules } from './rules.ts';
import { loadRelationshipRules, loadSponsors, writeRelationshipRules } from './store-stages.ts';

export const handlers = [
  handle(contract.getContactCoverage, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'contacts.read');
    const { findings, cards, ties, last } = await loadCoverage(ctx, input.id);
    const { late, onlySupporter, onlyColleague, ...figures } = findings;
    const named = (personId: string) => ({ personId, name: cards.get(personId)!.name! });
    const pairs = ties.filter((tie) => tie.is_pair);
    const sponsors = await loadSponsors(ctx, input.id);
    const known = ties.find((tie) => tie.user_id === onlyColleague);
    return {
      ...figures,
      why: figures.value === null ? ('noPeople' as const) : null,
      late: late.map((id) => ({
        ...named(id),
        lastContact: last.get(id)?.day ?? null,
        source: last.get(id)?.source ?? null,
      })),
      onlySupporter: onlySupporter === null ? null : named(onlySupporter),
      onlyColleague: known === undefined ? null : { id: known.user_id, name: known.user_name },
      pairs: pairs.map((tie) => ({ user: { id: tie.user_id, name: tie.user_name }, ...named(tie.person_id) })),
      unpairedSponsors: sponsors.filter(({ id }) => !pairs.some((tie) => tie.user_id === id)),
    };
  }),

  handle(contract.getRelationshipRules, async (ctx) => ({
    ...(await loadRelationshipRules(ctx)),
    defaults: defaultRelationshipRules,
    can: { manage: ctx.can('relationships.manage') },
  })),

  handle(contract.saveRelationshipRules, async (ctx, input) => {
    const functions = input.rules.functions.map((one) => one.trim());
    if (new Set(functions.map((one) => one.toLowerCase())).size < functions.length)
      throw new Invalid([{ field: 'rules.functions', expected: 'each function once', rule: 'uniqueItems' }]);
    const rules = completeRelationshipRules({ ...input.rules, functions });
    return { version: await writeRelationshipRules(ctx, input.version, rules) };
  }),
] as const;
