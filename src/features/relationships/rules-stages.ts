import { type Evidence, type EvidenceKind, NEEDING, type RelationshipRules, type Stage } from './contract-shapes.ts';

/** What can be seen of a relationship; null: not known, or not open to the reader. */
export interface StageFacts {
  /** People there with whom somebody of us is in contact. */
  people: number;
  /** Of us who know somebody there. */
  colleagues: number;
  /** Departments there in contact. */
  functions: number;
  /** Levels of their reporting lines in contact. */
  levels: number;
  /** Products bought in the last twelve full months. */
  products: number | null;
  /** What was bought in the last six full months, divided by the six before. */
  trend: number | null;
}

const COUNTED = ['people', 'colleagues', 'functions', 'levels', 'products'] as const;

/**
 * The stage that the evidence speaks for (McDonald & Woodburn's stages, from exploratory to integrated, and uncoupling). Uncoupling where buying has fallen to the set
 * share or less; else the closest stage whose needs, and those of all looser ones, are met; exploratory where none is. What is not known is not asked for. Null
 * where nobody is in contact: there is nothing to judge. More evidence never loosens the stage.
 */
export function proposeStage(
  facts: StageFacts,
  rules: RelationshipRules,
): { stage: Stage | null; evidence: Evidence[] } {
  const meets = (stage: (typeof NEEDING)[number]) =>
    COUNTED.every((what) => facts[what] === null || facts[what] >= rules.stages[stage][what]);
  const unmet = NEEDING.findIndex((stage) => !meets(stage));
  const reached = unmet === -1 ? NEEDING.length : unmet;
  const next = NEEDING[Math.min(reached, NEEDING.length - 1)]!;
  const comesApart = facts.trend !== null && facts.trend <= rules.uncoupling;
  const counted = COUNTED.map((what): Evidence => {
    const [found, needs] = [facts[what], rules.stages[next][what]];
    return { what, found, needs, isMet: found === null ? null : found >= needs };
  });
  const trend: Evidence = {
    what: 'trend' satisfies EvidenceKind,
    found: facts.trend,
    needs: rules.uncoupling,
    isMet: facts.trend === null ? null : !comesApart,
  };
  const stage: Stage = comesApart ? 'uncoupling' : reached === 0 ? 'exploratory' : NEEDING[reached - 1]!;
  return { stage: facts.people === 0 ? null : stage, evidence: [...counted, trend] };
}
