import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { toasts, unsay } from './say.ts';
import styles from './Toasts.module.css';
import { useWords } from './words.ts';

/** The corner where `say()` speaks; stands once, in the application's root. */
export function Toasts() {
  const t = useWords('kit');
  const list = toasts.use();
  return (
    <section className={`${styles.corner} no-print`} data-toasts aria-live="polite" aria-label={t('toasts')}>
      {list.map((toast) => (
        <div key={toast.id} className={styles.toast} role={toast.tone === 'bad' ? 'alert' : 'status'}>
          <span className={styles.icon} data-tone={toast.tone}>
            {toast.tone === 'bad' ? <IconAlertTriangle size={16} /> : <IconCheck size={16} />}
          </span>
          <div className={styles.text}>
            {toast.title === undefined ? null : <b>{toast.title}</b>}
            {toast.text}
          </div>
          {toast.act === undefined ? null : (
            <button
              type="button"
              className={styles.act}
              onClick={() => {
                toast.act?.run();
                unsay(toast.id);
              }}
            >
              {toast.act.label}
            </button>
          )}
          <button type="button" className={styles.close} aria-label={t('action.close')} onClick={() => unsay(toast.id)}>
            <IconX size={14} />
          </button>
        </div>
      ))}
    </section>
  );
}
