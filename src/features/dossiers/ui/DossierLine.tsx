import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { DossierMeters } from './DossierMeters.tsx';
import styles from './Dossiers.module.css';

interface Props {
  account: { id: string; completeness?: number; freshness?: number | null };
}

/** At the head of the account page: how complete and fresh its dossier is, and the way to it. */
export function DossierLine({ account }: Props) {
  const t = useWords('dossiers');
  if (account.completeness === undefined) return null;
  return (
    <div className={styles.meters}>
      <PageLink to={`/accounts/${account.id}`} search={{ tab: 'dossier' }}>
        {t('title')}
      </PageLink>
      <DossierMeters completeness={account.completeness} freshness={account.freshness ?? null} />
    </div>
  );
}
