import { Button } from '@mantine/core';
import { IconDownload, IconLock, IconPencil, IconPhoto, IconTrash, IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { fileUrl, newKey, upload } from '../../../ui-kit/call.ts';
import { say } from '../../../ui-kit/say.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type AccountFile, addFileVersion, downloadFile, removeFile, restoreFile } from '../contract.ts';
import { LOGO_KINDS, setLogo } from '../contract-logos.ts';
import { FileReaders } from './FileReaders.tsx';
import styles from './Files.module.css';
import { RenameFile } from './RenameFile.tsx';

/** What may be done with a file. */
export function FileActs({ file, onClose }: { file: AccountFile; onClose: () => void }) {
  const t = useWords('files');
  const [doing, setDoing] = useState<'rename' | 'readers' | null>(null);
  const restore = useAct(restoreFile, { done: t('broughtBack') });
  const remove = useAct(removeFile, {
    onDone: ({ version }) => {
      onClose();
      say(t('removed', { name: file.name }), 'good', {
        act: { label: t('undo'), run: () => restore.mutate({ id: file.id, version }) },
      });
    },
  });
  const logo = useAct(setLogo, { done: t('logo.used') });
  const { accountId } = file;
  const mayBeLogo =
    file.can.edit &&
    file.record.kind === 'account' &&
    file.kept === null &&
    (LOGO_KINDS as readonly string[]).includes(file.kind);
  const { field, sending, send } = useNewVersion(file);
  const done = () => setDoing(null);
  return (
    <>
      <div className={styles.acts}>
        <Button
          component="a"
          href={fileUrl(downloadFile, { id: file.id })}
          leftSection={<IconDownload size={16} aria-hidden="true" />}
        >
          {t('save')}
        </Button>
        {file.can.edit ? (
          <>
            <Button
              variant="default"
              loading={sending}
              leftSection={<IconUpload size={16} aria-hidden="true" />}
              onClick={() => field.current?.click()}
            >
              {t('newVersion')}
            </Button>
            <input
              ref={field}
              type="file"
              hidden
              aria-label={t('newVersion')}
              onChange={(event) => {
                const [one] = event.currentTarget.files ?? [];
                if (one) void send(one);
                event.currentTarget.value = '';
              }}
            />
            <Button
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden="true" />}
              onClick={() => setDoing('rename')}
            >
              {t('rename')}
            </Button>
          </>
        ) : null}
        {mayBeLogo && accountId !== null ? (
          <Button
            variant="default"
            loading={logo.isPending}
            leftSection={<IconPhoto size={16} aria-hidden="true" />}
            onClick={() => logo.mutate({ id: accountId, fileId: file.id })}
          >
            {t('logo.use')}
          </Button>
        ) : null}
        {file.can.keep ? (
          <Button
            variant="default"
            leftSection={<IconLock size={16} aria-hidden="true" />}
            onClick={() => setDoing('readers')}
          >
            {t('whoReads')}
          </Button>
        ) : null}
        {file.can.edit ? (
          <Button
            variant="subtle"
            color="red"
            loading={remove.isPending}
            leftSection={<IconTrash size={16} aria-hidden="true" />}
            onClick={() => remove.mutate({ id: file.id, version: file.version })}
          >
            {t('remove')}
          </Button>
        ) : null}
      </div>
      {doing === 'rename' ? <RenameFile file={file} onDone={done} /> : null}
      {doing === 'readers' ? <FileReaders file={file} onDone={done} /> : null}
    </>
  );
}

/** Chooses and sends a new version; one that somebody else sent meanwhile is not written over. */
function useNewVersion(file: AccountFile) {
  const t = useWords('files');
  const reason = useReason();
  const client = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const send = async (one: File) => {
    setSending(true);
    try {
      const input = { id: file.id, name: one.name, version: file.version };
      const { number } = await upload(addFileVersion, input, one, undefined, { key: newKey() });
      say(t('versionCame', { number }), 'good');
    } catch (error) {
      say(reason(error), 'bad', { title: t('kit:error.title') });
    }
    setSending(false);
    await client.invalidateQueries();
  };
  return { field, sending, send };
}
