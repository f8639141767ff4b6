import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { PickField } from '../../../ui-kit/PickField.tsx';
import styles from './Tasks.module.css';

interface Props {
  name: string;
  label: string;
  placeholder: string;
  /** Words of the button that takes somebody off. */
  remove: (name: string) => string;
  members: readonly { id: string; name: string }[];
  value: string[];
  onChange: (value: string[]) => void;
}

/** Some people, added by typing and taken off one by one. */
export function PeopleField({ name, label, placeholder, remove, members, value, onChange }: Props) {
  const nameOf = (id: string) => members.find((one) => one.id === id)?.name ?? '…';
  return (
    <div className={styles.items}>
      <PickField
        name={name}
        label={label}
        value=""
        onChange={(id) => (id === '' ? undefined : onChange([...value, id]))}
        options={members.filter((one) => !value.includes(one.id)).map((one) => ({ value: one.id, label: one.name }))}
        placeholder={placeholder}
      />
      {value.map((id) => (
        <div key={id} className={styles.line}>
          <span>{nameOf(id)}</span>
          <ActionIcon aria-label={remove(nameOf(id))} onClick={() => onChange(value.filter((one) => one !== id))}>
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
    </div>
  );
}
