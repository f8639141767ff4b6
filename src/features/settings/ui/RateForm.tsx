import { useState } from 'react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { saveRate } from '../contract.ts';
import type { Rate } from './CurrenciesTab.tsx';
import { currencyOptions } from './options.ts';
import { rateProblems } from './rate-problems.ts';

interface Props {
  /** The rate that is changed; left out: a new one. */
  rate?: Rate;
  onDone: () => void;
}

/** One exchange rate by hand. */
export function RateForm({ rate, onDone }: Props) {
  const t = useWords('settings');
  const { locale, currency: base } = useReader();
  const [currency, setCurrency] = useState(rate?.currency ?? '');
  const [validFrom, setFrom] = useState(rate?.validFrom ?? new Date().toISOString().slice(0, 10));
  const form = useRecordDraft({ rate: rate?.rate ?? '' }, rate?.version ?? 0);
  const text = form.draft.rate;
  const act = useAct(saveRate, { quiet: true, done: t('currencies.saved'), onDone });
  return (
    <Form
      onSubmit={() =>
        act.mutate({ currency, validFrom, rate: text.trim().replace(',', '.'), version: rate && form.version })
      }
      error={rateProblems(act.error, t)}
      busy={act.isPending}
      button={t('kit:action.save')}
      onCancel={onDone}
      clashes={<Clashes clashes={form.clashes} onSettle={form.settle} label={() => t('currencies.rate')} />}
    >
      {rate ? null : (
        <PickField
          name="currency"
          label={t('currencies.currency')}
          value={currency}
          onChange={setCurrency}
          options={currencyOptions(locale).filter(({ value }) => value !== base)}
          required
        />
      )}
      <FieldRow>
        {rate ? null : (
          <TextField
            name="validFrom"
            type="date"
            label={t('currencies.from')}
            value={validFrom}
            onChange={setFrom}
            hint={t('currencies.fromHint')}
            required
          />
        )}
        <TextField
          name="rate"
          label={t('currencies.rate')}
          value={text}
          onChange={(value) => form.set({ rate: value })}
          hint={t('currencies.rateHint', { base })}
          unit={base}
          numeric
          required
          autoFocus={rate !== undefined}
        />
      </FieldRow>
    </Form>
  );
}
