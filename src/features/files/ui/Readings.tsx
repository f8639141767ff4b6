import { Button } from '@mantine/core';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listFileReadings } from '../contract.ts';
import styles from './Files.module.css';

/** Who opened or saved a confidential file, for leaders who may read it. */
export function Readings({ fileId }: { fileId: string }) {
  const t = useWords('files');
  const list = usePages(listFileReadings, { id: fileId });
  return (
    <Section title={t('readings.title')}>
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={3} /> : null}
      {list.rows?.length === 0 ? <p className="dim">{t('readings.none')}</p> : null}
      <ol className={styles.rows} aria-label={t('readings.title')}>
        {list.rows?.map((one) => (
          <li key={`${one.at} ${one.person?.id} ${one.number}`}>
            <span className={styles.rowText}>
              {one.person?.name ?? t('nobody')}
              {one.onBehalfOf ? (
                <span className="dim"> {t('readings.onBehalfOf', { name: one.onBehalfOf.name })}</span>
              ) : null}
            </span>
            <span>{one.how === 'saved' ? t('readings.saved') : t('readings.opened')}</span>
            <span className="num">{t('versionNumber', { number: one.number })}</span>
            <span className="dim">
              <DateText value={one.at} time />
            </span>
          </li>
        ))}
      </ol>
      {list.more === null ? null : (
        <Button variant="default" size="compact-sm" loading={list.more.loading} onClick={list.more.load}>
          {t('kit:table.more')}
        </Button>
      )}
    </Section>
  );
}
