import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import styles from './DropArea.module.css';
import { useWords } from './words.ts';

interface Props {
  onFiles: (files: File[]) => void;
  /** `.csv,.xlsx,.xml,.zip`: what the file chooser offers; dropped files of other kinds are passed on too, the server judges. */
  accept?: string;
  title: string;
  /** What may be dropped, and what belongs together. */
  hint?: ReactNode;
  busy?: boolean;
  /** One line instead of a large box. */
  small?: boolean;
}

/** Files by drag and drop or by the button; several at once. */
export function DropArea({ onFiles, accept, title, hint, busy, small }: Props) {
  const t = useWords('kit');
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0 && !busy) onFiles(files);
  };
  const drag = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(on);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard
    <div
      className={styles.area}
      data-over={over}
      data-small={small}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        take(event.dataTransfer.files);
      }}
    >
      <IconFileUpload size={small ? 18 : 26} stroke={1.4} aria-hidden="true" />
      <div className={styles.words}>
        <strong>{title}</strong>
        {hint === undefined ? null : <span className="dim">{hint}</span>}
      </div>
      <Button variant="default" loading={busy} onClick={() => field.current?.click()}>
        {t('drop.choose')}
      </Button>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        accept={accept}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
