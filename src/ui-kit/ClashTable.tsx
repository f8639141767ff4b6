import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Form.module.css';
import type { Clash } from './use-record-draft.ts';
import { useWords } from './words.ts';

export interface ClashProps {
  clashes: readonly Clash[];
  onSettle: (field: string, whose: 'theirs' | 'mine') => void;
  /** The field in words. */
  label: (field: string) => string;
  /** Its value in words; left out: as it is typed. */
  show?: (field: string, value: unknown) => ReactNode;
}

/** What `Clashes` draws where there is one. */
export default function ClashTable(props: ClashProps) {
  const { clashes, onSettle, label, show = (_field, value) => String(value ?? '') } = props;
  const t = useWords('kit');
  return (
    <section className={styles.clashes} aria-label={t('clash.title')}>
      <p>{t('clash.text', { count: clashes.length })}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('clash.field')}</th>
            <th scope="col">{t('clash.theirs')}</th>
            <th scope="col">{t('clash.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {clashes.map(({ field, theirs, mine }) => (
            <tr key={field}>
              <th scope="row">{label(field)}</th>
              <td>
                <span>{show(field, theirs) || '–'}</span>
                <Button variant="default" size="compact-xs" onClick={() => onSettle(field, 'theirs')}>
                  {t('clash.take')}
                </Button>
              </td>
              <td>
                <span>{show(field, mine) || '–'}</span>
                <Button variant="default" size="compact-xs" onClick={() => onSettle(field, 'mine')}>
                  {t('clash.keep')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
