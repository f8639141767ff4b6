import { useWords } from '../../../ui-kit/words.ts';
import type { AddressKind, Duty, EvidenceKind, IdentifierKind, Kind } from '../contract.ts';

/** The words of the room's fixed choices, written out so that a missing one is found. */
export function useAccountWords() {
  const t = useWords('accounts');
  const kinds: Record<Kind, string> = { group: t('kind.group'), entity: t('kind.entity'), outlet: t('kind.outlet') };
  const duties: Record<Duty, string> = {
    lead: t('duty.lead'),
    deputy: t('duty.deputy'),
    rep: t('duty.rep'),
    engineer: t('duty.engineer'),
    support: t('duty.support'),
    sponsor: t('duty.sponsor'),
  };
  const channels = {
    direct: t('channel.direct'),
    distributor: t('channel.distributor'),
    marketplace: t('channel.marketplace'),
    retail: t('channel.retail'),
  };
  const reasons = {
    retail: t('exclusion.retail'),
    own_company: t('exclusion.ownCompany'),
    other: t('exclusion.other'),
  };
  const evidence: Record<EvidenceKind, string> = {
    tax_id: t('evidence.taxId'),
    name: t('evidence.name'),
    address: t('evidence.address'),
    mail_domain: t('evidence.mailDomain'),
  };
  const origins = {
    import: t('origin.import'),
    proposal: t('origin.proposal'),
    hand: t('origin.hand'),
    undo: t('origin.undo'),
  };
  const identifiers: Record<IdentifierKind, string> = {
    vat: t('identifier.vat'),
    inn: t('identifier.inn'),
    kpp: t('identifier.kpp'),
    ogrn: t('identifier.ogrn'),
    iban: t('identifier.iban'),
    other: t('identifier.other'),
  };
  const faults = {
    length: t('fault.length'),
    form: t('fault.form'),
    checkDigit: t('fault.checkDigit'),
    country: t('fault.country'),
  };
  const addresses: Record<AddressKind, string> = {
    legal: t('addressKind.legal'),
    postal: t('addressKind.postal'),
    delivery: t('addressKind.delivery'),
  };
  return { identifiers, faults, addresses, kinds, duties, channels, reasons, evidence, origins };
}

/** The choices of a list of words, for a field or a filter. */
export const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
