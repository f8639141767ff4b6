import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { fileUrl } from '../../../ui-kit/call.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type AccountFile, downloadFile, listFileVersions } from '../contract.ts';
import { PICTURES } from '../contract-words.ts';
import styles from './Files.module.css';

interface Props {
  file: AccountFile;
  /** The number of the version that is shown above. */
  shown: number;
  onShow: (number: number) => void;
}

/** Every version of a file, newest first: to be looked at or saved. */
export function Versions({ file, shown, onShow }: Props) {
  const t = useWords('files');
  const format = useFormats();
  const list = usePages(listFileVersions, { id: file.id });
  const canShow = (kind: string) =>
    kind === file.kind && (kind === 'pdf' || (PICTURES as readonly string[]).includes(kind));
  return (
    <Section title={t('versions')}>
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={3} /> : null}
      <ol className={styles.rows} aria-label={t('versions')}>
        {list.rows?.map((one) => (
          <li key={one.number}>
            <span className="num">{t('versionNumber', { number: one.number })}</span>
            <span className={styles.rowText}>
              {one.name}{' '}
              <span className="dim">
                {format.bytes(one.size)}, {one.addedBy?.name ?? t('nobody')}, <DateText value={one.addedAt} time />
              </span>
            </span>
            {canShow(one.kind) && list.rows!.length > 1 ? (
              <Button
                variant="subtle"
                size="compact-xs"
                disabled={one.number === shown}
                onClick={() => onShow(one.number)}
              >
                {t('show')}
                <span className="hidden-text"> {t('versionNumber', { number: one.number })}</span>
              </Button>
            ) : null}
            <Button
              component="a"
              href={fileUrl(downloadFile, { id: file.id, number: one.number })}
              variant="subtle"
              size="compact-xs"
              leftSection={<IconDownload size={14} aria-hidden="true" />}
            >
              {t('save')}
              <span className="hidden-text"> {t('versionNumber', { number: one.number })}</span>
            </Button>
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
