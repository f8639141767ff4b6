import { useWords } from '../../../ui-kit/words.ts';
import type { Reason } from '../contract.ts';

/** What speaks for two records being one, in words. */
export function useReasonWords(): (reasons: readonly Reason[]) => string {
  const t = useWords('duplicates');
  const kinds: Record<Reason['kind'], string> = {
    identifier: t('because.identifier'),
    name: t('because.name'),
    phone: t('because.phone'),
    mail: t('because.mail'),
    domain: t('because.domain'),
    place: t('because.place'),
    account: t('because.account'),
  };
  return (reasons) =>
    reasons
      // A name is compared without legal form and in one script: as that it is not for people.
      .map(({ kind, value }) => (kind === 'account' || kind === 'name' ? kinds[kind] : `${kinds[kind]}: ${value}`))
      .join('; ');
}
