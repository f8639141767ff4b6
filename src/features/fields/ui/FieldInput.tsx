import { Checkbox, Input } from '@mantine/core';
import { ChoiceField, LongTextField, TextField, useFieldProblem, useTouch } from '../../../ui-kit/Form.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import type { Field } from '../contract.ts';
import styles from './Fields.module.css';

interface Props {
  field: Field;
  name: string;
  label?: string;
  value: string;
  onChange: (value: string) => void;
}

/** Asks for the value of a field, as its type wants it. */
export function FieldInput({ field, name, label, value, onChange }: Props) {
  const t = useWords('fields');
  const { type, help, isRequired, isConfidential } = field;
  const hint = [help, isConfidential ? t('confidential') : ''].filter(Boolean).join(' · ') || undefined;
  const common = { name, label: label ?? field.label, hint, required: isRequired, value, onChange };
  const chosen = value === '' ? [] : value.split(',');
  const choices = field.choices.filter(({ id, isRetired }) => !isRetired || chosen.includes(id));
  switch (type) {
    case 'number':
      return <TextField {...common} numeric />;
    case 'money':
      return <TextField {...common} numeric unit={field.currency} />;
    case 'date':
      return <TextField {...common} type="date" />;
    case 'link':
      return <TextField {...common} placeholder="https://" maxLength={2000} />;
    case 'choice':
      return (
        <ChoiceField
          {...common}
          none={t('form.noChoice')}
          options={choices.map(({ id, label: words }) => ({ value: id, label: words }))}
        />
      );
    case 'choices':
      return <Choices {...common} choices={choices} chosen={chosen} />;
    case 'person':
      return <Person {...common} />;
    default:
      return <LongTextField {...common} rows={1} maxLength={2000} />;
  }
}

interface CommonProps {
  name: string;
  label: string;
  hint?: string;
  required: boolean;
  value: string;
  onChange: (value: string) => void;
}

function Person(props: CommonProps) {
  const members = useCall(listMembers, {}).data?.members ?? [];
  return <PickField {...props} options={members.map(({ id, name }) => ({ value: id, label: name }))} />;
}

function Choices(props: CommonProps & { choices: Field['choices']; chosen: string[] }) {
  const { name, label, hint, required, onChange, choices, chosen } = props;
  const error = useFieldProblem(name);
  const touch = useTouch();
  return (
    <Input.Wrapper
      label={label}
      description={hint}
      error={error}
      required={required}
      labelElement="div"
      data-field={name}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: the wrapper draws the legend, hint and error of a fieldset */}
      <div className={styles.choices} role="group" aria-label={label}>
        {choices.map((choice) => (
          <Checkbox
            key={choice.id}
            size="xs"
            label={choice.label}
            checked={chosen.includes(choice.id)}
            onChange={(event) => {
              touch(name);
              const others = chosen.filter((one) => one !== choice.id);
              onChange((event.currentTarget.checked ? [...others, choice.id] : others).join(','));
            }}
          />
        ))}
      </div>
    </Input.Wrapper>
  );
}
