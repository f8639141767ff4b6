import { MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFieldProblem } from '../../../ui-kit/Form.tsx';
import { useWords } from '../../../ui-kit/words.ts';

export interface Colleague {
  id: string;
  name: string;
}

export interface PickProps {
  /** The field of the operation's input. */
  name: string;
  label: string;
  hint?: ReactNode;
  /** Said by the page in place of the server's words. */
  problem?: string;
  value: readonly string[];
  colleagues: readonly Colleague[];
  placeholder?: string;
  onChange: (value: string[]) => void;
}

/** What `PeoplePick` draws once its script is there. */
export default function PeopleList({
  name,
  label,
  hint,
  problem,
  value,
  colleagues,
  placeholder,
  onChange,
}: PickProps) {
  const t = useWords('secrets');
  const found = useFieldProblem(name);
  const gone = value.filter((id) => !colleagues.some((one) => one.id === id));
  return (
    <MultiSelect
      label={label}
      description={hint}
      error={problem ?? found}
      searchable
      hidePickedOptions
      placeholder={value.length === 0 ? placeholder : undefined}
      nothingFoundMessage={t('kit:table.nothing')}
      data={[
        ...colleagues.map((one) => ({ value: one.id, label: one.name })),
        ...gone.map((id) => ({ value: id, label: t('someone') })),
      ]}
      value={[...value]}
      onChange={onChange}
    />
  );
}
