import { Button, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import styles from './DropArea.module.css';
import { useWords } from './words.ts';

/** A link or token to be passed on: shown whole, copied by one button. */
export function CopyField({ value, label }: { value: string; label: string }) {
  const t = useWords('kit');
  const { copy, copied } = useClipboard({ timeout: 2000 });
  return (
    <div className={styles.copy}>
      <TextInput readOnly aria-label={label} value={value} onFocus={(event) => event.currentTarget.select()} />
      <Button
        variant="default"
        leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => copy(value)}
      >
        <span aria-live="polite">{copied ? t('action.copied') : t('action.copy')}</span>
      </Button>
    </div>
  );
}
