import { Button } from '@mantine/core';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listAccountContacts } from '../contract.ts';
import styles from './Contacts.module.css';
import { useContactWords } from './use-contact-words.ts';

/** The main contacts of an account; all of them stand on its tab of people. */
export function AccountContactsPanel({ accountId }: { accountId: string }) {
  const t = useWords('contacts');
  const { roles } = useContactWords();
  const contacts = useCall(listAccountContacts, { id: accountId, main: true });
  if (contacts.error) return <ErrorState error={contacts.error} retry={() => void contacts.refetch()} />;
  return (
    <Section
      title={t('panel.title')}
      framed
      actions={
        contacts.data?.can.edit ? (
          <Button
            component={PageLink}
            className={styles.buttonLink}
            to="/contacts/new"
            search={{ account: accountId }}
            variant="default"
            size="compact-xs"
          >
            {t('panel.add')}
          </Button>
        ) : undefined
      }
    >
      {contacts.isPending ? <LoadingState lines={2} /> : null}
      {contacts.data?.rows.length === 0 ? <p className="dim">{t('panel.none')}</p> : null}
      <ul className={styles.list}>
        {contacts.data?.rows.map(({ contactId, name, phone, email, position }) => (
          <li key={position.id} className={styles.line}>
            {name === null ? t('former') : <PageLink to={`/contacts/${contactId}`}>{name}</PageLink>}
            {position.title ? <span>{position.title}</span> : null}
            {position.role ? <span className="dim">{roles[position.role]}</span> : null}
            {phone ? <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{phone}</a> : null}
            {email ? <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`}>{email}</a> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
