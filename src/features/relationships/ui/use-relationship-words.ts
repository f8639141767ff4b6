import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { BuyingRole } from '../../contacts/contract.ts';
import type {
  AccountTier,
  EvidenceKind,
  Influence,
  Level,
  LineKind,
  MapLine,
  MapPerson,
  Orientation,
  Support,
  Tie,
} from '../contract.ts';
import { useStageWords } from './use-stage-words.ts';

/** The words of the room's fixed choices, written out so that a missing one is found. */
export function useRelationshipWords() {
  const t = useWords('relationships');
  const format = useFormats();
  const roles: Record<BuyingRole, string> = {
    economicBuyer: t('contacts:role.economicBuyer'),
    decisionMaker: t('contacts:role.decisionMaker'),
    approver: t('contacts:role.approver'),
    user: t('contacts:role.user'),
    technicalEvaluator: t('contacts:role.technicalEvaluator'),
    influencer: t('contacts:role.influencer'),
    gatekeeper: t('contacts:role.gatekeeper'),
    champion: t('contacts:role.champion'),
  };
  const influences: Record<Influence, string> = {
    low: t('influence.low'),
    medium: t('influence.medium'),
    high: t('influence.high'),
  };
  const supports: Record<Support, string> = {
    mentor: t('support.mentor'),
    supporter: t('support.supporter'),
    neutral: t('support.neutral'),
    nonSupporter: t('support.nonSupporter'),
    opponent: t('support.opponent'),
  };
  const orientations: Record<Orientation, string> = {
    financial: t('orientation.financial'),
    technical: t('orientation.technical'),
    relationship: t('orientation.relationship'),
    strategic: t('orientation.strategic'),
    operational: t('orientation.operational'),
  };
  const levels: Record<Level, string> = {
    none: t('level.none'),
    brief: t('level.brief'),
    multiple: t('level.multiple'),
    inDepth: t('level.inDepth'),
  };
  const kinds: Record<LineKind, string> = {
    reports: t('line.reports'),
    influence: t('line.influence'),
    conflict: t('line.conflict'),
  };
  const stages = useStageWords();
  const evidence: Record<EvidenceKind, string> = {
    people: t('evidence.people'),
    colleagues: t('evidence.colleagues'),
    functions: t('evidence.functions'),
    levels: t('evidence.levels'),
    products: t('evidence.products'),
    trend: t('evidence.trend'),
  };
  const tiers: Record<AccountTier, string> = {
    key: t('kit:tier.key'),
    emerging: t('kit:tier.emerging'),
    standard: t('kit:tier.standard'),
    prospect: t('kit:tier.prospect'),
    dormant: t('kit:tier.dormant'),
  };
  const nameOf = (person: MapPerson) =>
    person.wanted !== null ? t('wantedNamed', { title: person.wanted }) : (person.contact?.name ?? t('former'));
  const colleague = (tie: Tie) => tie.user.name ?? t('formerColleague');
  /** One line as seen from one of its ends: "reports to Berta Boss". */
  const lineWords = (line: MapLine, from: string, people: readonly MapPerson[]) => {
    const far = people.find((one) => one.id === (line.from === from ? line.to : line.from));
    const name = far === undefined ? '' : nameOf(far);
    if (line.kind === 'conflict') return t('said.conflict', { name });
    if (line.kind === 'influence') return t(line.from === from ? 'said.influences' : 'said.influenced', { name });
    return t(line.from === from ? 'said.reportsTo' : 'said.leads', { name });
  };
  const tieWords = (tie: Tie) => {
    const words = { name: colleague(tie), level: levels[tie.level], wanted: levels[tie.wanted] };
    const said = tie.level === tie.wanted ? t('said.tie', words) : t('said.tieWanted', words);
    const met = tie.lastMet === null ? said : `${said}, ${t('said.met', { day: format.day(tie.lastMet) })}`;
    return tie.isPair ? `${met} · ${t('pair')}` : met;
  };
  /** Everything that a card says, for those who do not see it. */
  const cardWords = (person: MapPerson) =>
    [
      nameOf(person),
      person.contact?.title,
      person.department,
      ...person.roles.map((role) => roles[role]),
      person.support ? supports[person.support] : t('support.unknown'),
      person.influence ? t('influenceNamed', { influence: influences[person.influence] }) : null,
      person.wanted === null ? t('coverageNamed', { level: levels[person.coverage] }) : null,
      person.contact !== null && !person.contact.isNow ? t('left') : null,
    ]
      .filter(Boolean)
      .join(', ');
  const words = { roles, influences, supports, orientations, levels, kinds, stages, evidence, tiers };
  return { ...words, nameOf, colleague, lineWords, tieWords, cardWords };
}

/** The choices of a list of words, for a field or a filter. */
export const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
