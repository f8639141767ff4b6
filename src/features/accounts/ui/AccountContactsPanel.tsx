import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listContacts, removeContact } from '../contract.ts';
import styles from './Accounts.module.css';

const ContactForm = lazy(() => import('./ContactForm.tsx'));

export interface Contact {
  id: string;
  name: string;
  position: string | null;
  phone: string | null;
  email: string | null;
  version: number;
}

/** The main contacts of an account. */
export function AccountContactsPanel({ accountId }: { accountId: string }) {
  const t = useWords('accounts');
  const [editing, setEditing] = useState<Contact | 'new' | null>(null);
  const [removing, setRemoving] = useState<Contact | null>(null);
  const contacts = useCall(listContacts, { id: accountId });
  const remove = useAct(removeContact, { done: t('contacts.removed'), onDone: () => setRemoving(null) });
  if (contacts.error) return <ErrorState error={contacts.error} retry={() => void contacts.refetch()} />;
  const mayEdit = contacts.data?.can.edit ?? false;
  return (
    <Section
      title={t('contacts.title')}
      framed
      actions={
        mayEdit && editing === null ? (
          <Button variant="default" size="compact-xs" onClick={() => setEditing('new')}>
            {t('contacts.add')}
          </Button>
        ) : undefined
      }
    >
      {contacts.isPending ? <LoadingState lines={2} /> : null}
      {contacts.data?.rows.length === 0 && editing === null ? <p className="dim">{t('contacts.none')}</p> : null}
      <Suspense>
        {editing === 'new' ? (
          <ContactForm accountId={accountId} contact={null} onClose={() => setEditing(null)} />
        ) : null}
      </Suspense>
      <ul className={styles.list}>
        {contacts.data?.rows.map((contact) =>
          editing !== null && editing !== 'new' && editing.id === contact.id ? (
            <li key={contact.id}>
              <Suspense>
                <ContactForm accountId={accountId} contact={contact} onClose={() => setEditing(null)} />
              </Suspense>
            </li>
          ) : (
            <li key={contact.id} className={styles.between}>
              <span className={styles.line}>
                <strong>{contact.name}</strong>
                {contact.position ? <span>{contact.position}</span> : null}
                {contact.phone ? <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`}>{contact.phone}</a> : null}
                {contact.email ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : null}
              </span>
              {mayEdit ? (
                <span>
                  <Button variant="subtle" size="compact-xs" onClick={() => setEditing(contact)}>
                    {t('action.edit')}
                  </Button>
                  <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setRemoving(contact)}>
                    {t('action.remove')}
                  </Button>
                </span>
              ) : null}
            </li>
          ),
        )}
      </ul>
      <Confirm
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('contacts.removeTitle')}
        text={t('contacts.removeText', { name: removing?.name ?? '' })}
        button={t('action.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() =>
          removing && remove.mutate({ id: accountId, contactId: removing.id, version: removing.version })
        }
      />
    </Section>
  );
}
