import type { Ctx } from '../../kernel/ctx.ts';
import { newestNotesNaming } from '../notes/public.ts';
import { type CoverageFindings, type Covered, coverageOf } from './rules-coverage.ts';
import { type CardRow, loadCards } from './store.ts';
import { loadTies, type TieRow } from './store-lines.ts';
import { loadRelationshipRules, loadTier } from './store-stages.ts';

/** When somebody was last met, or last written about. */
export interface LastContact {
  day: string;
  source: 'note' | 'met';
}

export interface CoverageFacts {
  findings: CoverageFindings;
  cards: Map<string, CardRow>;
  ties: TieRow[];
  last: Map<string, LastContact>;
}

/** People on the map who are there today: whom coverage is about. */
export const presentOn = (cards: readonly CardRow[]): CardRow[] =>
  cards.filter((card) => card.contact_id !== null && card.name !== null && card.is_now);

/**
 * The coverage of the contacts of one account, as far as the reader may read: whoever sees the account sees everybody on its map, so that only notes in confidence and the tier
 * make a difference between readers. The account was checked before, under `contacts.read`.
 */
export async function loadCoverage(ctx: Ctx, accountId: string): Promise<CoverageFacts> {
  const { rules } = await loadRelationshipRules(ctx);
  const present = presentOn(await loadCards(ctx, accountId, false));
  const cards = new Map(present.map((card) => [card.id, card]));
  const ties = (await loadTies(ctx, [accountId])).filter((tie) => cards.has(tie.person_id));
  const named = present.map(({ id, name, latin_name }) => ({
    id,
    names: [name, latin_name].filter((one) => one !== null),
  }));
  const notes = await newestNotesNaming(ctx, [accountId], named);
  const last = new Map<string, LastContact>();
  for (const [id, day] of notes) last.set(id, { day, source: 'note' });
  for (const { person_id, last_met } of ties) {
    if (last_met !== null && last_met >= (last.get(person_id)?.day ?? ''))
      last.set(person_id, { day: last_met, source: 'met' });
  }
  const people = present.map(
    (card): Covered => ({
      ...{ id: card.id, roles: card.roles, title: card.title, department: card.department },
      ...{ support: card.support, coverage: card.coverage, lastContact: last.get(card.id)?.day ?? null },
      knownBy: ties.filter((tie) => tie.person_id === card.id && tie.level !== 'none').map((tie) => tie.user_id),
    }),
  );
  const tier = ctx.can('segmentation.read') ? await loadTier(ctx, accountId) : 'standard';
  return { findings: coverageOf(people, tier, rules, ctx.today), cards, ties, last };
}
