import { ActionIcon, Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconChevronDown, IconSearch, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './FilterBar.module.css';
import { Popup } from './Popup.tsx';
import { useWords } from './words.ts';

export interface FilterOption {
  value: string;
  label: string;
  /** How many rows it leaves. */
  count?: number;
}

export interface FilterField {
  /** Name of the field in `value`; a list of values when `many`. */
  key: string;
  label: string;
  options: readonly FilterOption[];
  many?: boolean;
  /** Used less: stands behind the button “Filters”, which says how many of these are on. */
  less?: boolean;
  /** Of `many`: what is chosen in words, and what stands in the popup, where it is no list of options. */
  said?: (chosen: readonly string[]) => string;
  draw?: (chosen: readonly string[], change: (chosen: string[]) => void, close: () => void) => ReactNode;
}

export type FilterValue = Record<string, string | number | boolean | readonly string[]>;

interface Props {
  /** The state of `useUrlState`; fields that are not listed stay as they are. */
  value: FilterValue;
  onChange: (change: Record<string, never>) => void;
  /** Name of the free-text field, usually `q`. `/` puts the cursor there. */
  search?: { key: string; placeholder: string };
  fields?: readonly FilterField[];
  /** How many rows are left, in words, at the end. */
  count?: ReactNode;
  /** More choices between search and fields. */
  children?: ReactNode;
}

const chosenOf = (value: FilterValue, field: FilterField): readonly string[] => {
  const one = value[field.key];
  return Array.isArray(one) ? one : one === undefined || one === '' ? [] : [String(one)];
};

/** Search and filters of a list, kept in the address by `useUrlState`. */
export function FilterBar({ value, onChange, search, fields = [], count, children }: Props) {
  const t = useWords('kit');
  const change = (part: FilterValue) => onChange(part as Record<string, never>);
  const [often, less] = [fields.filter((field) => !field.less), fields.filter((field) => field.less)];
  const used = fields.filter((field) => chosenOf(value, field).length > 0);
  const filtered = used.length > 0 || (search !== undefined && Boolean(value[search.key]));
  return (
    <search className={styles.bar}>
      {search === undefined ? null : (
        <SearchField
          value={String(value[search.key] ?? '')}
          placeholder={search.placeholder}
          onChange={(text) => change({ [search.key]: text })}
        />
      )}
      <div className={styles.fields}>
        {children}
        {often.map((field) => (
          <FieldButton key={field.key} field={field} chosen={chosenOf(value, field)} onChange={change} />
        ))}
        {less.length === 0 ? null : <LessButton fields={less} value={value} onChange={change} />}
        {filtered ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            onClick={() =>
              change({
                ...Object.fromEntries(fields.map((field) => [field.key, field.many ? [] : ''])),
                ...(search === undefined ? {} : { [search.key]: '' }),
              })
            }
          >
            {t('filter.clear')}
          </Button>
        ) : null}
      </div>
      {count === undefined ? null : (
        <span className={styles.count} role="status">
          {count}
        </span>
      )}
    </search>
  );
}

/** The free-text field; tells its value when typing has paused. */
export function SearchField(props: { value: string; placeholder: string; onChange: (text: string) => void }) {
  const t = useWords('kit');
  const [text, setText] = useState(props.value);
  const sent = useRef(props.value);
  const latest = useRef(props.onChange);
  latest.current = props.onChange;
  useEffect(() => {
    if (props.value !== sent.current) {
      sent.current = props.value;
      setText(props.value);
    }
  }, [props.value]);
  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      latest.current(sent.current);
    }, 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextInput
      className={styles.search}
      data-filter-search
      type="text"
      role="searchbox"
      aria-label={props.placeholder}
      placeholder={props.placeholder}
      leftSection={<IconSearch size={15} stroke={1.7} />}
      rightSection={
        text === '' ? null : (
          <ActionIcon size={24} aria-label={t('action.clear')} onClick={() => setText('')}>
            <IconX size={14} />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && (text === '' ? event.currentTarget.blur() : setText(''))}
    />
  );
}

/** The filters that are used less, behind one button that says how many of them are on. */
function LessButton({
  fields,
  value,
  onChange,
}: { fields: readonly FilterField[] } & Pick<Props, 'value' | 'onChange'>) {
  const t = useWords('kit');
  const on = fields.filter((field) => chosenOf(value, field).length > 0).length;
  return (
    <Popup
      label={t('filter.all')}
      width={290}
      opener={(props) => (
        <button type="button" className={styles.field} data-used={on > 0} {...props}>
          <IconAdjustmentsHorizontal size={14} aria-hidden="true" />
          {t('filter.all')}
          {on === 0 ? null : <b className="num">{t('filter.on', { count: on })}</b>}
        </button>
      )}
    >
      {() => (
        <div className={styles.less}>
          {fields.map((field) => (
            <FieldButton
              key={field.key}
              field={field}
              chosen={chosenOf(value, field)}
              onChange={(part) => onChange(part as Record<string, never>)}
            />
          ))}
        </div>
      )}
    </Popup>
  );
}

interface FieldProps {
  field: FilterField;
  chosen: readonly string[];
  onChange: (part: FilterValue) => void;
}

/** One filter: a button that says what is chosen, and the options behind it. */
function FieldButton({ field, chosen, onChange }: FieldProps) {
  const t = useWords('kit');
  const [words, setWords] = useState('');
  const names = field.options.filter((option) => chosen.includes(option.value)).map((option) => option.label);
  const said =
    field.said?.(chosen) ?? (names.length > 2 ? t('filter.several', { count: names.length }) : names.join(', '));
  const fit = field.options.filter((option) => option.label.toLowerCase().includes(words.toLowerCase()));
  const toggle = (value: string) =>
    onChange({ [field.key]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] });
  return (
    <Popup
      label={field.label}
      width={250}
      opener={(props) => (
        <button type="button" className={styles.field} data-used={chosen.length > 0} {...props}>
          {field.label}
          {said === '' ? null : <b>{said}</b>}
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      )}
    >
      {(close) =>
        field.draw?.(chosen, (next) => onChange({ [field.key]: next }), close) ?? (
          <div className={styles.options}>
            {field.options.length > 8 ? (
              <TextInput
                aria-label={t('filter.find')}
                placeholder={t('filter.find')}
                value={words}
                onChange={(event) => setWords(event.currentTarget.value)}
                data-autofocus
              />
            ) : null}
            {fit.map((option) => {
              const label = (
                <span key="label" className={styles.option}>
                  {option.label}
                  {option.count === undefined ? null : <span className="dim num">{option.count}</span>}
                </span>
              );
              return field.many ? (
                <Checkbox
                  key={option.value}
                  label={label}
                  checked={chosen.includes(option.value)}
                  onChange={() => toggle(option.value)}
                />
              ) : (
                <Radio
                  key={option.value}
                  size="xs"
                  label={label}
                  checked={chosen.includes(option.value)}
                  onChange={() => undefined}
                  onClick={() => {
                    onChange({ [field.key]: chosen.includes(option.value) ? '' : option.value });
                    close();
                  }}
                />
              );
            })}
            {fit.length === 0 ? <span className="dim">{t('table.nothing')}</span> : null}
          </div>
        )
      }
    </Popup>
  );
}
