import { Button, Checkbox } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { upload } from '../../../ui-kit/call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { addFile } from '../contract.ts';
import { FileDrop } from './FileDrop.tsx';
import styles from './Files.module.css';
import { type Choice, useUploads } from './use-uploads.ts';

const BelongsTo = lazy(() => import('./BelongsTo.tsx'));

/** Files come in here, by drag and drop or by the button; what they belong to can be said before. */
export function UploadPanel({ accountId, maxBytes }: { accountId: string; maxBytes: number }) {
  const t = useWords('files');
  const { uploads, send } = useUploads(maxBytes);
  const [choice, setChoice] = useState<Choice>({ recordKind: 'account', recordId: null, confidential: false });
  const [choosing, setChoosing] = useState(false);
  const { recordKind, recordId, confidential } = choice;
  const more = { ...(recordId === null ? {} : { recordKind, recordId }), ...(confidential ? { confidential } : {}) };
  return (
    <div className={`${styles.upload} no-print`}>
      <FileDrop
        maxBytes={maxBytes}
        uploads={uploads}
        onFiles={(files) =>
          send(files, (file, ...how) => upload(addFile, { id: accountId, name: file.name, ...more }, file, ...how))
        }
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
    </div>
  );
}
