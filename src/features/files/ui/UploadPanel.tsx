import { Button, Checkbox, Progress } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { DropArea } from '../../../ui-kit/DropArea.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';
import styles from './Files.module.css';
import { type Choice, useUploads } from './use-uploads.ts';

const BelongsTo = lazy(() => import('./BelongsTo.tsx'));

const ENDINGS =
  '.pdf,.png,.jpg,.jpeg,.gif,.webp,.svg,.docx,.xlsx,.pptx,.odt,.ods,.txt,.md,.log,.csv,.tsv,.html,.htm,.eml,.zip';

/** Files come in here, by drag and drop or by the button; what they belong to can be said before. */
export function UploadPanel({ accountId, maxBytes }: { accountId: string; maxBytes: number }) {
  const t = useWords('files');
  const format = useFormats();
  const { uploads, send } = useUploads(accountId, maxBytes);
  const [choice, setChoice] = useState<Choice>({ recordKind: 'account', recordId: null, confidential: false });
  const [choosing, setChoosing] = useState(false);
  return (
    <div className={`${styles.upload} no-print`}>
      <DropArea
        small
        title={t('drop.title')}
        hint={t('drop.hint', { most: format.bytes(maxBytes) })}
        accept={ENDINGS}
        onFiles={(files) => send(files, choice)}
      />
      <div className={styles.choices}>
        <Checkbox
          label={t('drop.confidential')}
          checked={choice.confidential}
          disabled={choice.recordKind === 'note'}
          onChange={(event) => setChoice({ ...choice, confidential: event.currentTarget.checked })}
        />
        {choosing ? (
          <Suspense>
            <BelongsTo accountId={accountId} choice={choice} onChange={setChoice} />
          </Suspense>
        ) : (
          <Button variant="subtle" size="compact-xs" onClick={() => setChoosing(true)}>
            {t('drop.belongs')}
          </Button>
        )}
      </div>
      {uploads.length === 0 ? null : (
        <ul className={styles.uploads} aria-label={t('uploads')}>
          {uploads.map((one) => (
            <li key={one.key} data-failed={one.problem !== null || undefined}>
              <span className={styles.uploadName}>{one.name}</span>
              <span className="dim num">{format.bytes(one.size)}</span>
              {one.problem === null ? (
                <Progress value={one.part * 100} size="sm" aria-label={t('sending', { name: one.name })} />
              ) : (
                <span role="alert" className={styles.problem}>
                  {one.problem}
                </span>
              )}
              <Button variant="subtle" color="gray" size="compact-xs" onClick={one.stop}>
                {one.problem === null ? t('kit:action.cancel') : t('dismiss')}
                <span className="hidden-text"> {one.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
