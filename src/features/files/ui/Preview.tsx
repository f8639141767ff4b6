import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { fileUrl } from '../../../ui-kit/call.ts';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type AccountFile, previewFile } from '../contract.ts';
import { PICTURES } from '../contract-words.ts';
import styles from './Files.module.css';

const PdfView = lazy(() => import('./PdfView.tsx'));

/** A picture or a PDF as it looks. A confidential one is shown when that is wanted: it is kept who looked. */
export function Preview({ file, number }: { file: AccountFile; number: number }) {
  const t = useWords('files');
  const [wanted, setWanted] = useState(file.kept === null);
  const [broken, setBroken] = useState(false);
  const isPicture = (PICTURES as readonly string[]).includes(file.kind);
  if (!isPicture && file.kind !== 'pdf') return null;
  if (!wanted) {
    return (
      <div className={styles.closed}>
        <span className="dim">{t('preview.kept')}</span>
        <Button variant="default" size="compact-sm" onClick={() => setWanted(true)}>
          {t('preview.open')}
        </Button>
      </div>
    );
  }
  const url = fileUrl(previewFile, { id: file.id, number });
  if (broken) return <p role="alert">{t('preview.failed')}</p>;
  if (isPicture) return <img className={styles.picture} src={url} alt={file.name} onError={() => setBroken(true)} />;
  return (
    <Suspense fallback={<LoadingState lines={10} />}>
      <PdfView url={url} name={file.name} onFail={() => setBroken(true)} />
    </Suspense>
  );
}
