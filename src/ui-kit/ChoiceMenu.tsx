import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './FilterBar.module.css';
import { MenuLine, Popup } from './Popup.tsx';

interface Props<V extends string> {
  /** What is chosen, for those who hear the button. */
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode; aside?: ReactNode }[];
  icon?: ReactNode;
  /** Said on the button in place of the value. */
  shown?: ReactNode;
  /** Below the options: where more come from. */
  more?: (close: () => void) => ReactNode;
  width?: number;
}

/** One of many behind a button that says which: currency, view. */
export function ChoiceMenu<V extends string>(props: Props<V>) {
  const { label, value, onChange, options, icon, shown, more, width = 260 } = props;
  return (
    <Popup
      label={label}
      kind="menu"
      width={width}
      opener={(opener) => (
        <button type="button" className={styles.field} title={label} {...opener}>
          {icon}
          <span className="hidden-text">{label}: </span>
          <span>{shown ?? options.find((one) => one.value === value)?.label ?? value}</span>
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      )}
    >
      {(close) => (
        <>
          <div className={styles.presets}>
            {options.map((option) => (
              <MenuLine
                key={option.value}
                aside={
                  <>
                    {option.aside === undefined ? null : <small className="dim">{option.aside}</small>}
                    {option.value === value ? <IconCheck size={14} /> : null}
                  </>
                }
                onClick={() => {
                  onChange(option.value);
                  close();
                }}
              >
                {option.label}
              </MenuLine>
            ))}
          </div>
          {more?.(close)}
        </>
      )}
    </Popup>
  );
}
