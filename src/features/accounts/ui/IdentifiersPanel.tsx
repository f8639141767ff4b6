import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listIdentifiers, removeIdentifier } from '../contract.ts';
import styles from './Accounts.module.css';
import { useAccountWords } from './use-account-words.ts';

const IdentifierForm = lazy(() => import('./IdentifierForm.tsx'));

export type Identifier = OutputOf<typeof listIdentifiers>['rows'][number];

/** Tax and register numbers and bank accounts; what an import brought in wrong says so. */
export function IdentifiersPanel({ accountId }: { accountId: string }) {
  const t = useWords('accounts');
  const { identifiers: kinds, faults } = useAccountWords();
  const [editing, setEditing] = useState<Identifier | 'new' | null>(null);
  const [removing, setRemoving] = useState<Identifier | null>(null);
  const found = useCall(listIdentifiers, { id: accountId });
  const remove = useAct(removeIdentifier, { done: t('identifiers.removed'), onDone: () => setRemoving(null) });
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  const mayEdit = found.data?.can.edit ?? false;
  return (
    <Section
      title={t('identifiers.title')}
      framed
      actions={
        mayEdit && editing === null ? (
          <Button variant="default" size="compact-xs" onClick={() => setEditing('new')}>
            {t('identifiers.add')}
          </Button>
        ) : undefined
      }
    >
      {found.isPending ? <LoadingState lines={2} /> : null}
      {found.data?.rows.length === 0 && editing === null ? <p className="dim">{t('identifiers.none')}</p> : null}
      <Suspense>
        {editing === 'new' ? (
          <IdentifierForm accountId={accountId} identifier={null} onClose={() => setEditing(null)} />
        ) : null}
      </Suspense>
      <ul className={styles.list}>
        {found.data?.rows.map((one) => (
          <li key={one.id ?? 'tax'} className={editing === one ? undefined : styles.between}>
            {editing === one ? (
              <Suspense>
                <IdentifierForm accountId={accountId} identifier={one} onClose={() => setEditing(null)} />
              </Suspense>
            ) : (
              <>
                <span className={styles.line}>
                  <span className="dim">
                    {kinds[one.kind]}
                    {one.id === null ? ` · ${t('field.taxId')}` : ''}
                  </span>
                  <strong className="num">{one.shown}</strong>
                  {one.fault ? (
                    <Badge tone="bad" title={faults[one.fault]}>
                      {t('identifiers.notValid')}
                    </Badge>
                  ) : null}
                  {one.fault ? <span className="dim">{faults[one.fault]}</span> : null}
                  {one.note ? <span>{one.note}</span> : null}
                </span>
                {mayEdit && one.id !== null ? (
                  <span className="no-print">
                    <Button variant="subtle" size="compact-xs" onClick={() => setEditing(one)}>
                      {t('action.edit')}
                    </Button>
                    <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setRemoving(one)}>
                      {t('action.remove')}
                    </Button>
                  </span>
                ) : null}
              </>
            )}
          </li>
        ))}
      </ul>
      <Confirm
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('identifiers.removeTitle')}
        text={t('identifiers.removeText', { value: removing?.shown ?? '' })}
        button={t('action.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() =>
          removing?.id && remove.mutate({ id: accountId, identifierId: removing.id, version: removing.version })
        }
      />
    </Section>
  );
}
