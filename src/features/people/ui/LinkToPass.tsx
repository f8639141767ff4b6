import { Button } from '@mantine/core';
import { CopyField } from '../../../ui-kit/CopyField.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import styles from './People.module.css';

/** A link that no mail carries: to be copied and passed on. */
export function LinkToPass({ link, name, onDone }: { link: string; name: string; onDone?: () => void }) {
  const t = useWords('people');
  return (
    <div className={styles.link} role="status">
      <strong>{t('members.linkTitle')}</strong>
      <p>{t('members.linkText', { name })}</p>
      <CopyField value={link} label={t('members.linkTitle')} />
      {onDone ? (
        <div>
          <Button onClick={onDone}>{t('members.done')}</Button>
        </div>
      ) : null}
    </div>
  );
}
