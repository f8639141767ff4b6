import { Button, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../../ui-kit/words.ts';
import type { Field } from '../contract.ts';
import styles from './Fields.module.css';
import { typed, valueIn } from './field-draft.ts';

interface Props {
  field: Field;
  /** `from:5`, `to:9`, `has:words`, `set:no`. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  onClose: () => void;
}

/** A filter by words, or from one value to another; or whether there is any. */
export default function RangeFilter({ field, chosen, onChange, onClose }: Props) {
  const t = useWords('fields');
  const said = (op: string) => chosen.find((one) => one.startsWith(`${op}:`))?.slice(op.length + 1) ?? '';
  const [texts, setTexts] = useState({ has: said('has'), from: said('from'), to: said('to') });
  const isText = field.type === 'text' || field.type === 'link';
  const plain = (text: string) => (isText ? text.trim() : typed(valueIn(field, text.trim())));
  const submit = () => {
    const ops = isText ? (['has'] as const) : (['from', 'to'] as const);
    onChange(ops.flatMap((op) => (texts[op].trim() === '' ? [] : [`${op}:${plain(texts[op])}`])));
    onClose();
  };
  const input = (op: 'has' | 'from' | 'to', label: string) => (
    <TextInput
      label={label}
      type={field.type === 'date' ? 'date' : 'text'}
      inputMode={isText || field.type === 'date' ? undefined : 'decimal'}
      rightSection={field.currency}
      rightSectionWidth={field.currency === null ? undefined : 46}
      value={texts[op]}
      onChange={(event) => setTexts({ ...texts, [op]: event.currentTarget.value })}
    />
  );
  const pick = (value: string) => () => {
    onChange(chosen.includes(value) ? [] : [value]);
    onClose();
  };
  return (
    <form
      className={styles.range}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {isText ? input('has', t('filter.has')) : null}
      {isText ? null : (
        <div className={styles.pair}>
          {input('from', t('filter.from'))}
          {input('to', t('filter.to'))}
        </div>
      )}
      <div>
        <Button type="submit" size="compact-sm">
          {t('filter.apply')}
        </Button>
      </div>
      {(['set:yes', 'set:no'] as const).map((value) => (
        <Radio
          key={value}
          size="xs"
          label={t(value === 'set:yes' ? 'filter.filled' : 'filter.empty')}
          checked={chosen.includes(value)}
          onChange={() => undefined}
          onClick={pick(value)}
        />
      ))}
    </form>
  );
}
