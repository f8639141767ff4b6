import {
  type Icon,
  IconBuilding,
  IconBuildingStore,
  IconChecklist,
  IconFileInvoice,
  IconNews,
  IconNote,
  IconPackage,
  IconPaperclip,
  IconTargetArrow,
  IconUser,
} from '@tabler/icons-react';
import { useWords } from '../../../ui-kit/words.ts';
import type { Fit, Hit, Kind } from '../contract.ts';

export const kindIcons: Record<Kind, Icon> = {
  account: IconBuilding,
  contact: IconUser,
  document: IconFileInvoice,
  product: IconPackage,
  project: IconTargetArrow,
  task: IconChecklist,
  note: IconNote,
  file: IconPaperclip,
  section: IconNews,
  change: IconBuildingStore,
};

/** The words of kinds, of why something was found, and of what records say of themselves. */
export function useSearchWords() {
  const t = useWords('search');
  const kinds: Record<Kind, string> = {
    account: t('kind.account'),
    contact: t('kind.contact'),
    document: t('kind.document'),
    product: t('kind.product'),
    project: t('kind.project'),
    task: t('kind.task'),
    note: t('kind.note'),
    file: t('kind.file'),
    section: t('kind.section'),
    change: t('kind.change'),
  };
  const fits: Record<Fit, string> = {
    number: t('fit.number'),
    name: t('fit.name'),
    start: t('fit.start'),
    word: t('fit.word'),
    inside: t('fit.inside'),
    text: t('fit.text'),
    similar: t('fit.similar'),
  };
  const marks: Record<string, string> = {
    'project.idea': t('projects:state.idea'),
    'project.planned': t('projects:state.planned'),
    'project.running': t('projects:state.running'),
    'project.onHold': t('projects:state.onHold'),
    'project.done': t('projects:state.done'),
    'project.cancelled': t('projects:state.cancelled'),
    'task.open': t('tasks:state.open'),
    'task.reported': t('tasks:state.reported'),
    'task.answered': t('tasks:state.answered'),
    'task.returned': t('tasks:state.returned'),
    'task.later': t('tasks:state.later'),
    'task.done': t('tasks:state.done'),
    'task.accepted': t('tasks:state.accepted'),
    'task.declined': t('tasks:state.declined'),
    'task.cancelled': t('tasks:state.cancelled'),
    'section.business': t('dossiers:section.business'),
    'section.finances': t('dossiers:section.finances'),
    'section.strategy': t('dossiers:section.strategy'),
    'section.needs': t('dossiers:section.needs'),
    'section.working': t('dossiers:section.working'),
    'section.markets': t('dossiers:section.markets'),
    'section.reputation': t('dossiers:section.reputation'),
    'section.observations': t('dossiers:section.observations'),
    'change.newShop': t('dossiers:change.newShop'),
    'change.newDirector': t('dossiers:change.newDirector'),
    'change.merger': t('dossiers:change.merger'),
    'change.paymentTrouble': t('dossiers:change.paymentTrouble'),
    'change.other': t('dossiers:change.other'),
    'document.invoice': t('ledger:kind.invoice'),
    'document.credit_note': t('ledger:kind.credit_note'),
    'document.order': t('ledger:kind.order'),
    'document.payment': t('mark.payment'),
  };
  /** What is said beside the title: its own words, and on which account it is. */
  const details = (hit: Hit): string[] =>
    [hit.mark === null ? null : (marks[hit.mark] ?? null), hit.detail, hit.account?.name ?? null].filter(
      (text) => text !== null && text !== '',
    ) as string[];
  return { t, kinds, fits, details };
}
