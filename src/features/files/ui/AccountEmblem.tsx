import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { fileUrl, newKey, upload } from '../../../ui-kit/call.ts';
import { say } from '../../../ui-kit/say.ts';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getLogo, LOGO_KINDS, setLogo, showLogo, uploadLogo } from '../contract-logos.ts';
import styles from './AccountEmblem.module.css';

/** The first letters of the first two words of a name. */
const initials = (name: string) =>
  [...name.matchAll(/(?:^|\P{L})(\p{L})/gu)]
    .slice(0, 2)
    .map(([, letter]) => letter!.toUpperCase())
    .join('');

/** The logo of an account, or its initials; whoever may changes it here, by drag and drop too. */
export default function AccountEmblem({ accountId, name }: { accountId: string; name: string }) {
  const t = useWords('files');
  const reason = useReason();
  const client = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [broken, setBroken] = useState<string | null>(null);
  const { data } = useCall(getLogo, { id: accountId }, { keep: false });
  const drop = useAct(setLogo, { done: t('logo.gone') });
  const send = async (file: File | undefined) => {
    if (!file) return;
    try {
      await upload(uploadLogo, { id: accountId, name: file.name }, file, undefined, { key: newKey() });
      say(t('logo.came'), 'good');
    } catch (error) {
      say(reason(error), 'bad', { title: t('kit:error.title') });
    }
    await client.invalidateQueries();
  };
  const shown =
    data?.fileId && data.number !== null
      ? fileUrl(showLogo, { id: accountId, file: data.fileId, number: data.number })
      : null;
  const face =
    shown !== null && shown !== broken ? (
      <img className={styles.picture} src={shown} alt={t('logo.of', { name })} onError={() => setBroken(shown)} />
    ) : (
      <span className={styles.initials} data-letters={initials(name)} />
    );
  if (!data?.can.write) return <span className={styles.emblem}>{face}</span>;
  const over = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(on);
  };
  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <button
            type="button"
            className={styles.emblem}
            data-over={isOver}
            aria-label={t('logo.change', { name })}
            onDragOver={over(true)}
            onDragLeave={over(false)}
            onDrop={(event) => {
              over(false)(event);
              void send(event.dataTransfer.files[0]);
            }}
          >
            {face}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => field.current?.click()}>{t('logo.choose')}</Menu.Item>
          {data.fileId === null ? null : (
            <Menu.Item onClick={() => drop.mutate({ id: accountId, fileId: null, replaces: data.fileId })}>
              {t('logo.remove')}
            </Menu.Item>
          )}
          <Menu.Label>{t('logo.hint')}</Menu.Label>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={field}
        type="file"
        hidden
        accept={[...LOGO_KINDS, 'jpg'].map((kind) => `.${kind}`).join()}
        aria-label={t('logo.choose')}
        onChange={(event) => {
          void send(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
