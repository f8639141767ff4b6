import { useState } from 'react';
import { useFormats } from '../../../ui-kit/format.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { WhyLink } from '../../../ui-kit/why.tsx';
import { type AccountFile, getFile } from '../contract.ts';
import { FileActs } from './FileActs.tsx';
import styles from './Files.module.css';
import { Preview } from './Preview.tsx';
import { Readings } from './Readings.tsx';
import { useFileWords } from './use-file-words.ts';
import { Versions } from './Versions.tsx';

/** One file: shown where it can be, with what is known of it, its versions, and what may be done with it. */
export default function FileDrawer({ fileId, onClose }: { fileId: string; onClose: () => void }) {
  const { t } = useFileWords();
  const found = useCall(getFile, { id: fileId }, { keep: false });
  const [number, setNumber] = useState<number | null>(null);
  const file = found.data;
  return (
    <SideDrawer opened onClose={onClose} title={file?.name ?? t('title')} size={760}>
      {found.error ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : null}
      {found.isPending ? <LoadingState lines={8} /> : null}
      {file === undefined ? null : (
        <div className={styles.column}>
          <FileActs file={file} onClose={onClose} />
          <WhyLink kind="file" id={file.id} />
          <Preview key={`${file.number} ${number}`} file={file} number={number ?? file.number} />
          <Facts file={file} />
          <Versions file={file} shown={number ?? file.number} onShow={setNumber} />
          {file.can.seeReadings ? <Readings fileId={file.id} /> : null}
        </div>
      )}
    </SideDrawer>
  );
}

function Facts({ file }: { file: AccountFile }) {
  const { t, kindName, problems } = useFileWords();
  const format = useFormats();
  const { state, problem } = file.text;
  const readers = file.kept?.readers.map(({ name }) => name) ?? [];
  const cleared = file.kept?.class ? [t('theClass', { name: file.kept.class.name })] : [];
  const who = [...readers, ...cleared, ...(file.kept?.team ? [t('theTeam')] : [])];
  const texts = {
    none: t('text.none'),
    waiting: t('text.waiting'),
    read: t('text.read'),
    cut: t('text.cut'),
    failed: t('text.failed', { reason: problem === null ? '' : problems[problem] }),
  };
  const { kind, id, name } = file.record;
  return (
    <dl className={styles.facts}>
      <dt>{t('field.kind')}</dt>
      <dd>
        {kindName(file.kind)}, {format.bytes(file.size)}
      </dd>
      <dt>{t('field.author')}</dt>
      <dd>
        {file.author?.name ?? t('nobody')}, <DateText value={file.createdAt} time />
      </dd>
      <dt>{t('field.belongs')}</dt>
      <dd>
        {kind === 'contact' && id !== null ? <PageLink to={`/contacts/${id}`}>{t('ofContact')}</PageLink> : null}
        {kind === 'note' && id !== null ? (
          <PageLink to={`/accounts/${file.accountId}`} search={{ tab: 'timeline', entry: id }}>
            {t('ofNote')}
          </PageLink>
        ) : null}
        {kind === 'task' && id !== null ? (
          <PageLink to={`/tasks/${id}`}>{t('ofTask', { name: name ?? '' })}</PageLink>
        ) : null}
        {kind === 'project' && id !== null ? (
          <PageLink to={`/projects/${id}`}>{t('ofProject', { name: name ?? '' })}</PageLink>
        ) : null}
        {kind === 'account' ? file.accountName : null}
      </dd>
      <dt>{t('field.readers')}</dt>
      <dd>
        {kind === 'task'
          ? t('openToTask')
          : file.kept === null
            ? t('openToAll')
            : who.length > 0
              ? t('readBy', { who: format.list(who) })
              : t('readByAuthor')}
      </dd>
      <dt>{t('field.text')}</dt>
      <dd>{texts[state]}</dd>
    </dl>
  );
}
