import { useState } from 'react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { ChoiceField, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type Source, saveYear, type Year } from '../contract.ts';
import { optionsOf, useDossierWords } from './use-dossier-words.ts';

type Name = 'currency' | 'revenue' | 'profit' | 'employees' | 'source' | 'knownAsOf';

/** A number as people type it, as the API takes it; null: nothing was typed. */
const numberOf = (text: string): string | null => text.replaceAll(/[\s\u00a0]/g, '').replace(',', '.') || null;

/** The figures of one business year. */
export default function YearForm({
  accountId,
  year,
  onClose,
}: {
  accountId: string;
  year: Year | null;
  onClose: () => void;
}) {
  const t = useWords('dossiers');
  const { sources } = useDossierWords();
  const { currency } = useReader();
  const format = useFormats();
  const [number, setNumber] = useState(String(year?.year ?? Number(format.today().slice(0, 4)) - 1));
  const { draft, version, set, clashes, settle } = useRecordDraft<Record<Name, string>>(
    {
      currency: year?.currency ?? currency,
      revenue: year?.revenue?.amount ?? '',
      profit: year?.profit?.amount ?? '',
      employees: year?.employees?.toString() ?? '',
      source: year?.source ?? 'report',
      knownAsOf: year?.knownAsOf ?? format.today(),
    },
    year?.version ?? 0,
  );
  const save = useAct(saveYear, { quiet: true, done: t('saved'), onDone: onClose });
  const labels: Record<Name, string> = {
    currency: t('years.currency'),
    revenue: t('years.revenue'),
    profit: t('years.profit'),
    employees: t('years.employees'),
    source: t('field.source'),
    knownAsOf: t('field.knownAsOf'),
  };
  const field = (name: Name) => ({
    name,
    label: labels[name],
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  const employees = numberOf(draft.employees);
  return (
    <Form
      button={t('kit:action.save')}
      busy={save.isPending}
      error={save.error}
      onCancel={onClose}
      onSubmit={() =>
        save.mutate({
          id: accountId,
          year: Number(number),
          version,
          currency: draft.currency.trim().toUpperCase(),
          revenue: numberOf(draft.revenue),
          profit: numberOf(draft.profit),
          employees: employees === null ? null : Number(employees),
          source: draft.source as Source,
          knownAsOf: draft.knownAsOf,
        })
      }
      clashes={
        <Clashes
          clashes={clashes}
          onSettle={settle}
          label={(name) => labels[name as Name]}
          show={(name, value) => (name === 'source' ? sources[value as Source] : String(value))}
        />
      }
    >
      <FieldRow>
        <TextField
          name="year"
          label={t('years.year')}
          value={number}
          onChange={setNumber}
          numeric
          required
          disabled={year !== null}
          maxLength={4}
        />
        <TextField {...field('currency')} required maxLength={3} />
      </FieldRow>
      <FieldRow>
        <TextField {...field('revenue')} numeric />
        <TextField {...field('profit')} numeric />
      </FieldRow>
      <FieldRow>
        <TextField {...field('employees')} numeric />
        <ChoiceField {...field('source')} options={optionsOf(sources)} />
      </FieldRow>
      <TextField {...field('knownAsOf')} type="date" required />
    </Form>
  );
}
