import { useState } from 'react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { CheckField, ChoiceField, FieldGroup, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { ClassSelect } from '../../../ui-kit/KeptChoice.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { ROLES, type Role } from '../../people/contract.ts';
import {
  addDefinition,
  type Choice,
  type Definition,
  type Field,
  type FieldType,
  listDefinitions,
  listFields,
  type RecordKind,
  saveDefinition,
} from '../contract.ts';
import { inLanguage } from '../rules.ts';
import { ChoicesEditor } from './ChoicesEditor.tsx';
import { type DefinitionDraft, draftOf, inputOf, keyFrom } from './definition-draft.ts';
import { FieldInput } from './FieldInput.tsx';
import styles from './Fields.module.css';
import { optionsOf, useFieldWords } from './use-field-words.ts';

interface Props {
  /** null: a new one. */
  field: Definition | null;
  kind: RecordKind;
  onClose: () => void;
}

/** A drawer that adds or changes a field. */
export default function DefinitionForm({ field, kind, onClose }: Props) {
  const { t, types, kinds, roles } = useFieldWords();
  const { currency, language } = useReader();
  const { draft, version, set, clashes, settle } = useRecordDraft<DefinitionDraft>(draftOf(field), field?.version ?? 0);
  const [recordKind, setKind] = useState(kind);
  const settings = { touches: [listDefinitions, listFields], quiet: true, done: t('edit.done'), onDone: onClose };
  const add = useAct(addDefinition, settings);
  const save = useAct(saveDefinition, settings);
  const hasChoices = draft.type === 'choice' || draft.type === 'choices';
  const submit = () => {
    const input = inputOf(draft);
    if (field === null) {
      const money = draft.type === 'money' ? { currency: draft.currency || currency } : {};
      add.mutate({ recordKind, key: draft.key || keyFrom(draft), type: draft.type, ...money, ...input });
    } else save.mutate({ id: field.id, version, ...input });
  };
  const labels: Record<string, string> = {
    en: t('edit.labelEn'),
    ru: t('edit.labelRu'),
    helpEn: t('edit.helpEn'),
    helpRu: t('edit.helpRu'),
    choices: t('edit.choices'),
    isRequired: t('edit.required'),
    preset: t('edit.preset'),
    readers: t('edit.readers'),
  };
  const said = (name: string, value: unknown): string => {
    if (name === 'choices') return (value as Choice[]).map((choice) => inLanguage(choice.labels, language)).join(', ');
    if (name === 'readers')
      return value === null ? t('edit.everybody') : (value as Role[]).map((role) => roles[role]).join(', ');
    return typeof value === 'boolean' ? t(value ? 'edit.yes' : 'edit.no') : String(value ?? '');
  };
  const text = (name: 'en' | 'ru' | 'helpEn' | 'helpRu', more: object = {}) => (
    <TextField
      name={name === 'en' || name === 'ru' ? `labels.${name}` : `helps.${name}`}
      label={labels[name]!}
      value={draft[name]}
      onChange={(value) => set({ [name]: value })}
      maxLength={name.startsWith('help') ? 500 : 100}
      {...more}
    />
  );
  return (
    <SideDrawer opened onClose={onClose} title={t(field === null ? 'edit.newTitle' : 'edit.title')} size={560}>
      <Form
        button={t('kit:action.save')}
        busy={add.isPending || save.isPending}
        error={add.error ?? save.error}
        onCancel={onClose}
        onSubmit={submit}
        clashes={<Clashes clashes={clashes} onSettle={settle} label={(name) => labels[name] ?? name} show={said} />}
      >
        <FieldRow>
          {text('en', { autoFocus: true, required: draft.ru.trim() === '' })}
          {text('ru')}
        </FieldRow>
        {field === null ? (
          <>
            <FieldRow>
              <ChoiceField
                name="recordKind"
                label={t('edit.kind')}
                value={recordKind}
                onChange={(value) => setKind(value as RecordKind)}
                options={optionsOf(kinds)}
              />
              <ChoiceField
                name="type"
                label={t('edit.type')}
                value={draft.type}
                onChange={(value) => set({ type: value as FieldType, preset: '' })}
                options={optionsOf(types)}
              />
            </FieldRow>
            <FieldRow>
              <TextField
                name="key"
                label={t('edit.key')}
                hint={t('edit.keyHint')}
                placeholder={keyFrom(draft)}
                value={draft.key}
                onChange={(key) => set({ key })}
                maxLength={40}
              />
              {draft.type === 'money' ? (
                <TextField
                  name="currency"
                  label={t('edit.currency')}
                  placeholder={currency}
                  value={draft.currency}
                  onChange={(value) => set({ currency: value.toUpperCase() })}
                  maxLength={3}
                />
              ) : null}
            </FieldRow>
          </>
        ) : (
          <p className="dim">
            {t('edit.fixed', { kind: kinds[field.recordKind], type: types[field.type], key: field.key })}
          </p>
        )}
        <FieldRow>
          {text('helpEn')}
          {text('helpRu')}
        </FieldRow>
        {hasChoices ? (
          <ChoicesEditor value={draft.choices} before={field?.choices ?? []} onChange={(choices) => set({ choices })} />
        ) : null}
        <CheckField
          name="isRequired"
          label={labels.isRequired!}
          hint={t('edit.requiredHint')}
          value={draft.isRequired}
          onChange={(isRequired) => set({ isRequired })}
        />
        <FieldInput
          field={asField(draft, field?.currency ?? (draft.currency || currency), language)}
          name="preset"
          label={labels.preset}
          value={draft.preset}
          onChange={(preset) => set({ preset })}
        />
        <FieldGroup title={labels.readers!} hint={t('edit.readersHint')}>
          <CheckField
            name="readers"
            label={t('edit.confidential')}
            value={draft.readers !== null}
            onChange={(yes) => set({ readers: yes ? ['head', 'director'] : null })}
          />
          {draft.readers === null ? null : (
            <div className={styles.roles}>
              {ROLES.map((role) => (
                <CheckField
                  key={role}
                  name={`readers.${role}`}
                  label={roles[role]}
                  value={draft.readers!.includes(role)}
                  onChange={(yes) =>
                    set({ readers: ROLES.filter((one) => (one === role ? yes : draft.readers!.includes(one))) })
                  }
                />
              ))}
            </div>
          )}
          <ClassSelect label={t('kit:kept.class')} value={draft.class} onChange={(id) => set({ class: id })} />
        </FieldGroup>
      </Form>
    </SideDrawer>
  );
}

/** The draft as a form would ask for it, to type the preset in. */
const asField = (draft: DefinitionDraft, currency: string, language: string): Field => ({
  key: 'preset',
  recordKind: 'account',
  type: draft.type,
  label: '',
  help: '',
  choices: draft.choices.map(({ id, labels, isRetired }) => ({
    id,
    label: inLanguage(labels, language) || id,
    isRetired,
  })),
  currency: draft.type === 'money' ? currency : null,
  isRequired: false,
  isConfidential: false,
  preset: null,
});
