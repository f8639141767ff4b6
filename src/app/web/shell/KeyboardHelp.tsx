import { Modal } from '@mantine/core';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { menu } from '../routes.ts';
import type { Session } from '../session.ts';
import styles from './KeyboardHelp.module.css';

function Keys({ keys, label }: { keys: string[]; label: string }) {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{label}</dd>
    </>
  );
}

/** All shortcuts on one card. */
export default function KeyboardHelp({ session, onClose }: { session: Session; onClose: () => void }) {
  const t = useWords('shell');
  useFocusBack(true);
  const open = menu.filter((one) => one.key && (one.permission === undefined || session.can.includes(one.permission)));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('keys.title')}
      size={640}
      closeButtonProps={{ 'aria-label': t('kit:action.close') }}
    >
      <div className={styles.columns}>
        <section>
          <h3>{t('keys.everywhere')}</h3>
          <dl>
            <Keys keys={['Ctrl', 'K']} label={t('keys.search')} />
            <Keys keys={['?']} label={t('keys.title')} />
            <Keys keys={['[']} label={t('nav.collapse')} />
            {session.can.includes('tasks.edit') ? <Keys keys={['t']} label={t('keys.task')} /> : null}
            <Keys keys={['Esc']} label={t('keys.close')} />
          </dl>
          <h3>{t('keys.lists')}</h3>
          <dl>
            <Keys keys={['/']} label={t('keys.filter')} />
            <Keys keys={['j', 'k']} label={t('keys.move')} />
            <Keys keys={['Enter']} label={t('keys.open')} />
            <Keys keys={['x']} label={t('keys.select')} />
          </dl>
        </section>
        <section>
          <h3>{t('keys.go')}</h3>
          <dl>
            {open.map((one) => (
              <Keys key={one.path} keys={['g', one.key ?? '']} label={t(one.label)} />
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}
