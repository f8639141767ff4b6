import { Checkbox } from '@mantine/core';
import { ChoiceField, FieldRow, TextField } from '../../../ui-kit/Form.tsx';
import type { Repeat } from '../contract.ts';
import { weekdayOf } from '../rules-repeat.ts';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

interface Props {
  value: Repeat | null;
  /** The deadline, from which it counts. */
  first: string;
  onChange: (value: Repeat | null) => void;
}

/** How a task comes again, and until when. */
export function RepeatFields({ value, first, onChange }: Props) {
  const { t, weekdays } = useTaskWords();
  const set = (part: Partial<Repeat>) => value && onChange({ ...value, ...part });
  const whole = (text: string) => Math.max(1, Math.min(99, Number.parseInt(text, 10) || 1));
  const days = value?.weekdays ?? [weekdayOf(first)];
  const end = value?.until !== undefined ? 'until' : value?.count !== undefined ? 'count' : '';
  const monthDay = value?.monthDay === -1 ? 'last' : 'day';
  return (
    <>
      <FieldRow>
        <ChoiceField
          name="repeat"
          label={t('field.repeat')}
          hint={value ? t('repeat.hint') : undefined}
          none={t('repeat.never')}
          value={value?.unit ?? ''}
          onChange={(unit) => onChange(unit === '' ? null : { unit: unit as Repeat['unit'], every: value?.every ?? 1 })}
          options={[
            { value: 'day', label: t('repeat.daily') },
            { value: 'week', label: t('repeat.weekly') },
            { value: 'month', label: t('repeat.monthly') },
            { value: 'year', label: t('repeat.yearly') },
          ]}
        />
        {value ? (
          <TextField
            name="every"
            label={t('repeat.every')}
            numeric
            value={String(value.every)}
            onChange={(text) => set({ every: whole(text) })}
          />
        ) : null}
      </FieldRow>
      {value?.unit === 'week' ? (
        <fieldset className={styles.items}>
          <legend>{t('repeat.on')}</legend>
          <div className={styles.weekdays}>
            {weekdays.map((name, at) => {
              const day = at + 1;
              const next = days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort();
              return (
                <Checkbox
                  key={name}
                  label={name}
                  checked={days.includes(day)}
                  onChange={() => next.length > 0 && set({ weekdays: next })}
                />
              );
            })}
          </div>
        </fieldset>
      ) : null}
      {value?.unit === 'month' ? (
        <ChoiceField
          name="monthDay"
          label={t('repeat.on')}
          value={monthDay}
          onChange={(next) => set({ monthDay: next === 'last' ? -1 : Number(first.slice(8, 10)) })}
          options={[
            { value: 'day', label: t('repeat.onDay', { day: Number(first.slice(8, 10)) }) },
            { value: 'last', label: t('repeat.lastDay') },
          ]}
        />
      ) : null}
      {value ? (
        <FieldRow>
          <ChoiceField
            name="end"
            label={t('repeat.end')}
            none={t('repeat.noEnd')}
            value={end}
            onChange={(next) => {
              const { until: _until, count: _count, ...open } = value;
              onChange(next === 'until' ? { ...open, until: first } : next === 'count' ? { ...open, count: 10 } : open);
            }}
            options={[
              { value: 'until', label: t('repeat.endDay') },
              { value: 'count', label: t('repeat.endCount') },
            ]}
          />
          {end === 'until' ? (
            <TextField
              name="until"
              type="date"
              label={t('repeat.endDay')}
              required
              value={value.until ?? ''}
              onChange={(until) => set({ until })}
            />
          ) : null}
          {end === 'count' ? (
            <TextField
              name="count"
              label={t('repeat.endCount')}
              numeric
              value={String(value.count)}
              onChange={(text) => set({ count: whole(text) })}
            />
          ) : null}
        </FieldRow>
      ) : null}
    </>
  );
}
