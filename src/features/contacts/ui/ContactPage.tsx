import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { fileUrl } from '../../../ui-kit/call.ts';
import { AnswerLine, PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useRedirect } from '../../../ui-kit/use-redirect.ts';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { FieldFacts } from '../../fields/ui/public.tsx';
import { type Contact, exportContactCards, exportPersonalData, getContact } from '../contract.ts';
import styles from './Contacts.module.css';
import { NotesPanel } from './NotesPanel.tsx';
import { PersonFacts } from './PersonFacts.tsx';
import { PositionsPanel } from './PositionsPanel.tsx';

const PersonForm = lazy(() => import('./PersonForm.tsx'));
const ContactTimeline = lazy(() => import('./ContactTimeline.tsx'));

/** One person: how to reach and treat them, where they work and worked, what one notes for oneself. */
export default function ContactPage() {
  const t = useWords('contacts');
  const id = usePathField('id');
  const found = useCall(getContact, { id }, { keep: false });
  const [editing, setEditing] = useState(false);
  const contact = found.data;
  useRedirect(contact !== undefined && contact.id !== id ? `/contacts/${contact.id}` : null);
  if (found.error) {
    return (
      <PageLayout title={t('page.title')}>
        <ErrorState error={found.error} retry={() => void found.refetch()} />
      </PageLayout>
    );
  }
  return (
    <PageLayout
      title={contact?.name ?? t('page.title')}
      crumbs={[{ label: t('menu.list'), to: '/contacts' }]}
      answer={
        <AnswerLine loading={contact === undefined}>{contact ? <WhoTheyAre contact={contact} /> : null}</AnswerLine>
      }
      actions={contact ? <Acts contact={contact} /> : undefined}
      why={contact ? { kind: 'contact', id: contact.id } : undefined}
    >
      {contact === undefined ? (
        <LoadingState lines={10} />
      ) : (
        <div className={styles.columns}>
          <div className={styles.column}>
            <Section
              title={t('page.person')}
              framed
              actions={
                contact.can.edit && !editing ? (
                  <Button variant="default" size="compact-xs" onClick={() => setEditing(true)}>
                    {t('action.edit')}
                  </Button>
                ) : undefined
              }
            >
              {editing ? (
                <Suspense fallback={<LoadingState lines={8} />}>
                  <PersonForm contact={contact} onClose={() => setEditing(false)} />
                </Suspense>
              ) : (
                <PersonFacts contact={contact} />
              )}
            </Section>
            <Suspense fallback={<LoadingState lines={4} />}>
              <ContactTimeline contactId={contact.id} />
            </Suspense>
          </div>
          <div className={styles.column}>
            <PositionsPanel contact={contact} />
            <Suspense>
              <FieldFacts kind="contact" answers={contact.fields} />
            </Suspense>
            <NotesPanel contactId={contact.id} />
            {contact.kept.length > 0 ? <KeptPanel contact={contact} /> : null}
          </div>
        </div>
      )}
    </PageLayout>
  );
}

/** Where the person works now, in one line. */
function WhoTheyAre({ contact }: { contact: Contact }) {
  const t = useWords('contacts');
  const [now] = contact.positions.filter((position) => position.isNow);
  if (now === undefined) return t(contact.positions.length > 0 ? 'page.answerLeft' : 'page.answerNowhere');
  return [now.title, now.account.name].filter(Boolean).join(', ');
}

/** Export as a card, everything that is kept, the way to the erasure. */
function Acts({ contact }: { contact: Contact }) {
  const t = useWords('contacts');
  const save = (url: string) => window.location.assign(url);
  const { can } = contact;
  return (
    <>
      {can.export ? (
        <Popup
          label={t('kit:action.export')}
          kind="menu"
          align="end"
          opener={(props) => (
            <Button variant="default" leftSection={<IconDownload size={15} />} {...props}>
              {t('kit:action.export')}
            </Button>
          )}
        >
          {(close) => {
            const pick = (url: string) => () => {
              save(url);
              close();
            };
            return (
              <>
                <MenuLine onClick={pick(fileUrl(exportContactCards, { contactId: contact.id, version: '4.0' }))}>
                  {t('list.exportCards')}
                </MenuLine>
                <MenuLine onClick={pick(fileUrl(exportContactCards, { contactId: contact.id, version: '3.0' }))}>
                  {t('list.exportOldCards')}
                </MenuLine>
                {can.erase ? (
                  <MenuLine onClick={pick(fileUrl(exportPersonalData, { id: contact.id }))}>
                    {t('page.personalData')}
                  </MenuLine>
                ) : null}
              </>
            );
          }}
        </Popup>
      ) : null}
      {can.erase ? (
        <Button
          variant="default"
          color="red"
          component={PageLink}
          className={styles.buttonLink}
          to={`/contacts/${contact.id}/erasure`}
        >
          {t('erase.open')}
        </Button>
      ) : null}
    </>
  );
}

/** Lines of a vCard without a field of ours: they stay with the person and go out again. */
function KeptPanel({ contact }: { contact: Contact }) {
  const t = useWords('contacts');
  return (
    <Section title={t('kept.title')} framed>
      <p className="dim">{t('kept.text')}</p>
      <dl className={styles.facts}>
        {contact.kept.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a card may say the same twice
          <div key={at} className={styles.fact}>
            <dt>{line.name}</dt>
            <dd>
              {line.binary
                ? t('kept.binary')
                : line.value.replaceAll(/\\(.)/g, (_, mark: string) => (mark === 'n' ? '\n' : mark))}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
