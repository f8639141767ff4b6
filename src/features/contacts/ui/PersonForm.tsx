import { Suspense } from 'react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { EntryCheck } from '../../../ui-kit/entry-checks.tsx';
import { Form } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { FieldInputs, inputOfFields, stampOf, useOwnFields } from '../../fields/ui/public.tsx';
import { type Contact, type Reach, saveContact } from '../contract.ts';
import { PersonFields } from './PersonFields.tsx';
import { draftOf, inputOf } from './person-draft.ts';
import { useFieldWords } from './use-field-words.ts';

const said = (value: unknown): string =>
  Array.isArray(value)
    ? value.map((one) => (typeof one === 'string' ? one : (one as Reach).value)).join(', ')
    : String(value ?? '');

/** What is known of a person, to be changed in place. */
export default function PersonForm({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const t = useWords('contacts');
  const label = useFieldWords();
  const own = useOwnFields('contact');
  const stamp = stampOf(contact.version, contact.fields);
  const { draft, set, clashes, settle } = useRecordDraft(draftOf(contact), stamp);
  const { version } = contact;
  const labelOf = (name: string) => own.find(({ key }) => name === `field:${key}`)?.label ?? label(name);
  const save = useAct(saveContact, { quiet: true, done: t('page.saved'), onDone: onClose });
  return (
    <Form
      button={t('kit:action.save')}
      busy={save.isPending}
      error={save.error}
      onCancel={onClose}
      onSubmit={() =>
        save.mutate({ id: contact.id, version, ...inputOf(draft), fields: inputOfFields(own, contact.fields, draft) })
      }
      clashes={<Clashes clashes={clashes} onSettle={settle} label={labelOf} show={(_field, value) => said(value)} />}
    >
      <PersonFields draft={draft} set={set} />
      <EntryCheck
        kind="contact"
        id={contact.id}
        name={draft.name}
        phones={draft.phones.map((phone) => phone.value)}
        emails={draft.emails.map((email) => email.value)}
      />
      <Suspense>
        <FieldInputs kind="contact" draft={draft} set={set} isNew={false} />
      </Suspense>
    </Form>
  );
}
