import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { FieldGroup, TextField } from '../../../ui-kit/Form.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import styles from './Projects.module.css';
import type { PersonLine } from './project-draft.ts';
import { useProjectWords } from './use-project-words.ts';

interface Props {
  name: string;
  title: string;
  hint: string;
  add: string;
  people: readonly { id: string; name: string }[];
  value: PersonLine[];
  onChange: (value: PersonLine[]) => void;
}

/** Some people, each with what they do: added by typing, taken off one by one. */
export function PeopleLines({ name, title, hint, add, people, value, onChange }: Props) {
  const { t } = useProjectWords();
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? '…';
  return (
    <FieldGroup title={title} hint={hint}>
      <div className={styles.lines}>
        {value.map((one) => (
          <div key={one.id} className={styles.line}>
            <span>{nameOf(one.id)}</span>
            <TextField
              name={`${name}.${one.id}`}
              label={t('form.roleOf', { name: nameOf(one.id) })}
              maxLength={200}
              value={one.role}
              onChange={(role) => onChange(value.map((each) => (each.id === one.id ? { ...each, role } : each)))}
            />
            <ActionIcon
              aria-label={t('form.remove', { name: nameOf(one.id) })}
              onClick={() => onChange(value.filter((each) => each.id !== one.id))}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        ))}
        <PickField
          name={name}
          label={add}
          value=""
          onChange={(id) => (id === '' ? undefined : onChange([...value, { id, role: '' }]))}
          options={people
            .filter((one) => !value.some((each) => each.id === one.id))
            .map((one) => ({ value: one.id, label: one.name }))}
        />
      </div>
    </FieldGroup>
  );
}
