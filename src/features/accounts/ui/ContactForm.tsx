import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { addContact, saveContact } from '../contract.ts';
import type { Contact } from './AccountContactsPanel.tsx';

/** One contact: new, or changed. */
export default function ContactForm(props: { accountId: string; contact: Contact | null; onClose: () => void }) {
  const { accountId, contact, onClose } = props;
  const t = useWords('accounts');
  const { draft, version, set, clashes, settle } = useRecordDraft(
    {
      name: contact?.name ?? '',
      position: contact?.position ?? '',
      phone: contact?.phone ?? '',
      email: contact?.email ?? '',
    },
    contact?.version ?? 0,
  );
  const { name, position, phone, email } = draft;
  const labels: Record<string, string> = {
    name: t('field.name'),
    position: t('contacts.position'),
    phone: t('field.phone'),
    email: t('field.email'),
  };
  const settings = { quiet: true, done: t('contacts.saved'), onDone: onClose };
  const add = useAct(addContact, settings);
  const save = useAct(saveContact, settings);
  const submit = () => {
    const fields = {
      id: accountId,
      name: name.trim(),
      position: position.trim() || null,
      phone: phone.trim() || null,
      email: email.trim() || null,
    };
    if (contact) save.mutate({ ...fields, contactId: contact.id, version });
    else add.mutate(fields);
  };
  return (
    <Form
      button={t('kit:action.save')}
      busy={add.isPending || save.isPending}
      error={add.error ?? save.error}
      onCancel={onClose}
      onSubmit={submit}
      clashes={<Clashes clashes={clashes} onSettle={settle} label={(field) => labels[field] ?? field} />}
    >
      <FieldRow>
        <TextField
          name="name"
          label={t('field.name')}
          value={name}
          onChange={(name) => set({ name })}
          required
          autoFocus
          maxLength={200}
        />
        <TextField
          name="position"
          label={t('contacts.position')}
          value={position}
          onChange={(position) => set({ position })}
          maxLength={200}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          name="phone"
          label={t('field.phone')}
          type="tel"
          value={phone}
          onChange={(phone) => set({ phone })}
          maxLength={100}
        />
        <TextField
          name="email"
          label={t('field.email')}
          type="email"
          value={email}
          onChange={(email) => set({ email })}
          maxLength={254}
        />
      </FieldRow>
    </Form>
  );
}
