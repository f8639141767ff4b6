import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { upload } from '../../../ui-kit/call.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { useLive } from '../../../ui-kit/live.ts';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { askAnew, callKey, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { type AccountFile, addRecordFile, listRecordFiles } from '../contract.ts';
import type { KeptKind } from '../contract-words.ts';
import { FileDrop } from './FileDrop.tsx';
import styles from './Files.module.css';
import { ICONS, useFileWords } from './use-file-words.ts';
import { useUploads } from './use-uploads.ts';

const FileDrawer = lazy(() => import('./FileDrawer.tsx'));

interface Props {
  kind: KeptKind;
  id: string;
}

/** The files of a task or of a project, with the place where more are dropped. */
export default function RecordFiles({ kind, id }: Props) {
  const { t } = useFileWords();
  const client = useQueryClient();
  const [view, setView] = useUrlState({ file: '' });
  const list = usePages(listRecordFiles, { recordKind: kind, recordId: id });
  useLive('timeline', () => void askAnew(client, callKey(listRecordFiles)));
  return (
    <Section title={t('title')} framed>
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={2} /> : null}
      <div className={styles.column}>
        {list.rows?.length === 0 ? (
          <p className="dim">{kind === 'task' ? t('record.noneTask') : t('record.noneProject')}</p>
        ) : null}
        {list.rows === undefined || list.rows.length === 0 ? null : (
          <ul className={styles.rows} aria-label={t('title')}>
            {list.rows.map((file) => (
              <FileLine key={file.id} file={file} onOpen={() => setView({ file: file.id })} />
            ))}
          </ul>
        )}
        {list.more === null ? null : (
          <Button variant="default" size="compact-sm" loading={list.more.loading} onClick={list.more.load}>
            {t('kit:table.more')}
          </Button>
        )}
        {list.first?.can.write ? <DropHere kind={kind} id={id} maxBytes={list.first.maxBytes} /> : null}
      </div>
      <Suspense>
        {view.file === '' ? null : (
          <FileDrawer key={view.file} fileId={view.file} onClose={() => setView({ file: '' })} />
        )}
      </Suspense>
    </Section>
  );
}

function DropHere({ kind, id, maxBytes }: { kind: KeptKind; id: string; maxBytes: number }) {
  const { uploads, send } = useUploads(maxBytes);
  return (
    <div className={`${styles.upload} no-print`}>
      <FileDrop
        maxBytes={maxBytes}
        uploads={uploads}
        onFiles={(files) =>
          send(files, (file, ...how) =>
            upload(addRecordFile, { recordKind: kind, recordId: id, name: file.name }, file, ...how),
          )
        }
      />
    </div>
  );
}

function FileLine({ file, onOpen }: { file: AccountFile; onOpen: () => void }) {
  const { t } = useFileWords();
  const format = useFormats();
  const Icon = ICONS[file.kind];
  return (
    <li>
      <span className={styles.name}>
        <Icon size={18} stroke={1.4} aria-hidden="true" />
        <button type="button" className={styles.open} onClick={onOpen}>
          {file.name}
        </button>
      </span>
      <span className="dim num">
        {file.number > 1 ? `${t('versionNumber', { number: file.number })}, ` : ''}
        {format.bytes(file.size)}
      </span>
      <span className="dim">
        {file.changedBy?.name ?? t('nobody')}, <DateText value={file.changedAt} />
      </span>
    </li>
  );
}
