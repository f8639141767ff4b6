import { Button, Progress } from '@mantine/core';
import { DropArea } from '../../../ui-kit/DropArea.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';
import styles from './Files.module.css';
import type { Upload } from './use-uploads.ts';

const ENDINGS =
  '.pdf,.png,.jpg,.jpeg,.gif,.webp,.svg,.docx,.xlsx,.pptx,.odt,.ods,.txt,.md,.log,.csv,.tsv,.html,.htm,.eml,.zip';

interface Props {
  maxBytes: number;
  uploads: readonly Upload[];
  onFiles: (files: readonly File[]) => void;
}

/** Where files are dropped. */
export function FileDrop({ maxBytes, uploads, onFiles }: Props) {
  const t = useWords('files');
  const format = useFormats();
  return (
    <>
      <DropArea
        small
        title={t('drop.title')}
        hint={t('drop.hint', { most: format.bytes(maxBytes) })}
        accept={ENDINGS}
        onFiles={onFiles}
      />
      <Uploads uploads={uploads} />
    </>
  );
}

/** The files on their way, and those that did not come in, with the reason. */
function Uploads({ uploads }: { uploads: readonly Upload[] }) {
  const t = useWords('files');
  const format = useFormats();
  if (uploads.length === 0) return null;
  return (
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
  );
}
