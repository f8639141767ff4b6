import { ActionIcon, Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useFieldProblem } from '../../../ui-kit/Form.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { Reach } from '../contract.ts';
import styles from './Contacts.module.css';
import { optionsOf } from './use-contact-words.ts';

interface Props {
  /** The field of the input: `phones`, `emails`, `messengers`. */
  name: string;
  title: string;
  /** One of them in words, for the labels: "Phone". */
  one: string;
  add: string;
  labels: Record<string, string>;
  type: 'tel' | 'email' | 'text';
  value: readonly Reach[];
  onChange: (value: Reach[]) => void;
}

/** Several phones, mail addresses or messengers, each with a label; one of them preferred. */
export function ReachFields({ name, title, one, add, labels, type, value, onChange }: Props) {
  const t = useWords('contacts');
  const set = (at: number, part: Partial<Reach>) =>
    onChange(value.map((each, index) => (index === at ? { ...each, ...part } : each)));
  return (
    <fieldset className={styles.fields}>
      <legend>{title}</legend>
      {value.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name while they are typed
        <div key={at} className={styles.reach}>
          <NativeSelect
            aria-label={t('reach.label', { one, number: at + 1 })}
            data={optionsOf(labels)}
            value={each.label}
            onChange={(event) => set(at, { label: event.currentTarget.value })}
          />
          <ReachValue
            name={`${name}.${at}.value`}
            label={t('reach.value', { one, number: at + 1 })}
            type={type}
            value={each.value}
            onChange={(text) => set(at, { value: text })}
          />
          <Radio
            label={t('reach.preferred')}
            name={`${name}-preferred`}
            checked={each.preferred}
            onChange={() => onChange(value.map((other, index) => ({ ...other, preferred: index === at })))}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('reach.remove', { one, number: at + 1 })}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          >
            <IconX size={15} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() =>
            onChange([...value, { label: Object.keys(labels)[0]!, value: '', preferred: value.length === 0 }])
          }
        >
          {add}
        </Button>
      </div>
    </fieldset>
  );
}

interface ValueProps {
  name: string;
  label: string;
  type: Props['type'];
  value: string;
  onChange: (value: string) => void;
}

function ReachValue({ name, label, type, value, onChange }: ValueProps) {
  const error = useFieldProblem(name);
  return (
    <TextInput
      name={name}
      aria-label={label}
      type={type}
      maxLength={type === 'tel' ? 100 : 250}
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
