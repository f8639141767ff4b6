import { useWords } from '../../../ui-kit/words.ts';
import type { Kind, Reason } from '../contract.ts';

/** What speaks for two records being one, in words. */
export function useReasonWords(): (reasons: readonly Reason[], of: Kind) => string {
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
  return (reasons, of) =>
    reasons
      // A name is compared without legal form and in one script: as that it is not for people.
      .map(({ kind, value }) => {
        if (kind === 'name') return of === 'contact' ? t('because.person') : kinds.name;
        return kind === 'account' ? kinds.account : `${kinds[kind]}: ${value}`;
      })
      .join('; ');
}
