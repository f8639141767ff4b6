import { useState } from 'react';
import { ChoiceField, Form, TextField } from '../../../ui-kit/Form.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { createContact, listAccountContacts } from '../../contacts/contract.ts';
import { addMapPerson } from '../contract.ts';
import styles from './Map.module.css';
import type { RelationshipMap } from './map-model.ts';
import { TOUCHED } from './touched.ts';
import { useFirstField } from './use-first-field.ts';
import { useFreeContacts } from './use-free-contacts.ts';
import { useRelationshipWords } from './use-relationship-words.ts';

interface Props {
  accountId: string;
  map: RelationshipMap;
  /** Whom the new person reports to, by the id on the map; empty: nobody. */
  below: string;
  onDone: (personId: string) => void;
  onCancel: () => void;
}
type Who = 'contact' | 'new' | 'wanted';

/** Puts somebody on the map: a contact who is known, a new one, or a placeholder for one who is looked for. */
export default function AddPerson({ accountId, map, below, onDone, onCancel }: Props) {
  const t = useWords('relationships');
  const root = useFirstField();
  const { nameOf } = useRelationshipWords();
  const { free, roleOf } = useFreeContacts(accountId, map);
  const [chosen, setWho] = useState<Who | null>(null);
  const [draft, setDraft] = useState({ contactId: '', name: '', title: '', department: '', reportsTo: below });
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const who = chosen ?? 'contact';
  const put = useAct(addMapPerson, { touches: TOUCHED, quiet: true, done: t('added'), onDone: ({ id }) => onDone(id) });
  const make = useAct(createContact, { touches: [listAccountContacts], quiet: true });
  const submit = async () => {
    const place = { id: accountId, ...(draft.reportsTo === '' ? {} : { reportsTo: draft.reportsTo }) };
    const [title, department] = [draft.title.trim() || null, draft.department.trim() || null];
    if (who === 'wanted') put.mutate({ ...place, wanted: draft.title, ...(department === null ? {} : { department }) });
    else if (who === 'new') {
      const position = { accountId, title, department };
      const { id } = await make.mutateAsync({ name: draft.name, position });
      put.mutate({ ...place, contactId: id, coverage: 'none' });
    } else if (draft.contactId !== '') {
      const role = roleOf(draft.contactId);
      put.mutate({ ...place, contactId: draft.contactId, roles: role === null ? [] : [role] });
    }
  };
  const titled = (label: string, required: boolean) => (
    <TextField
      name={who === 'wanted' ? 'wanted' : 'title'}
      label={label}
      value={draft.title}
      onChange={(title) => set({ title })}
      maxLength={200}
      required={required}
    />
  );
  const departed = (
    <TextField
      name="department"
      label={t('field.department')}
      value={draft.department}
      onChange={(department) => set({ department })}
      maxLength={200}
    />
  );
  return (
    <div ref={root} className={styles.panel} data-panel="add">
      <h3>{t('add')}</h3>
      <SegmentedChoice
        label={t('who')}
        value={who}
        onChange={setWho}
        options={[
          { value: 'contact', label: t('whoContact') },
          { value: 'new', label: t('whoNew') },
          { value: 'wanted', label: t('whoWanted') },
        ]}
      />
      <Form
        button={t('addAct')}
        busy={put.isPending || make.isPending}
        error={put.error ?? make.error}
        onSubmit={() => void submit().catch(() => undefined)}
        onCancel={onCancel}
      >
        {who === 'contact' ? (
          <PickField
            name="contactId"
            label={t('field.contact')}
            value={draft.contactId}
            onChange={(contactId) => set({ contactId })}
            options={free}
            hint={free.length === 0 ? t('noFree') : undefined}
            required
          />
        ) : null}
        {who === 'new' ? (
          <>
            <TextField
              name="name"
              label={t('field.name')}
              value={draft.name}
              onChange={(name) => set({ name })}
              maxLength={200}
              required
            />
            {titled(t('field.title'), false)}
            {departed}
          </>
        ) : null}
        {who === 'wanted' ? (
          <>
            {titled(t('field.wanted'), true)}
            {departed}
          </>
        ) : null}
        <ChoiceField
          name="reportsTo"
          label={t('field.reportsTo')}
          value={draft.reportsTo}
          onChange={(reportsTo) => set({ reportsTo })}
          options={map.people
            .filter((one) => one.accountId === accountId)
            .map((one) => ({ value: one.id, label: nameOf(one) }))}
          none={t('nobody')}
        />
      </Form>
    </div>
  );
}
