import type { ReactNode } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { CheckField, ChoiceField, FieldRow, Form } from '../../../ui-kit/Form.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type getNoticeWishes, saveNoticeHours } from '../contract.ts';

type Hours = OutputOf<typeof getNoticeWishes>['hours'];

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Every half hour, and what is set otherwise. */
const times = (now: number | null) =>
  [...new Set([...Array.from({ length: 48 }, (_, half) => half * 30), ...(now === null ? [] : [now])])]
    .sort((a, b) => a - b)
    .map((minute) => ({ value: String(minute), label: clock(minute) }));

/** When mail may come: the digest, the quiet time, the zone. */
export function HoursForm({ hours, zone, children }: { hours: Hours; zone: string; children: ReactNode }) {
  const t = useWords('notices');
  const { locale } = useReader();
  const { version, ...said } = hours;
  const form = useRecordDraft(said, version);
  const { draft, set } = form;
  const act = useAct(saveNoticeHours, {
    quiet: true,
    done: t('wishes.saved'),
    onDone: (_output, { version: _version, ...sent }) => form.saved({ ...draft, ...sent }),
  });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const none = { value: '', label: t('hours.none') };
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), ...(draft.timezone ? [draft.timezone] : [])])];
  const minuteOf = (value: string) => (value === '' ? null : Number(value));
  return (
    <section>
      <h2>{t('hours.title')}</h2>
      <Form
        onSubmit={() => act.mutate({ ...draft, version: form.version })}
        error={act.error}
        busy={act.isPending}
        button={t('kit:action.save')}
        aside={children}
        clashes={
          <Clashes
            clashes={form.clashes}
            onSettle={form.settle}
            label={(field) => t(`hours.${field}`)}
            show={(field, value) =>
              /From|Until|Minute/.test(field) && value !== null ? clock(Number(value)) : String(value)
            }
          />
        }
      >
        <FieldRow>
          <ChoiceField
            name="digest"
            label={t('hours.digest')}
            value={draft.digest}
            onChange={(digest) => set({ digest: digest as Hours['digest'] })}
            options={(['daily', 'weekly', 'off'] as const).map((value) => ({ value, label: t(`hours.${value}`) }))}
          />
          {draft.digest === 'weekly' ? (
            <ChoiceField
              name="digestWeekday"
              label={t('hours.weekday')}
              value={String(draft.digestWeekday)}
              onChange={(day) => set({ digestWeekday: Number(day) })}
              options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
                value: String(day),
                label: weekday.format(Date.UTC(2024, 0, day)),
              }))}
            />
          ) : null}
          <ChoiceField
            name="digestMinute"
            label={t('hours.minute')}
            value={String(draft.digestMinute)}
            onChange={(minute) => set({ digestMinute: Number(minute) })}
            options={times(draft.digestMinute)}
          />
        </FieldRow>
        <FieldRow>
          <ChoiceField
            name="quietFrom"
            label={t('hours.quietFrom')}
            value={String(draft.quietFrom ?? '')}
            onChange={(value) =>
              set({ quietFrom: minuteOf(value), quietUntil: value === '' ? null : (draft.quietUntil ?? 480) })
            }
            options={[none, ...times(draft.quietFrom)]}
            hint={t('hours.quietHint')}
          />
          {draft.quietFrom === null ? null : (
            <ChoiceField
              name="quietUntil"
              label={t('hours.quietUntil')}
              value={String(draft.quietUntil ?? '')}
              onChange={(value) => set({ quietUntil: minuteOf(value) })}
              options={times(draft.quietUntil)}
            />
          )}
        </FieldRow>
        <CheckField
          name="quietWeekends"
          label={t('hours.weekends')}
          value={draft.quietWeekends}
          onChange={(quietWeekends) => set({ quietWeekends })}
        />
        <CheckField
          name="quietAbsent"
          label={t('hours.absent')}
          value={draft.quietAbsent}
          onChange={(quietAbsent) => set({ quietAbsent })}
        />
        <ChoiceField
          name="timezone"
          label={t('hours.timezone')}
          value={draft.timezone ?? ''}
          onChange={(value) => set({ timezone: value === '' ? null : value })}
          options={[
            { value: '', label: t('hours.ofOrganisation', { zone }) },
            ...zones.map((value) => ({ value, label: value })),
          ]}
        />
      </Form>
    </section>
  );
}
