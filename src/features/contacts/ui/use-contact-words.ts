import { useReader } from '../../../ui-kit/reader.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { BuyingRole } from '../contract.ts';

/** The words of the room's fixed choices, written out so that a missing one is found. */
export function useContactWords() {
  const t = useWords('contacts');
  const { locale } = useReader();
  const roles: Record<BuyingRole, string> = {
    economicBuyer: t('role.economicBuyer'),
    decisionMaker: t('role.decisionMaker'),
    approver: t('role.approver'),
    user: t('role.user'),
    technicalEvaluator: t('role.technicalEvaluator'),
    influencer: t('role.influencer'),
    gatekeeper: t('role.gatekeeper'),
    champion: t('role.champion'),
  };
  const phones: Record<string, string> = {
    work: t('label.work'),
    mobile: t('label.mobile'),
    home: t('label.home'),
    fax: t('label.fax'),
    pager: t('label.pager'),
    other: t('label.other'),
  };
  const emails: Record<string, string> = { work: t('label.work'), home: t('label.home'), other: t('label.other') };
  const messengers: Record<string, string> = {
    telegram: 'Telegram',
    whatsapp: 'WhatsApp',
    viber: 'Viber',
    signal: 'Signal',
    wechat: 'WeChat',
    skype: 'Skype',
    teams: 'Teams',
    xmpp: 'XMPP',
    other: t('label.other'),
  };
  const ways: Record<string, string> = {
    phone: t('way.phone'),
    email: t('way.email'),
    messenger: t('way.messenger'),
    visit: t('way.visit'),
    video: t('way.video'),
    letter: t('way.letter'),
  };
  const bases: Record<string, string> = {
    consent: t('basis.consent'),
    contract: t('basis.contract'),
    legitimateInterest: t('basis.legitimateInterest'),
    legalObligation: t('basis.legalObligation'),
  };
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const language = (tag: string) => {
    try {
      return names.of(tag) ?? tag;
    } catch {
      return tag;
    }
  };
  return { roles, phones, emails, messengers, ways, bases, language };
}

/** The choices of a list of words, for a field or a filter. */
export const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
