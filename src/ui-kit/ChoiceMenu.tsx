import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { FieldMenu } from './FieldMenu.tsx';
import { MenuLine } from './Popup.tsx';

interface Props<V extends string> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode; aside?: ReactNode }[];
  icon?: ReactNode;
  /** Said on the button in place of the option's label. */
  shown?: ReactNode;
  /** Below the options: where more come from. */
  more?: ReactNode;
}

/** One of many behind a button that says which: a currency. */
export function ChoiceMenu<V extends string>({ label, value, onChange, options, icon, shown, more }: Props<V>) {
  const chosen = options.find((one) => one.value === value)?.label ?? value;
  return (
    <FieldMenu label={label} icon={icon} shown={shown ?? chosen}>
      {(close) => (
        <>
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
          {more}
        </>
      )}
    </FieldMenu>
  );
}
