import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Item } from '../contract.ts';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

interface Props {
  label: string;
  value: Item[];
  onChange: (value: Item[]) => void;
}

const blank = (): Item => ({ id: crypto.randomUUID().slice(0, 8), text: '', done: false });

/** The lines of a checklist; Enter begins the next one. */
export function ChecklistField({ label, value, onChange }: Props) {
  const { t } = useTaskWords();
  const box = useRef<HTMLFieldSetElement>(null);
  const add = (after: number) => {
    onChange([...value.slice(0, after + 1), blank(), ...value.slice(after + 1)]);
    requestAnimationFrame(() => box.current?.querySelectorAll('input')[after + 1]?.focus());
  };
  return (
    <fieldset ref={box} className={styles.items}>
      <legend>{label}</legend>
      {value.map((item, at) => (
        <div key={item.id} className={styles.line}>
          <TextInput
            aria-label={t('checklist.line', { number: at + 1 })}
            maxLength={500}
            value={item.text}
            onChange={(event) => {
              const text = event.currentTarget.value;
              onChange(value.map((one) => (one.id === item.id ? { ...one, text } : one)));
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add(at);
            }}
          />
          <ActionIcon
            aria-label={t('checklist.remove', { number: at + 1 })}
            onClick={() => onChange(value.filter((one) => one.id !== item.id))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button variant="default" size="compact-xs" onClick={() => add(value.length - 1)}>
          {t('checklist.add')}
        </Button>
      </div>
    </fieldset>
  );
}
