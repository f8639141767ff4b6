import { addDays } from '../../pure/period.ts';
import type { BuyingRole } from '../contacts/contract.ts';
import type { AccountTier, CycleClass, Level, RelationshipRules, Support } from './contract-shapes.ts';

/** Somebody on the map who is there today: no placeholder, nobody who left or was erased. */
export interface Covered {
  id: string;
  roles: readonly BuyingRole[];
  title: string | null;
  department: string | null;
  support: Support | null;
  coverage: Level;
  /** The newest day on which one of us met them or wrote about them. */
  lastContact: string | null;
  /** Who of us knows them at all. */
  knownBy: readonly string[];
}

export interface CoverageFindings {
  value: number | null;
  people: number;
  inContact: number;
  class: CycleClass;
  cycleDays: number;
  asked: number;
  missingRoles: BuyingRole[];
  missingFunctions: string[];
  /** Who was not met within the cycle, the longest first. */
  late: string[];
  onlySupporter: string | null;
  onlyColleague: string | null;
}

const BACKS_US: readonly (Support | null)[] = ['mentor', 'supporter'];
/** What each part of the value weighs: roles that are covered, contacts met in time, threads that do not hang on one person. */
const WEIGHT = { roles: 0.4, met: 0.4, threads: 0.2 };

const holds = (text: string | null, part: string) => text?.toLowerCase().includes(part.toLowerCase()) ?? false;

/** To four digits, so that every answer says the same. */
const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/**
 * Contact coverage of an account, 0 to 1: 0.4 x share of the asked roles and functions with somebody in contact + 0.4 x share of those in contact who were met within
 * their cycle (365 days / times a year of the account's class) + 0.2 x threads (1, less one half where only one person backs us, and one half where only one of us knows
 * anybody). What does not apply (no roles asked, nobody in contact) is left out and the rest weighs more. Null where nobody stands on the map.
 */
export function coverageOf(
  people: readonly Covered[],
  tier: AccountTier,
  rules: RelationshipRules,
  today: string,
): CoverageFindings {
  const cycleClass = rules.classes[tier];
  const cycleDays = Math.round(365 / rules.cycles[cycleClass]);
  const met = people.filter((one) => one.coverage !== 'none');
  const applies = rules.tiers.includes(tier);
  const [roles, functions] = applies ? [rules.roles, rules.functions] : [[], []];
  const missingRoles = roles.filter((role) => !met.some((one) => one.roles.includes(role)));
  const missingFunctions = functions.filter(
    (part) => !met.some((one) => holds(one.department, part) || holds(one.title, part)),
  );
  const since = addDays(today, -cycleDays);
  const late = met
    .filter(({ lastContact }) => lastContact === null || lastContact < since)
    .sort((a, b) => (a.lastContact ?? '').localeCompare(b.lastContact ?? '') || a.id.localeCompare(b.id))
    .map(({ id }) => id);
  const backing = people.filter(({ support }) => BACKS_US.includes(support));
  const knowing = [...new Set(people.flatMap(({ knownBy }) => knownBy))];
  const onlySupporter = backing.length === 1 && people.length > 1 ? backing[0]!.id : null;
  const onlyColleague = knowing.length === 1 ? knowing[0]! : null;
  const asked = roles.length + functions.length;
  const parts: [number, number][] = [];
  if (asked > 0) parts.push([WEIGHT.roles, 1 - (missingRoles.length + missingFunctions.length) / asked]);
  if (met.length > 0) parts.push([WEIGHT.met, 1 - late.length / met.length]);
  const hanging = (onlySupporter === null ? 0 : 0.5) + (onlyColleague === null ? 0 : 0.5);
  parts.push([WEIGHT.threads, met.length === 0 ? 0 : 1 - hanging]);
  const weight = parts.reduce((sum, [one]) => sum + one, 0);
  const value = parts.reduce((sum, [one, part]) => sum + one * part, 0) / weight;
  return {
    value: people.length === 0 ? null : rounded(value),
    people: people.length,
    inContact: met.length,
    class: cycleClass,
    cycleDays,
    asked,
    missingRoles,
    missingFunctions,
    late,
    onlySupporter,
    onlyColleague,
  };
}
