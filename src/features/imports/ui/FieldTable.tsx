import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useOwnFields } from '../../fields/ui/public.tsx';
import type { FieldSpec } from '../rules-fields.ts';
import { KIND_SPECS, OWN } from '../rules-kinds.ts';
import { type Checked, isNeeded, put, samplesOf, shownFields } from './mapping-checks.ts';
import cards from './Tables.module.css';
import type { Kind, TableMapping, TableView } from './types.ts';
import { useImportWords } from './use-import-words.ts';

interface Props {
  table: TableView;
  mapping: TableMapping;
  problems: Checked;
  open: boolean;
  onChange: (mapping: TableMapping) => void;
}

/** Field by field: the column it stands in with values from it, or one value for all rows; below, columns that nothing uses. */
export function FieldTable({ table, mapping, problems, open, onChange }: Props) {
  const { t, field } = useImportWords();
  const own = useOwnFields('account').filter(({ isConfidential }) => !isConfidential);
  const wordOf = (of: string | null, name: string) =>
    own.find(({ key }) => OWN + key === name)?.label ?? field(of, name);
  const [added, setAdded] = useState<readonly string[]>([]);
  const kind = mapping.kind as Kind;
  const specs: readonly FieldSpec[] = [
    ...KIND_SPECS[kind].fields,
    ...(kind === 'customers'
      ? own.map(({ key, help }) => ({ name: OWN + key, type: 'text' as const, help, bags: [] }))
      : []),
  ];
  const shown = new Set([
    ...shownFields(mapping, problems.needs).map(({ name }) => name),
    ...[...Object.keys(mapping.fields), ...Object.keys(mapping.constants)].filter((name) => name.startsWith(OWN)),
  ]);
  const rows = specs.filter((field) => shown.has(field.name) || added.includes(field.name));
  const rest = specs.filter((field) => !rows.includes(field));
  const used = new Set(Object.values(mapping.fields));
  const unused = table.headers.filter((header) => !used.has(header));
  const setColumn = (name: string, header: string) =>
    onChange({ ...mapping, fields: put(mapping.fields, name, header === '' ? undefined : header) });
  const choices = rest.map((field) => ({ value: field.name, label: wordOf(kind, field.name) }));
  return (
    <>
      <table className={cards.fields}>
        <thead>
          <tr>
            <th scope="col">{t('columns.field')}</th>
            <th scope="col">{t('columns.column')}</th>
            <th scope="col">{t('columns.samples')}</th>
            <th scope="col">{t('columns.constant')}</th>
            <th scope="col">
              <span className="hidden-text">{t('columns.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((field) => (
            <FieldRow
              key={field.name}
              field={field}
              label={wordOf(kind, field.name)}
              table={table}
              mapping={mapping}
              problems={problems}
              open={open}
              onColumn={(header) => setColumn(field.name, header)}
              onChange={onChange}
              onRemove={() => {
                setAdded(added.filter((name) => name !== field.name));
                onChange({
                  ...mapping,
                  fields: put(mapping.fields, field.name, undefined),
                  constants: put(mapping.constants, field.name, undefined),
                });
              }}
            />
          ))}
        </tbody>
      </table>
      {open && choices.length > 0 ? (
        <NativeSelect
          className={cards.add}
          size="xs"
          aria-label={t('columns.add')}
          value=""
          onChange={(event) => setAdded([...added, event.currentTarget.value])}
          data={[{ value: '', label: t('columns.add') }, ...choices]}
        />
      ) : null}
      {unused.length === 0 ? null : (
        <details className={cards.unused}>
          <summary>{t('columns.unused', { count: unused.length })}</summary>
          <ul>
            {unused.map((header) => (
              <li key={header}>
                <strong>{header}</strong>
                <span className={cards.samples}>{samplesOf(table, header).join(' · ') || t('columns.empty')}</span>
                {open ? (
                  <NativeSelect
                    size="xs"
                    aria-label={t('columns.useAs', { header })}
                    value=""
                    onChange={(event) => setColumn(event.currentTarget.value, header)}
                    data={[
                      { value: '', label: t('columns.notUsed') },
                      ...specs
                        .filter((field) => mapping.fields[field.name] === undefined)
                        .map((field) => ({ value: field.name, label: wordOf(kind, field.name) })),
                    ]}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface RowProps extends Props {
  field: FieldSpec;
  label: string;
  onColumn: (header: string) => void;
  onRemove: () => void;
}

function FieldRow({ field, label, table, mapping, problems, open, onColumn, onChange, onRemove }: RowProps) {
  const { t } = useImportWords();
  const { name } = field;
  const header = mapping.fields[name];
  const wrong = problems.wrong.get(name);
  const lacking = problems.needs.some((alternatives) => (alternatives[0] ?? '').split('+').includes(name));
  const samples = samplesOf(table, header);
  const constant = mapping.constants[name];
  const error =
    wrong === 'currency'
      ? t('columns.wrongCurrency')
      : wrong === 'day'
        ? t('columns.wrongDay')
        : wrong === 'column'
          ? t('columns.wrongColumn')
          : undefined;
  return (
    <tr data-bad={lacking || wrong !== undefined || undefined}>
      <th scope="row">
        {label}
        {isNeeded(mapping, name) ? (
          <span className={cards.needed} title={t('columns.needed')}>
            {' *'}
            <span className="hidden-text">{t('columns.needed')}</span>
          </span>
        ) : null}
      </th>
      <td data-title={t('columns.column')}>
        {open ? (
          <NativeSelect
            size="xs"
            aria-label={t('columns.columnOf', { field: label })}
            value={header ?? ''}
            error={lacking && constant === undefined ? t('columns.lacking') : wrong === 'column' ? error : undefined}
            onChange={(event) => onColumn(event.currentTarget.value)}
            data={[
              { value: '', label: t('columns.noColumn') },
              ...(header !== undefined && !table.headers.includes(header) ? [{ value: header, label: header }] : []),
              ...table.headers.map((each) => ({ value: each, label: each })),
            ]}
          />
        ) : (
          (header ?? <span className="dim">{t('columns.noColumn')}</span>)
        )}
      </td>
      <td className={cards.samples} data-title={t('columns.samples')}>
        {header === undefined ? null : samples.length > 0 ? samples.join(' · ') : t('columns.empty')}
      </td>
      <td data-title={t('columns.constant')} data-spare={(header !== undefined && constant === undefined) || undefined}>
        {open ? (
          <TextInput
            size="xs"
            type={field.type === 'date' ? 'date' : 'text'}
            aria-label={t('columns.constantOf', { field: label })}
            placeholder="–"
            className={cards.quiet}
            maxLength={field.type === 'currency' ? 3 : 200}
            error={wrong === 'currency' || wrong === 'day' ? error : undefined}
            value={constant ?? ''}
            onChange={(event) => {
              const text = event.currentTarget.value;
              const value = field.type === 'currency' ? text.toUpperCase() : text;
              onChange({ ...mapping, constants: put(mapping.constants, name, value === '' ? undefined : value) });
            }}
          />
        ) : (
          constant
        )}
      </td>
      <td>
        {open ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('columns.removeOf', { field: label })}
            onClick={onRemove}
          >
            <IconX size={14} />
          </ActionIcon>
        ) : null}
      </td>
    </tr>
  );
}
