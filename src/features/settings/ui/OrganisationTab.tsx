import type { OutputOf } from '../../../pure/operation.ts';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { ChoiceField, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getSettings, saveSettings } from '../contract.ts';
import { currencyOptions, languageOptions, monthOptions, timezoneOptions } from './options.ts';
import styles from './Settings.module.css';

type Settings = OutputOf<typeof getSettings>;

function SettingsForm({ settings }: { settings: Settings }) {
  const t = useWords('settings');
  const { locale } = useReader();
  const { name, baseCurrency, timezone, fiscalYearStart, language } = settings;
  const form = useRecordDraft({ name, baseCurrency, timezone, fiscalYearStart, language }, settings.version);
  const { draft, set } = form;
  const act = useAct(saveSettings, {
    quiet: true,
    done: t('organisation.saved'),
    onDone: (_output, { version: _version, ...sent }) => form.saved({ ...draft, ...sent }),
  });
  const closed = !settings.can.manage;
  const held = settings.baseCurrencyHeld;
  const why = {
    ledger: t('organisation.heldByLedger'),
    rates: t('organisation.heldByRates'),
    free: t('organisation.baseCurrencyHint'),
  }[held ?? 'free'];
  const shown = (field: string, value: string) =>
    ({ fiscalYearStart: monthOptions(locale), language: languageOptions })[field]?.find((one) => one.value === value)
      ?.label ?? value;
  return (
    <div className={styles.narrow}>
      {closed ? <p className="dim">{t('organisation.readOnly')}</p> : null}
      <Form
        onSubmit={() => act.mutate({ ...draft, version: form.version })}
        error={act.error}
        busy={act.isPending}
        button={closed ? undefined : t('kit:action.save')}
        clashes={
          <Clashes
            clashes={form.clashes}
            onSettle={form.settle}
            label={(field) => t(`organisation.${field}`)}
            show={(field, value) => shown(field, String(value))}
          />
        }
      >
        <TextField
          name="name"
          label={t('organisation.name')}
          value={draft.name}
          onChange={(name) => set({ name })}
          required
          disabled={closed}
          maxLength={200}
          hint={t('organisation.slugHint', { slug: settings.slug })}
        />
        {closed || held !== null ? (
          <TextField
            name="baseCurrency"
            label={t('organisation.baseCurrency')}
            value={draft.baseCurrency}
            onChange={() => undefined}
            disabled
            hint={why}
          />
        ) : (
          <PickField
            name="baseCurrency"
            label={t('organisation.baseCurrency')}
            value={draft.baseCurrency}
            onChange={(baseCurrency) => set({ baseCurrency })}
            options={currencyOptions(locale)}
            hint={why}
            required
          />
        )}
        {closed ? (
          <TextField
            name="timezone"
            label={t('organisation.timezone')}
            value={draft.timezone}
            onChange={() => undefined}
            disabled
            hint={t('organisation.timezoneHint')}
          />
        ) : (
          <PickField
            name="timezone"
            label={t('organisation.timezone')}
            value={draft.timezone}
            onChange={(timezone) => set({ timezone })}
            options={timezoneOptions(settings.timezone)}
            hint={t('organisation.timezoneHint')}
            required
          />
        )}
        <FieldRow>
          <ChoiceField
            name="fiscalYearStart"
            label={t('organisation.fiscalYearStart')}
            value={String(draft.fiscalYearStart)}
            onChange={(month) => set({ fiscalYearStart: Number(month) })}
            options={monthOptions(locale)}
            disabled={closed}
            hint={t('organisation.fiscalYearStartHint')}
          />
          <ChoiceField
            name="language"
            label={t('organisation.language')}
            value={draft.language}
            onChange={(language) => set({ language: language as Settings['language'] })}
            options={languageOptions}
            hint={t('organisation.languageHint')}
            disabled={closed}
          />
        </FieldRow>
      </Form>
    </div>
  );
}

/** Name, base currency, time zone, fiscal year and language of the organisation. */
export default function OrganisationTab() {
  const settings = useCall(getSettings, {});
  if (settings.isPending) return <LoadingState lines={8} />;
  if (settings.data === undefined) return <ErrorState error={settings.error} retry={() => void settings.refetch()} />;
  return <SettingsForm settings={settings.data} />;
}
