import { type ReactNode, useId } from 'react';
import styles from './SegmentedChoice.module.css';

interface Props<V extends string> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode; disabled?: boolean; title?: string }[];
  /** Shows the label before the choice; otherwise it is only read out. */
  labelled?: boolean;
}

/** One of two to five, all in view: basis, level, theme. Arrow keys move. */
export function SegmentedChoice<V extends string>({ label, value, onChange, options, labelled }: Props<V>) {
  const name = useId();
  return (
    <fieldset className={styles.choice} aria-label={label}>
      {labelled ? <span className={styles.label}>{label}</span> : null}
      <span className={styles.track}>
        {options.map((option) => (
          <label key={option.value} className={styles.option} title={option.title} data-disabled={option.disabled}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
