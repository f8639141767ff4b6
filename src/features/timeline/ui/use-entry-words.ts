import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { Entry } from '../contract.ts';

/** The themes by which the timeline is filtered. */
export const THEMES = {
  notes: ['notes.written'],
  files: ['files.added', 'files.versionAdded', 'files.removed', 'files.restored'],
  projects: ['projects.begun', 'projects.moved', 'projects.milestone', 'projects.removed', 'projects.restored'],
  tiers: ['segmentation.tierSet'],
  relationship: ['relationships.stageSet', 'relationships.tieSet'],
  people: ['contacts.joined', 'contacts.left', 'duplicates.contactsMerged', 'duplicates.contactsUnmerged'],
  fields: ['accounts.changed', 'accounts.termsChanged', 'contacts.changed', 'dossiers.changed'],
  ledger: ['ledger.imported'],
  structure: [
    'accounts.made',
    'accounts.moved',
    'accounts.excluded',
    'accounts.included',
    'duplicates.merged',
    'duplicates.unmerged',
  ],
  team: ['accounts.leadChanged', 'accounts.teamJoined', 'accounts.teamEnded'],
} as const satisfies Record<string, readonly Entry['kind'][]>;
export type Theme = keyof typeof THEMES;

/** The theme of a kind; a kind without one does not compile where entries are drawn. */
export const themeOf = (kind: (typeof THEMES)[Theme][number]): Theme =>
  (Object.keys(THEMES) as Theme[]).find((theme) => (THEMES[theme] as readonly string[]).includes(kind))!;

interface Imported {
  orders: number;
  invoices: number;
  creditNotes: number;
  payments: number;
  net: string;
  currency: string;
}

