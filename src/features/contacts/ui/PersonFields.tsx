import { Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { ChoiceField, FieldGroup, FieldRow, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { LANGUAGES } from '../contract.ts';
import styles from './Contacts.module.css';
import { latinShown, type PersonDraft } from './person-draft.ts';
import { ReachFields } from './ReachFields.tsx';
import { optionsOf, useContactWords } from './use-contact-words.ts';

interface Props {
  draft: PersonDraft;
  set: (part: Partial<PersonDraft>) => void;
}

/** The fields of a person. */
export function PersonFields({ draft, set }: Props) {
  const t = useWords('contacts');
  const { locale } = useReader();
  const { phones, emails, messengers, ways, bases } = useContactWords();
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, at) => ({
    value: String(at + 1),
    label: month.format(new Date(Date.UTC(2026, at, 1))),
  }));
  const text = (name: keyof PersonDraft & string) => ({
    name,
    value: draft[name] as string,
    onChange: (value: string) => set({ [name]: value }),
  });
  return (
    <>
      <FieldRow>
        <TextField
          label={t('field.name')}
          hint={t('form.nameHint')}
          required
          autoFocus
          maxLength={200}
          {...text('name')}
        />
        <TextField
          name="latinName"
          label={t('field.latinName')}
          hint={t('form.latinHint')}
          maxLength={200}
          value={latinShown(draft)}
          onChange={(latinName) => set({ latinName })}
        />
      </FieldRow>
      <TextField
        label={t('field.salutation')}
        hint={t('form.salutationHint')}
        maxLength={200}
        {...text('salutation')}
      />
      <ReachFields
        {...{ name: 'phones', title: t('field.phones'), one: t('field.phone'), add: t('form.addPhone'), type: 'tel' }}
        labels={phones}
        value={draft.phones}
        onChange={(value) => set({ phones: value })}
      />
      <ReachFields
        {...{ name: 'emails', title: t('field.emails'), one: t('field.email'), add: t('form.addEmail'), type: 'email' }}
        labels={emails}
        value={draft.emails}
        onChange={(value) => set({ emails: value })}
      />
      <ReachFields
        name="messengers"
        title={t('field.messengers')}
        one={t('field.messenger')}
        add={t('form.addMessenger')}
        type="text"
        labels={messengers}
        value={draft.messengers}
        onChange={(value) => set({ messengers: value })}
      />
      <Languages value={draft.languages} onChange={(languages) => set({ languages })} />
      <FieldRow>
        <ChoiceField
          label={t('field.preferredChannel')}
          options={optionsOf(ways)}
          none={t('none.preferredChannel')}
          {...text('preferredChannel')}
        />
        <PickField
          label={t('field.timezone')}
          options={Intl.supportedValuesOf('timeZone').map((zone) => ({
            value: zone,
            label: zone.replaceAll('_', ' '),
          }))}
          {...text('timezone')}
        />
      </FieldRow>
      <FieldGroup title={t('field.birthday')}>
        <FieldRow>
          <TextField label={t('form.day')} numeric maxLength={2} {...text('day')} />
          <ChoiceField label={t('form.month')} options={months} none="–" {...text('month')} />
          <TextField label={t('form.year')} hint={t('form.yearHint')} numeric maxLength={4} {...text('year')} />
        </FieldRow>
      </FieldGroup>
      <LongTextField label={t('field.dos')} rows={2} maxLength={5000} {...text('dos')} />
      <LongTextField label={t('field.donts')} rows={2} maxLength={5000} {...text('donts')} />
      <FieldGroup title={t('field.consent')} hint={t('form.consentHint')}>
        <ChoiceField
          label={t('field.consentBasis')}
          options={optionsOf(bases)}
          none={t('none.consent')}
          {...text('consentBasis')}
        />
        <FieldRow>
          <TextField label={t('field.consentGivenOn')} type="date" {...text('consentGivenOn')} />
          <TextField label={t('field.consentWithdrawnOn')} type="date" {...text('consentWithdrawnOn')} />
        </FieldRow>
        <TextField label={t('field.consentNote')} maxLength={2000} {...text('consentNote')} />
      </FieldGroup>
    </>
  );
}

/** Languages, best first. */
function Languages({ value, onChange }: { value: readonly string[]; onChange: (value: string[]) => void }) {
  const t = useWords('contacts');
  const { language } = useContactWords();
  const free = LANGUAGES.filter((tag) => !value.includes(tag)).map((tag) => ({ value: tag, label: language(tag) }));
  return (
    <fieldset className={styles.fields}>
      <legend>{t('field.languages')}</legend>
      {value.length === 0 ? null : (
        <div className={styles.chips}>
          {value.map((tag) => (
            <Button
              key={tag}
              variant="default"
              size="compact-xs"
              rightSection={<IconX size={12} />}
              aria-label={t('form.removeLanguage', { language: language(tag) })}
              onClick={() => onChange(value.filter((one) => one !== tag))}
            >
              {language(tag)}
            </Button>
          ))}
        </div>
      )}
      <NativeSelect
        aria-label={t('form.addLanguage')}
        data={[{ value: '', label: t('form.addLanguage') }, ...free]}
        value=""
        onChange={(event) => event.currentTarget.value && onChange([...value, event.currentTarget.value])}
      />
    </fieldset>
  );
}
