import { Select } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useFieldProblem, useTouch } from './Form.tsx';
import { useWords } from './words.ts';

export interface PickProps {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string }[];
  /** Asks the server for other options; called when typing has paused. */
  onSearch?: (words: string) => void;
  hint?: string;
  required?: boolean;
  placeholder?: string;
}

/** What `PickField` draws once its script is here. */
export default function PickList({ options, onSearch, onChange, value, hint, ...rest }: PickProps) {
  const t = useWords('kit');
  const error = useFieldProblem(rest.name);
  const touch = useTouch();
  const search = useDebouncedCallback((words: string) => onSearch?.(words), 200);
  return (
    <Select
      {...rest}
      description={hint}
      error={error}
      searchable
      clearable={!rest.required}
      data={[...options]}
      filter={onSearch === undefined ? undefined : ({ options: all }) => all}
      onSearchChange={search}
      nothingFoundMessage={t('table.nothing')}
      value={value === '' ? null : value}
      wrapperProps={{ 'data-field': rest.name }}
      onChange={(next) => {
        touch(rest.name);
        onChange(next ?? '');
      }}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
    />
  );
}
