import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listDuplicates } from '../contract.ts';
import styles from './Duplicates.module.css';
import { useReasonWords } from './use-reason-words.ts';

/** So many pairs stand below the report; the list has them all. */
const SHOWN = 5;

/** Below the report of an import: customers of it that may be there twice. Nothing where there are none. */
export default function ImportDuplicates({ importId }: { importId: string }) {
  const t = useWords('duplicates');
  const reasons = useReasonWords();
  const { data } = useCall(listDuplicates, { importId, limit: SHOWN }, { when: useCan('duplicates.read') });
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <Section title={t('import.title')} framed>
      <p className="dim">{t('import.note')}</p>
      <ul className={styles.pairs}>
        {data.rows.map((row) => (
          <li key={row.id}>
            {[row.one, row.other].map((one) => (
              <span key={one.id} className={styles.side}>
                <PageLink to={`/accounts/${one.id}`}>{one.name}</PageLink>
                <span className={`dim ${styles.detail}`}>{one.detail}</span>
              </span>
            ))}
            <span className={`dim ${styles.side}`}>{reasons(row.reasons, row.kind)}</span>
          </li>
        ))}
      </ul>
      <PageLink to={`/duplicates?of=${importId}`}>{t(data.next === null ? 'import.decide' : 'import.all')}</PageLink>
    </Section>
  );
}
