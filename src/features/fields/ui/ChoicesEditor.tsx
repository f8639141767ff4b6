import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { IconArrowUp, IconX } from '@tabler/icons-react';
import { FieldGroup, useFieldProblem } from '../../../ui-kit/Form.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { Choice } from '../contract.ts';
import { keyOf } from './definition-draft.ts';
import styles from './Fields.module.css';

interface Props {
  value: Choice[];
  /** Those that are saved: they are retired, not taken out. */
  before: readonly Choice[];
  onChange: (value: Choice[]) => void;
}

/** The choices of a field: labels, order, retired or not. */
export function ChoicesEditor({ value, before, onChange }: Props) {
  const t = useWords('fields');
  const error = useFieldProblem('choices');
  const put = (at: number, choice: Choice) => onChange(value.map((one, index) => (index === at ? choice : one)));
  const isSaved = (id: string) => before.some((choice) => choice.id === id);
  const add = () => {
    let count = value.length + 1;
    while (value.some(({ id }) => id === `c${count}`)) count++;
    onChange([...value, { id: `c${count}`, labels: {}, isRetired: false }]);
  };
  return (
    <FieldGroup title={t('edit.choices')}>
      {value.map((choice, at) => {
        const name = choice.labels.en ?? choice.labels.ru ?? choice.id;
        const label = (language: 'en' | 'ru', words: string) => (
          <TextInput
            size="xs"
            aria-label={t(language === 'en' ? 'edit.choiceEn' : 'edit.choiceRu', { number: at + 1 })}
            placeholder={t(language === 'en' ? 'edit.labelEn' : 'edit.labelRu')}
            value={words}
            maxLength={100}
            onChange={(event) => {
              const labels = { ...choice.labels, [language]: event.currentTarget.value };
              const taken = (id: string) => value.some((one, index) => index !== at && one.id === id);
              const proposed = keyOf(labels.en || labels.ru || '');
              const follows = !isSaved(choice.id) && proposed !== '' && !taken(proposed);
              put(at, { ...choice, labels, id: follows ? proposed : choice.id });
            }}
          />
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the id follows the label while it is typed
          <div key={at} className={styles.choice}>
            {label('en', choice.labels.en ?? '')}
            {label('ru', choice.labels.ru ?? '')}
            <Checkbox
              size="xs"
              label={t('edit.retired')}
              aria-label={t('edit.retire', { name })}
              checked={choice.isRetired}
              onChange={(event) => put(at, { ...choice, isRetired: event.currentTarget.checked })}
            />
            <span className={styles.acts}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('tab.up', { name })}
                disabled={at === 0}
                onClick={() => onChange([...value.slice(0, at - 1), choice, value[at - 1]!, ...value.slice(at + 1)])}
              >
                <IconArrowUp size={14} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('edit.removeChoice', { name })}
                disabled={isSaved(choice.id)}
                onClick={() => onChange(value.filter((_one, index) => index !== at))}
              >
                <IconX size={14} />
              </ActionIcon>
            </span>
          </div>
        );
      })}
      {error ? (
        <p role="alert" style={{ color: 'var(--bad)' }}>
          {error}
        </p>
      ) : null}
      <div>
        <Button variant="default" size="compact-sm" onClick={add}>
          {t('edit.addChoice')}
        </Button>
      </div>
    </FieldGroup>
  );
}
