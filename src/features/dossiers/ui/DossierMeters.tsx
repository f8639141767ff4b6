import { HelpMark } from '../../../ui-kit/HelpMark.tsx';
import { NoValue, Percent } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import styles from './Dossiers.module.css';

/** How complete and fresh a dossier is: two figures, each with what it means. */
export function DossierMeters({ completeness, freshness }: { completeness: number; freshness: number | null }) {
  const t = useWords('dossiers');
  return (
    <span className={styles.meters}>
      <span className={styles.meter}>
        <span className="dim">{t('complete')}</span>
        <progress className={styles.bar} max={1} value={completeness} aria-label={t('complete')} />
        <strong>
          <Percent value={completeness} digits={0} />
        </strong>
        <HelpMark of="dossier-completeness" label={t('complete')} />
      </span>
      <span className={styles.meter}>
        <span className="dim">{t('fresh')}</span>
        {freshness === null ? (
          <NoValue why={t('nothingYet')} />
        ) : (
          <>
            <progress className={styles.bar} max={1} value={freshness} aria-label={t('fresh')} />
            <strong>
              <Percent value={freshness} digits={0} />
            </strong>
          </>
        )}
        <HelpMark of="dossier-freshness" label={t('fresh')} />
      </span>
    </span>
  );
}
