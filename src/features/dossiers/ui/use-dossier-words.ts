import { useWords } from '../../../ui-kit/words.ts';
import type { ChangeKind, Item, Section, Source, WorkingLine } from '../contract.ts';

/** The words of the room's fixed choices, written out so that a missing one is found. */
export function useDossierWords() {
  const t = useWords('dossiers');
  const sections: Record<Section, string> = {
    business: t('section.business'),
    finances: t('section.finances'),
    strategy: t('section.strategy'),
    needs: t('section.needs'),
    working: t('section.working'),
    markets: t('section.markets'),
    reputation: t('section.reputation'),
    observations: t('section.observations'),
  };
  const asks: Record<Section, string> = {
    business: t('ask.business'),
    finances: t('ask.finances'),
    strategy: t('ask.strategy'),
    needs: t('ask.needs'),
    working: t('ask.working'),
    markets: t('ask.markets'),
    reputation: t('ask.reputation'),
    observations: t('ask.observations'),
  };
  const items: Record<Item, string> = { ...sections, years: t('section.years') };
  const sources: Record<Source, string> = {
    ownWords: t('source.ownWords'),
    web: t('source.web'),
    customer: t('source.customer'),
    report: t('source.report'),
    press: t('source.press'),
    register: t('source.register'),
    other: t('source.other'),
  };
  const lines: Record<WorkingLine, string> = {
    deliveryWindows: t('line.deliveryWindows'),
    documents: t('line.documents'),
    portal: t('line.portal'),
    pallets: t('line.pallets'),
    labels: t('line.labels'),
  };
  const changes: Record<ChangeKind, string> = {
    newShop: t('change.newShop'),
    newDirector: t('change.newDirector'),
    merger: t('change.merger'),
    paymentTrouble: t('change.paymentTrouble'),
    other: t('change.other'),
  };
  return { sections, asks, items, sources, lines, changes };
}

/** The choices of a list of words, for a field. */
export const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
