import { useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { HelpMark } from '../../../ui-kit/HelpMark.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { getKeyAccounts } from '../contract.ts';
import styles from './Segmentation.module.css';
import { useSegmentationWords } from './use-segmentation-words.ts';

/** The accounts that are left out, as a line of their own: how many, how much, and on demand which and why. */
export function ExcludedLine({ excluded }: { excluded: OutputOf<typeof getKeyAccounts>['excluded'] }) {
  const t = useWords('segmentation');
  const format = useFormats();
  const { exclusions } = useSegmentationWords();
  const [opened, setOpened] = useState(false);
  if (excluded.count === 0) return null;
  return (
    <section aria-label={t('excluded.title')}>
      <div className={styles.line}>
        <span>
          {t('excluded.line', { count: excluded.count, amount: format.money(excluded.amount, 0) })}{' '}
          <HelpMark of="excluded" label={t('excluded.title')} />
        </span>
        <button
          type="button"
          className={`${styles.count} no-print`}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {t(opened ? 'excluded.hide' : 'excluded.show')}
        </button>
      </div>
      {opened ? (
        <table className={styles.plain}>
          <tbody>
            {excluded.rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <PageLink to={`/accounts/${row.id}`}>{row.name}</PageLink>{' '}
                  <span className="dim">{row.externalId}</span>
                </td>
                <td className="dim">{exclusions[row.reason] ?? row.reason}</td>
                <td className={styles.end}>
                  <Money value={row.amount} digits={0} />
                </td>
              </tr>
            ))}
            {excluded.count > excluded.rows.length ? (
              <tr>
                <td colSpan={3} className="dim">
                  {t('excluded.more', { count: excluded.count - excluded.rows.length })}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
