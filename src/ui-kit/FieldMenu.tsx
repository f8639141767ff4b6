import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './FilterBar.module.css';
import { Popup } from './Popup.tsx';

interface Props {
  /** What is chosen here; heard before the value. */
  label: string;
  /** What is chosen. */
  shown: ReactNode;
  icon?: ReactNode;
  /** Something else than usual is chosen. */
  used?: boolean;
  width?: number;
  /** Lines of the menu: `MenuLine`. */
  children: (close: () => void) => ReactNode;
}

/** A menu behind a button that looks like a filter and says what is chosen. */
export function FieldMenu({ label, shown, icon, used, width = 260, children }: Props) {
  return (
    <Popup
      label={label}
      kind="menu"
      width={width}
      opener={(opener) => (
        <button type="button" className={styles.field} title={label} data-used={used} {...opener}>
          {icon}
          <span className="hidden-text">{label}: </span>
          <span>{shown}</span>
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      )}
    >
      {children}
    </Popup>
  );
}
