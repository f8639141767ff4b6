import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type Contact, type Position, removePosition } from '../contract.ts';
import styles from './Contacts.module.css';
import { Span } from './Span.tsx';
import { useContactWords } from './use-contact-words.ts';

const PositionForm = lazy(() => import('./PositionForm.tsx'));
const AddPosition = lazy(() => import('./AddPosition.tsx'));

/** Where a person works, and worked before. */
export function PositionsPanel({ contact }: { contact: Contact }) {
  const t = useWords('contacts');
  const { roles } = useContactWords();
  const [doing, setDoing] = useState<'add' | 'move' | Position['id'] | null>(null);
  const [removing, setRemoving] = useState<Position | null>(null);
  const remove = useAct(removePosition, { done: t('position.removed'), onDone: () => setRemoving(null) });
  const mayEdit = contact.can.edit;
  const close = () => setDoing(null);
  const isSomewhere = contact.positions.some((position) => position.isNow);
  return (
    <Section
      title={t('position.title')}
      framed
      actions={
        mayEdit && doing === null ? (
          <span className={styles.acts}>
            {isSomewhere ? (
              <Button variant="default" size="compact-xs" onClick={() => setDoing('move')}>
                {t('position.move')}
              </Button>
            ) : null}
            <Button variant="default" size="compact-xs" onClick={() => setDoing('add')}>
              {t('position.add')}
            </Button>
          </span>
        ) : undefined
      }
    >
      <Suspense>
        {doing === 'add' || doing === 'move' ? (
          <AddPosition contact={contact} moves={doing === 'move'} onClose={close} />
        ) : null}
      </Suspense>
      {contact.positions.length === 0 && doing === null ? <p className="dim">{t('none.position')}</p> : null}
      <ul className={styles.list}>
        {contact.positions.map((position) =>
          doing === position.id ? (
            <li key={position.id}>
              <Suspense>
                <PositionForm contactId={contact.id} position={position} onClose={close} />
              </Suspense>
            </li>
          ) : (
            <li key={position.id} className={styles.between}>
              <span className={styles.line}>
                <PageLink to={`/accounts/${position.account.id}`}>{position.account.name}</PageLink>
                {position.title ? <span>{position.title}</span> : null}
                {position.department ? <span className="dim">{position.department}</span> : null}
                {position.role ? (
                  <Badge tone={position.isNow ? 'accent' : 'plain'}>{roles[position.role]}</Badge>
                ) : null}
                {position.isMain && position.isNow ? <Badge tone="outline">{t('field.isMain')}</Badge> : null}
                <Span position={position} />
              </span>
              {mayEdit ? (
                <span>
                  <Button variant="subtle" size="compact-xs" onClick={() => setDoing(position.id)}>
                    {t('action.edit')}
                  </Button>
                  <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setRemoving(position)}>
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
        title={t('position.removeTitle')}
        text={t('position.removeText')}
        button={t('action.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() =>
          removing && remove.mutate({ id: contact.id, positionId: removing.id, version: removing.version })
        }
      />
    </Section>
  );
}
