import { Button, TextInput } from '@mantine/core';
import { IconCalendar, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './FilterBar.module.css';
import { useFormats } from './format.ts';
import { MenuLine, Popup, PopupRule } from './Popup.tsx';
import { type Period, type Preset, presetPeriod } from './period-presets.ts';
import { useReader } from './reader.tsx';
import { useWords } from './words.ts';

interface Props {
  /** Both empty: the last twelve full months. Keep it in the address: `useUrlState({ from: '', to: '' })`. */
  value: Period;
  onChange: (period: Period) => void;
  /** The period that the answer is about, as the server says; shown on the button. */
  shown?: { from: string; to: string };
  /** Newest document day of the ledger; presets count from it. Default: today. */
  newest?: string;
  presets?: readonly Preset[];
  /** What two empty days mean. Default: the last twelve full months. */
  none?: Preset;
}

const usual: readonly Preset[] = ['last12', 'fiscalYear', 'lastFiscalYear', 'quarter', 'lastQuarter'];

/** Which period: presets, or any two days. */
export function PeriodPicker({ value, onChange, shown, newest, presets = usual, none = 'last12' }: Props) {
  const t = useWords('kit');
  const format = useFormats();
  const { fiscalYearStart } = useReader();
  const [custom, setCustom] = useState<Period>(value);
  const last = newest ?? new Date().toISOString().slice(0, 10);
  const names: Record<Preset, string> = {
    last12: t('period.last12'),
    fiscalYear: t('period.fiscalYear'),
    lastFiscalYear: t('period.lastFiscalYear'),
    quarter: t('period.quarter'),
    lastQuarter: t('period.lastQuarter'),
    all: t('period.all'),
  };
  const periods = presets.map((preset) => ({
    preset,
    period: preset === none ? { from: '', to: '' } : presetPeriod(preset, last, fiscalYearStart),
  }));
  const now = periods.find(({ period }) => period.from === value.from && period.to === value.to);
  const days = shown ?? (value.from === '' ? undefined : value);
  const ready = custom.from !== '' && custom.to !== '' && custom.from <= custom.to;
  return (
    <Popup
      kind="dialog"
      label={t('period.title')}
      width={336}
      opener={(props) => (
        <button type="button" className={styles.field} {...props}>
          <IconCalendar size={15} stroke={1.6} aria-hidden="true" />
          {now === undefined ? null : names[now.preset]}
          {days === undefined ? null : (
            <span className={now === undefined ? 'num' : 'num dim'}>{format.period(days.from, days.to)}</span>
          )}
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      )}
    >
      {(close) => (
        <>
          <div className={styles.presets}>
            {periods.map(({ preset, period }) => (
              <MenuLine
                key={preset}
                aside={now?.preset === preset ? <IconCheck size={14} /> : null}
                onClick={() => {
                  onChange(period);
                  close();
                }}
              >
                {names[preset]}
              </MenuLine>
            ))}
          </div>
          <PopupRule />
          <form
            className={styles.custom}
            onSubmit={(event) => {
              event.preventDefault();
              if (!ready) return;
              onChange(custom);
              close();
            }}
          >
            <TextInput
              type="date"
              label={t('period.from')}
              value={custom.from}
              onChange={(event) => setCustom({ ...custom, from: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t('period.to')}
              value={custom.to}
              min={custom.from}
              onChange={(event) => setCustom({ ...custom, to: event.currentTarget.value })}
            />
            <Button type="submit" variant="default" disabled={!ready}>
              {t('action.apply')}
            </Button>
          </form>
        </>
      )}
    </Popup>
  );
}
