import { Checkbox, NativeSelect } from '@mantine/core';
import { fieldOf } from '../rules-kinds.ts';
import { MARKS, markOfWords } from '../rules-marks.ts';
import { put, valuesOf } from './mapping-checks.ts';
import cards from './Tables.module.css';
import type { Kind, TableMapping, TableView } from './types.ts';
import { useImportWords } from './use-import-words.ts';
import { usePeriodColumns } from './use-period-columns.ts';

interface Props {
  table: TableView;
  mapping: TableMapping;
  open: boolean;
  onChange: (mapping: TableMapping) => void;
}

const CHOICES = {
  amount: ['net', 'gross'],
  discount: ['percent', 'fraction', 'amount', 'auto'],
  payments: ['positive', 'negative', 'auto'],
  series: ['sale', 'credit', 'order'],
  rate: ['ofCurrency', 'ofBase'],
} as const;

/** How the values are meant where the columns alone do not say it, in words. */
export function MeaningFields({ table, mapping, open, onChange }: Props) {
  const { t } = useImportWords();
  const kind = mapping.kind as Kind;
  const namedByPeriod = usePeriodColumns(table.headers, kind);
  const has = (name: string) => mapping.fields[name] !== undefined || mapping.constants[name] !== undefined;
  const set = (name: string, value: unknown) =>
    onChange({ ...mapping, options: put(mapping.options, name, value === '' ? undefined : value) });
  const isLines = fieldOf(kind, 'quantity') !== undefined;
  const choice = (name: keyof typeof CHOICES, usual: string) => (
    <NativeSelect
      key={name}
      size="xs"
      label={t(`meaning.${name}`)}
      disabled={!open}
      value={String(mapping.options[name] ?? '')}
      onChange={(event) => set(name, event.currentTarget.value)}
      data={[
        { value: '', label: t('meaning.usual', { what: t(`meaning.${name}Of.${usual}`) }) },
        ...CHOICES[name].map((value) => ({ value, label: t(`meaning.${name}Of.${value}`) })),
      ]}
    />
  );
  const parts = [
    has('amount') && fieldOf(kind, 'gross') ? choice('amount', isLines ? 'net' : 'gross') : null,
    has('discount') ? choice('discount', 'auto') : null,
    kind === 'transactions' ? choice('payments', 'auto') : null,
    fieldOf(kind, 'mark') && kind !== 'payments' && kind !== 'transactions'
      ? choice(
          'series',
          kind === 'orders' || kind === 'order_lines' ? 'order' : kind === 'credit_notes' ? 'credit' : 'sale',
        )
      : null,
    kind === 'rates' ? choice('rate', 'ofCurrency') : null,
  ].filter((part) => part !== null);
  const yearly = fieldOf(kind, 'date') !== undefined && has('number');
  const periods = (kind === 'targets' || kind === 'flat_sales') && (mapping.options.wide === true || namedByPeriod);
  const wide = kind === 'rates' || periods;
  const continued = mapping.options.continued === true;
  const prefixes = Object.entries((mapping.options.prefixes ?? {}) as Record<string, string>);
  if (parts.length === 0 && !yearly && !wide && !continued && !has('mark')) return null;
  return (
    <div className={cards.meaning}>
      <h3>{t('meaning.title')}</h3>
      {parts.length > 0 ? <div className={cards.meaningFields}>{parts}</div> : null}
      {yearly ? (
        <Checkbox
          size="xs"
          label={t('meaning.yearly')}
          disabled={!open}
          checked={mapping.options.numbers === 'yearly'}
          onChange={(event) => set('numbers', event.currentTarget.checked ? 'yearly' : '')}
        />
      ) : null}
      {wide ? (
        <Checkbox
          size="xs"
          label={t(periods ? 'meaning.periods' : 'meaning.wide')}
          disabled={!open}
          checked={mapping.options.wide === true}
          onChange={(event) => set('wide', event.currentTarget.checked ? true : '')}
        />
      ) : null}
      {continued ? (
        <Checkbox
          size="xs"
          label={t('meaning.continued')}
          disabled={!open}
          checked={continued}
          onChange={() => set('continued', '')}
        />
      ) : null}
      {prefixes.map(([prefix, mark]) => (
        <p key={prefix} className="dim">
          {t('meaning.prefix', { prefix, mark: t(`mark.${mark}`) })}
        </p>
      ))}
      {has('mark') ? <Marks table={table} mapping={mapping} open={open} onChange={onChange} /> : null}
    </div>
  );
}

/** What the values of the marking column stand for. */
function Marks({ table, mapping, open, onChange }: Props) {
  const { t } = useImportWords();
  const marks = (mapping.options.marks ?? {}) as Record<string, string>;
  const found = valuesOf(table, mapping.fields.mark, 12);
  const values = [...found, ...Object.keys(marks).filter((code) => !found.some((each) => each.toLowerCase() === code))];
  if (values.length === 0) return null;
  return (
    <div className={cards.meaningFields}>
      {values.map((value) => {
        const usual = markOfWords(value);
        return (
          <NativeSelect
            key={value}
            size="xs"
            label={t('meaning.mark', { value })}
            disabled={!open}
            value={marks[value.toLowerCase()] ?? ''}
            onChange={(event) => {
              const next = put(marks, value.toLowerCase(), event.currentTarget.value || undefined);
              onChange({
                ...mapping,
                options: put(mapping.options, 'marks', Object.keys(next).length > 0 ? next : undefined),
              });
            }}
            data={[
              {
                value: '',
                label: usual === null ? t('mark.unknown') : t('meaning.usual', { what: t(`mark.${usual}`) }),
              },
              ...MARKS.map((mark) => ({ value: mark, label: t(`mark.${mark}`) })),
            ]}
          />
        );
      })}
    </div>
  );
}
