import { useEffect, useState } from 'react';
import { call } from '../../../ui-kit/call.ts';
import type { Entry } from '../../../ui-kit/entry-checks.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Candidate, checkAccount, checkContact } from '../contract.ts';
import styles from './Duplicates.module.css';
import { useReasonWords } from './use-reason-words.ts';

const PAUSE_MS = 900;

function ask({ kind, id, name, accountId, phones = [], emails = [], ...facts }: Entry) {
  const own = id === undefined ? {} : { id };
  if (kind === 'account') return call(checkAccount, { ...own, name, ...facts });
  return call(checkContact, { ...own, name, accountId: accountId ?? null, phones: [...phones], emails: [...emails] });
}

/** Beside a form: records that may be the one that somebody writes down. Asks when nothing has been typed for a moment. */
export default function LikelyRecords(entry: Entry) {
  const t = useWords('duplicates');
  const reasons = useReasonWords();
  const mayAsk = useCan('duplicates.check');
  const asked = JSON.stringify(entry);
  const [first] = useState(asked);
  const [found, setFound] = useState<{ rows: Candidate[]; exists: boolean } | null>(null);
  useEffect(() => {
    const entry = JSON.parse(asked) as Entry;
    if (!mayAsk || asked === first || entry.name.trim().length < 3) {
      setFound(null);
      return;
    }
    let isOver = false;
    const timer = setTimeout(() => {
      ask(entry).then(
        (answer) => isOver || setFound(answer),
        () => isOver || setFound(null),
      );
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [asked, first, mayAsk]);
  const isEmpty = found === null || (found.rows.length === 0 && !found.exists);
  return (
    <div role="status">
      {isEmpty ? null : (
        <section className={styles.warning} aria-label={t('check.title')}>
          <strong>{t('check.title')}</strong>
          {found.rows.length > 0 ? (
            <ul>
              {found.rows.map((row) => (
                <li key={row.id}>
                  <PageLink to={`/${entry.kind}s/${row.id}`}>{row.name}</PageLink>
                  <span className={`dim ${styles.detail}`}>{row.detail}</span>
                  <span className={`dim ${styles.detail}`}>{reasons(row.reasons, entry.kind)}</span>
                </li>
              ))}
            </ul>
          ) : null}
          {found.exists ? <p>{t(entry.kind === 'account' ? 'check.hiddenAccount' : 'check.hiddenContact')}</p> : null}
        </section>
      )}
    </div>
  );
}
