import { type ReactNode, Suspense } from 'react';
import styles from './EditCell.module.css';
import { Popup } from './Popup.tsx';
import { LoadingState } from './States.tsx';
import { useWords } from './words.ts';

interface Props {
  /** What of the record it is. */
  label: string;
  /** The value as the list shows it. */
  shown: ReactNode;
  /** What changes it: `CellForm` in a component that loads when the cell is first opened. */
  children: (close: () => void) => ReactNode;
}

/** A value in a list that is changed where it stands. */
export function EditCell({ label, shown, children }: Props) {
  const t = useWords('kit');
  return (
    <Popup
      label={t('cell.edit', { field: label })}
      width={280}
      opener={(props) => (
        <button type="button" className={styles.cell} title={t('cell.edit', { field: label })} {...props}>
          {shown}
        </button>
      )}
    >
      {(close) => (
        <div className={styles.box}>
          <Suspense fallback={<LoadingState lines={2} />}>{children(close)}</Suspense>
        </div>
      )}
    </Popup>
  );
}