/** The sentence of an entry in the reader's language. */
export function useEntryWords(): (entry: Entry) => string {
  const t = useWords('timeline');
  const format = useFormats();
  const tiers: Record<string, string> = {
    key: t('kit:tier.key'),
    emerging: t('kit:tier.emerging'),
    standard: t('kit:tier.standard'),
    prospect: t('kit:tier.prospect'),
    dormant: t('kit:tier.dormant'),
  };
  const duties: Record<string, string> = {
    lead: t('accounts:duty.lead'),
    deputy: t('accounts:duty.deputy'),
    rep: t('accounts:duty.rep'),
    engineer: t('accounts:duty.engineer'),
    support: t('accounts:duty.support'),
    sponsor: t('accounts:duty.sponsor'),
  };
  const reasons: Record<string, string> = {
    retail: t('accounts:exclusion.retail'),
    own_company: t('accounts:exclusion.ownCompany'),
    other: t('accounts:exclusion.other'),
  };
  const stages: Record<string, string> = {
    uncoupling: t('stage.uncoupling'),
    exploratory: t('stage.exploratory'),
    basic: t('stage.basic'),
    cooperative: t('stage.cooperative'),
    interdependent: t('stage.interdependent'),
    integrated: t('stage.integrated'),
  };
  const sections: Record<string, string> = {
    business: t('dossiers:section.business'),
    finances: t('dossiers:section.finances'),
    strategy: t('dossiers:section.strategy'),
    needs: t('dossiers:section.needs'),
    working: t('dossiers:section.working'),
    markets: t('dossiers:section.markets'),
    reputation: t('dossiers:section.reputation'),
    observations: t('dossiers:section.observations'),
  };
  const states: Record<string, string> = {
    idea: t('projects:state.idea'),
    planned: t('projects:state.planned'),
    running: t('projects:state.running'),
    onHold: t('projects:state.onHold'),
    done: t('projects:state.done'),
    cancelled: t('projects:state.cancelled'),
  };
  const account = (entry: Entry, part: string) => entry.accounts[part]?.name ?? t('anotherAccount');
  const person = (entry: Entry, part: string) => entry.people[part]?.name ?? t('somebody');
  const moved = (entry: Entry) => {
    const [from, to] = [account(entry, 'from'), account(entry, 'to')];
    if (!('to' in entry.accounts)) return t('entry.movedToTop', { from });
    return 'from' in entry.accounts ? t('entry.moved', { from, to }) : t('entry.placed', { to });
  };
  const led = (entry: Entry) => {
    const [from, to] = [person(entry, 'from'), person(entry, 'to')];
    const { since } = entry.params;
    if (typeof since === 'string' && 'to' in entry.people)
      return t('entry.leadComing', { to, since: format.day(since) });
    if (!('to' in entry.people)) return t('entry.leadGone', { from });
    return 'from' in entry.people ? t('entry.leadChanged', { from, to }) : t('entry.leadSet', { to });
  };
  const imported = ({ orders, invoices, creditNotes, payments, net, currency }: Imported) => {
    const parts = [
      orders > 0 ? t('part.orders', { count: orders }) : null,
      invoices > 0 ? t('part.invoices', { count: invoices }) : null,
      creditNotes > 0 ? t('part.creditNotes', { count: creditNotes }) : null,
      payments > 0 ? t('part.payments', { count: payments }) : null,
    ].filter((part) => part !== null);
    const what = format.list(parts);
    return invoices + creditNotes === 0
      ? t('entry.imported', { what })
      : t('entry.importedNet', { what, net: format.money({ amount: net, currency }) });
  };
  return (entry) => {
    const { params } = entry;
    const tier = tiers[String(params.tier)] ?? '';
    const duty = duties[String(params.duty)] ?? '';
    switch (entry.kind) {
      case 'notes.written':
        return t('entry.noteWritten');
      case 'files.added':
        return t('entry.fileAdded');
      case 'files.versionAdded':
        return t('entry.fileVersion', { number: Number(params.number) });
      case 'files.removed':
        return t('entry.fileRemoved');
      case 'files.restored':
        return t('entry.fileRestored');
      case 'projects.begun':
        return t('entry.projectBegun');
      case 'projects.moved':
        return t('entry.projectMoved', {
          from: states[String(params.from)] ?? '',
          to: states[String(params.state)] ?? '',
        });
      case 'projects.milestone':
        return t('entry.projectMilestone', { milestone: String(params.milestone) });
      case 'projects.removed':
        return t('entry.projectRemoved');
      case 'projects.restored':
        return t('entry.projectRestored');
      case 'segmentation.tierSet':
        return params.before === undefined || params.before === params.tier
          ? t('entry.tierSet', { tier })
          : t('entry.tierChanged', { tier, before: tiers[String(params.before)] ?? '' });
      case 'relationships.stageSet': {
        const stage = stages[String(params.stage)] ?? '';
        const before = stages[String(params.before)];
        return before === undefined || params.before === params.stage
          ? t('entry.stageSet', { stage })
          : t('entry.stageChanged', { stage, before });
      }
      case 'relationships.tieSet':
        return t('entry.tieSet', { person: person(entry, 'person') });
      case 'contacts.joined':
        return t('entry.contactJoined', { title: String(params.title ?? '') }).replace(/: $/, '');
      case 'contacts.left':
        return t('entry.contactLeft', { title: String(params.title ?? '') }).replace(/: $/, '');
      case 'contacts.changed':
        return t('entry.contactChanged');
      case 'dossiers.changed':
        return t('entry.sectionWritten', { section: sections[String(params.section)] ?? '' });
      case 'accounts.changed':
        return t('entry.fieldsChanged');
      case 'accounts.termsChanged':
        return t('entry.termsChanged');
      case 'ledger.imported':
        return imported(params as unknown as Imported);
      case 'accounts.made':
        return params.kind === 'group' ? t('entry.groupMade') : t('entry.accountMade');
      case 'accounts.moved':
        return moved(entry);
      case 'accounts.excluded':
        return t('entry.excluded', { reason: reasons[String(params.reason)] ?? '' });
      case 'accounts.included':
        return t('entry.included');
      case 'accounts.leadChanged':
        return led(entry);
      case 'accounts.teamJoined':
        return t('entry.teamJoined', { person: person(entry, 'person'), duty });
      case 'duplicates.merged':
        return t('entry.merged', { name: String(params.name) });
      case 'duplicates.unmerged':
        return t('entry.unmerged', { name: String(params.name), into: String(params.into) });
      case 'duplicates.contactsMerged':
        return t('entry.contactsMerged');
      case 'duplicates.contactsUnmerged':
        return t('entry.contactsUnmerged');
      case 'accounts.teamEnded':
        return t('entry.teamEnded', { person: person(entry, 'person'), duty });
    }
  };
}
