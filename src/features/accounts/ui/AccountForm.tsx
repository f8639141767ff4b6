import { Suspense } from 'react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { EntryCheck } from '../../../ui-kit/entry-checks.tsx';
import { ChoiceField, FieldGroup, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { FieldsInput } from '../../fields/contract.ts';
import { draftOfFields, FieldInputs, inputOfFields, stampOf, useOwnFields } from '../../fields/ui/public.tsx';
import type { Account } from '../contract.ts';
import { optionsOf, useAccountWords } from './use-account-words.ts';

const texts = [
  'name',
  'legalName',
  'taxId',
  'category',
  'country',
  'region',
  'city',
  'postalCode',
  'address',
  'phone',
  'email',
  'web',
  'currency',
] as const;
type TextName = (typeof texts)[number];
type Name = TextName | 'languages' | 'kind' | 'channel' | 'creditLimit' | 'paymentDays';
type Draft = Record<Name, string> & Record<`field:${string}`, string>;

/** What the form says about an account, in the shape of saveAccount and createAccount. */
export type AccountInput = Partial<Record<Exclude<TextName, 'name'>, string | null>> & {
  name: string;
  kind: Account['kind'];
  channel: Account['channel'];
  creditLimit: string | null;
  paymentDays: number | null;
  languages: string[];
  fields: FieldsInput;
};

function draftOf(account: Account | null): Draft {
  const draft = Object.fromEntries(texts.map((name) => [name, account?.[name] ?? ''])) as Draft;
  return {
    ...draft,
    kind: account?.kind ?? 'entity',
    channel: account?.channel ?? '',
    languages: account?.languages.join(', ') ?? '',
    creditLimit: account?.creditLimit?.amount ?? '',
    paymentDays: account?.paymentDays?.toString() ?? '',
    ...draftOfFields(account?.fields ?? []),
  };
}

function inputOf(draft: Draft): Omit<AccountInput, 'fields'> {
  const rest = Object.fromEntries(texts.map((name) => [name, draft[name].trim() || null]));
  return {
    ...rest,
    name: draft.name.trim(),
    kind: draft.kind as Account['kind'],
    languages: [...new Set(draft.languages.split(/[\s,;]+/).filter((language) => language !== ''))],
    channel: (draft.channel || null) as Account['channel'],
    creditLimit: draft.creditLimit.trim().replace(',', '.') || null,
    paymentDays: draft.paymentDays.trim() === '' ? null : Number(draft.paymentDays),
  };
}

interface Props {
  account: Account | null;
  button: string;
  busy: boolean;
  error: unknown;
  onCancel: () => void;
  onSubmit: (input: AccountInput, version: number) => void;
  children?: React.ReactNode;
}

/** The data of an account that people may change. */
export function AccountForm({ account, button, busy, error, onCancel, onSubmit, children }: Props) {
  const t = useWords('accounts');
  const { kinds, channels } = useAccountWords();
  const { currency, can } = useReader();
  const own = useOwnFields('account');
  const stamp = account ? stampOf(account.version, account.fields) : 0;
  const { draft, set: change, clashes, settle } = useRecordDraft(draftOf(account), stamp);
  const version = account?.version ?? 0;
  const set = (name: Name) => ({
    name,
    value: draft[name],
    onChange: (value: string) => change({ [name]: value }),
  });
  const labels: Record<string, string> = {
    ...Object.fromEntries(own.map((field) => [`field:${field.key}`, field.label])),
    name: t('field.name'),
    legalName: t('field.legalName'),
    taxId: t('field.taxId'),
    category: t('field.category'),
    country: t('field.country'),
    region: t('field.region'),
    city: t('field.city'),
    postalCode: t('field.postalCode'),
    address: t('field.address'),
    phone: t('field.phone'),
    email: t('field.email'),
    web: t('field.web'),
    languages: t('field.languages'),
    currency: t('field.currency'),
    kind: t('field.kind'),
    channel: t('field.channel'),
    creditLimit: t('field.creditLimit'),
    paymentDays: t('field.paymentDays'),
  };
  const submit = () => {
    const input = { ...inputOf(draft), fields: inputOfFields(own, account?.fields ?? null, draft) };
    const { creditLimit, paymentDays, ...open } = input;
    onSubmit((can.includes('ledger.read') ? { ...open, creditLimit, paymentDays } : open) as AccountInput, version);
  };
  return (
    <Form
      button={button}
      busy={busy}
      error={error}
      onCancel={onCancel}
      onSubmit={submit}
      clashes={
        <Clashes
          clashes={clashes}
          onSettle={settle}
          label={(field) => labels[field] ?? field}
          show={(field, value) =>
            field === 'kind'
              ? kinds[value as Account['kind']]
              : field === 'channel' && value
                ? channels[value as keyof typeof channels]
                : String(value)
          }
        />
      }
    >
      <TextField label={t('field.name')} required autoFocus maxLength={500} {...set('name')} />
      <EntryCheck
        kind="account"
        id={account?.id}
        {...{ name: draft.name, taxId: draft.taxId, country: draft.country, city: draft.city }}
        {...{ phone: draft.phone, email: draft.email, web: draft.web }}
      />
      <TextField label={t('field.legalName')} maxLength={500} {...set('legalName')} />
      {children}
      <FieldRow>
        <ChoiceField label={t('field.kind')} options={optionsOf(kinds)} {...set('kind')} />
        <ChoiceField
          label={t('field.channel')}
          options={optionsOf(channels)}
          none={t('none.channel')}
          {...set('channel')}
        />
      </FieldRow>
      <FieldRow>
        <TextField label={t('field.taxId')} maxLength={50} {...set('taxId')} />
        <TextField label={t('field.category')} maxLength={200} {...set('category')} />
      </FieldRow>
      <FieldGroup title={t('form.where')}>
        <FieldRow>
          <TextField label={t('field.country')} maxLength={100} {...set('country')} />
          <TextField label={t('field.region')} maxLength={200} {...set('region')} />
        </FieldRow>
        <FieldRow>
          <TextField label={t('field.postalCode')} maxLength={30} {...set('postalCode')} />
          <TextField label={t('field.city')} maxLength={200} {...set('city')} />
        </FieldRow>
        <TextField label={t('field.address')} maxLength={500} {...set('address')} />
      </FieldGroup>
      <FieldGroup title={t('form.reach')}>
        <FieldRow>
          <TextField label={t('field.phone')} type="tel" maxLength={100} {...set('phone')} />
          <TextField label={t('field.email')} type="email" maxLength={254} {...set('email')} />
        </FieldRow>
        <TextField label={t('field.web')} maxLength={300} {...set('web')} />
        <TextField label={t('field.languages')} hint={t('form.languagesHint')} maxLength={200} {...set('languages')} />
      </FieldGroup>
      {can.includes('ledger.read') ? (
        <FieldGroup title={t('form.terms')}>
          <FieldRow>
            <TextField
              label={t('field.creditLimit')}
              numeric
              unit={draft.currency.trim().toUpperCase() || currency}
              {...set('creditLimit')}
            />
            <TextField label={t('field.paymentDays')} numeric unit={t('form.days')} {...set('paymentDays')} />
          </FieldRow>
          <TextField label={t('field.currency')} hint={t('form.currencyHint')} maxLength={3} {...set('currency')} />
        </FieldGroup>
      ) : null}
      <Suspense>
        <FieldInputs kind="account" draft={draft} set={change} isNew={account === null} />
      </Suspense>
    </Form>
  );
}
