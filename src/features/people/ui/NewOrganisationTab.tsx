import { useState } from 'react';
import { CURRENCIES } from '../../../pure/currencies.ts';
import { ChoiceField, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { createOrganisation } from '../contract.ts';
import styles from './People.module.css';

/** A short name from a name: small Latin letters, digits and hyphens. */
const slugOf = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63);

/** Makes an organisation on this installation and goes to work in it; for operators. */
export default function NewOrganisationTab() {
  const t = useWords('people');
  const reader = useReader();
  const [name, setName] = useState('');
  const [slug, setSlug] = useState<string | null>(null);
  const [baseCurrency, setCurrency] = useState(reader.currency);
  const [timezone, setTimezone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');
  const [language, setLanguage] = useState<'en' | 'ru'>(reader.language);
  const act = useAct(createOrganisation, { quiet: true, touches: [], onDone: () => location.assign('/') });
  const names = new Intl.DisplayNames(reader.locale, { type: 'currency' });
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', timezone])].filter(Boolean).sort();
  return (
    <div className={styles.narrow}>
      <p className="dim">{t('newOrganisation.lead')}</p>
      <Form
        onSubmit={() => act.mutate({ name: name.trim(), slug: slug ?? slugOf(name), baseCurrency, timezone, language })}
        error={act.error}
        busy={act.isPending}
        button={t('newOrganisation.create')}
      >
        <TextField
          name="name"
          label={t('newOrganisation.name')}
          value={name}
          onChange={setName}
          required
          maxLength={200}
        />
        <TextField
          name="slug"
          label={t('newOrganisation.slug')}
          value={slug ?? slugOf(name)}
          onChange={setSlug}
          hint={t('newOrganisation.slugHint')}
          required
          maxLength={63}
        />
        <FieldRow>
          <PickField
            name="baseCurrency"
            label={t('newOrganisation.baseCurrency')}
            value={baseCurrency}
            onChange={setCurrency}
            options={CURRENCIES.map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }))}
            required
          />
          <PickField
            name="timezone"
            label={t('newOrganisation.timezone')}
            value={timezone}
            onChange={setTimezone}
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
            required
          />
        </FieldRow>
        <ChoiceField
          name="language"
          label={t('newOrganisation.language')}
          value={language}
          onChange={(value) => setLanguage(value === 'ru' ? 'ru' : 'en')}
          options={[
            { value: 'en', label: 'English' },
            { value: 'ru', label: 'Русский' },
          ]}
        />
      </Form>
    </div>
  );
}
