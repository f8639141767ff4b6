import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Imports.module.css';

interface Props {
  number: number;
  title: string;
  /** Beside the title: how much. */
  note?: ReactNode;
  actions?: ReactNode;
  /** Nothing is left to do here. */
  done?: boolean;
  children?: ReactNode;
}

/** One step of the import, numbered; ticked when nothing is left to do. */
export function Step({ number, title, note, actions, done, children }: Props) {
  return (
    <section className={styles.step} data-done={done || undefined}>
      <div className={styles.mark} aria-hidden="true">
        {done ? <IconCheck size={13} stroke={2.6} /> : number}
      </div>
      <div className={styles.stepHead}>
        <h2>{title}</h2>
        {note === undefined ? null : <span className="dim">{note}</span>}
        {actions === undefined ? null : <div className={styles.stepActs}>{actions}</div>}
      </div>
      <div className={styles.stepBody}>{children}</div>
    </section>
  );
}
