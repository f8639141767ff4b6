import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { ChoiceField, FieldGroup, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type AddressKind, addAddress, type OpenSpan, saveAddress } from '../contract.ts';
import type { Address } from './AddressesPanel.tsx';
import { optionsOf, useAccountWords } from './use-account-words.ts';
import { useWeekdays } from './use-weekdays.ts';

const TEXTS = ['name', 'street', 'postalCode', 'city', 'region', 'country', 'timezone', 'note'] as const;
type TextName = (typeof TEXTS)[number];
/** One field for each day: `09:00-18:00, 20:00-02:00`. */
type Draft = Record<TextName | 'kind' | `day${number}`, string>;

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

const draftOf = (address: Address | null): Draft => ({
  ...(Object.fromEntries(TEXTS.map((name) => [name, address?.[name] ?? ''])) as Record<TextName, string>),
  kind: address?.kind ?? 'delivery',
  ...Object.fromEntries(
    DAYS.map((day) => [
      `day${day}`,
      (address?.hours ?? [])
        .filter((span) => span.day === day)
        .map(({ from, to }) => `${from}-${to}`)
        .join(', '),
    ]),
  ),
});

const clock = (text: string): string => text.replace(/^(\d):/, '0$1:');

/** The spans that people typed; what is no span goes to the server as it is, which says so. */
function hoursOf(draft: Draft): OpenSpan[] {
  return DAYS.flatMap((day) =>
    (draft[`day${day}`] ?? '')
      .split(/[,;]/)
      .map((part) => part.replaceAll(/\s/g, ''))
      .filter((part) => part !== '')
      .map((part) => {
        const [from = '', to = ''] = part.split(/[-–—]/);
        return { day, from: clock(from), to: clock(to) };
      }),
  );
}

/** An address with its opening hours. */
export default function AddressForm({
  accountId,
  address,
  onClose,
}: {
  accountId: string;
  address: Address | null;
  onClose: () => void;
}) {
  const t = useWords('accounts');
  const { addresses: kinds } = useAccountWords();
  const weekdays = useWeekdays('long');
  const { draft, version, set, clashes, settle } = useRecordDraft(draftOf(address), address?.version ?? 1);
  const done = { quiet: true, done: t('addresses.saved'), onDone: onClose };
  const add = useAct(addAddress, done);
  const save = useAct(saveAddress, done);
  const labels: Record<string, string> = {
    kind: t('addresses.kind'),
    name: t('addresses.name'),
    street: t('addresses.street'),
    postalCode: t('field.postalCode'),
    city: t('field.city'),
    region: t('field.region'),
    country: t('field.country'),
    timezone: t('addresses.timezone'),
    note: t('addresses.note'),
    ...Object.fromEntries(DAYS.map((day) => [`day${day}`, weekdays[day - 1]!])),
  };
  const field = (name: keyof Draft) => ({
    name,
    label: labels[name] ?? name,
    value: draft[name] ?? '',
    onChange: (value: string) => set({ [name]: value }),
  });
  const submit = () => {
    const { name, street, postalCode, city, region, country, note } = draft;
    const fields = {
      ...{ id: accountId, kind: draft.kind as AddressKind, name, street, postalCode, city, region, country, note },
      timezone: draft.timezone.trim() || null,
      hours: hoursOf(draft),
    };
    if (address) save.mutate({ ...fields, addressId: address.id, version });
    else add.mutate(fields);
  };
  const wrong = (add.error ?? save.error)?.problems.find(({ field: where }) => where.startsWith('hours'));
  return (
    <Form
      button={t('kit:action.save')}
      busy={add.isPending || save.isPending}
      error={add.error ?? save.error}
      onCancel={onClose}
      onSubmit={submit}
      clashes={
        <Clashes
          clashes={clashes}
          onSettle={settle}
          label={(name) => labels[name] ?? name}
          show={(name, value) => (name === 'kind' ? kinds[value as AddressKind] : String(value))}
        />
      }
    >
      <FieldRow>
        <ChoiceField {...field('kind')} options={optionsOf(kinds)} />
        <TextField {...field('name')} maxLength={200} />
      </FieldRow>
      <TextField {...field('street')} maxLength={500} />
      <FieldRow>
        <TextField {...field('postalCode')} maxLength={30} />
        <TextField {...field('city')} maxLength={200} />
      </FieldRow>
      <FieldRow>
        <TextField {...field('region')} maxLength={200} />
        <TextField {...field('country')} maxLength={100} />
      </FieldRow>
      <FieldGroup title={t('addresses.hours')} hint={t('addresses.hoursHint')}>
        {wrong ? <p role="alert">{t('addresses.hoursWrong')}</p> : null}
        <TextField {...field('timezone')} placeholder="Europe/Berlin" maxLength={64} />
        {DAYS.map((day) => (
          <TextField key={day} {...field(`day${day}`)} placeholder="08:00-12:00, 13:00-17:00" maxLength={100} />
        ))}
      </FieldGroup>
      <TextField {...field('note')} maxLength={1000} />
    </Form>
  );
}
