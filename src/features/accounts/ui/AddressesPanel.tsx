import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listAddresses, removeAddress } from '../contract.ts';
import styles from './Accounts.module.css';
import { useAccountWords } from './use-account-words.ts';
import { useWeekdays } from './use-weekdays.ts';

const AddressForm = lazy(() => import('./AddressForm.tsx'));

export type Address = OutputOf<typeof listAddresses>['rows'][number];

/** Legal, postal and delivery addresses, with the hours in which somebody is there. */
export function AddressesPanel({ accountId }: { accountId: string }) {
  const t = useWords('accounts');
  const { addresses: kinds } = useAccountWords();
  const weekdays = useWeekdays('short');
  const [editing, setEditing] = useState<Address | 'new' | null>(null);
  const [removing, setRemoving] = useState<Address | null>(null);
  const found = useCall(listAddresses, { id: accountId });
  const remove = useAct(removeAddress, { done: t('addresses.removed'), onDone: () => setRemoving(null) });
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  const mayEdit = found.data?.can.edit ?? false;
  return (
    <Section
      title={t('addresses.title')}
      framed
      actions={
        mayEdit && editing === null ? (
          <Button variant="default" size="compact-xs" onClick={() => setEditing('new')}>
            {t('addresses.add')}
          </Button>
        ) : undefined
      }
    >
      {found.isPending ? <LoadingState lines={2} /> : null}
      {found.data?.rows.length === 0 && editing === null ? <p className="dim">{t('addresses.none')}</p> : null}
      <Suspense>
        {editing === 'new' ? (
          <AddressForm accountId={accountId} address={null} onClose={() => setEditing(null)} />
        ) : null}
      </Suspense>
      <ul className={styles.list}>
        {found.data?.rows.map((one) => {
          const isEdited = editing !== null && editing !== 'new' && editing.id === one.id;
          const place = [one.street, [one.postalCode, one.city].filter(Boolean).join(' '), one.region, one.country];
          return (
            <li key={one.id} className={isEdited ? undefined : styles.between}>
              {isEdited ? (
                <Suspense>
                  <AddressForm accountId={accountId} address={one} onClose={() => setEditing(null)} />
                </Suspense>
              ) : (
                <>
                  <span>
                    <span className={styles.line}>
                      <span className="dim">{kinds[one.kind]}</span>
                      {one.name ? <strong>{one.name}</strong> : null}
                      <span>{place.filter(Boolean).join(', ')}</span>
                      {one.isOpen === null ? null : (
                        <Badge tone={one.isOpen ? 'good' : 'plain'}>
                          {one.isOpen ? t('addresses.open') : t('addresses.closed')}
                        </Badge>
                      )}
                    </span>
                    {one.hours.length > 0 ? (
                      <span className={`${styles.line} num`}>
                        {one.hours.map(({ day, from, to }) => (
                          <span key={`${day}${from}`}>
                            {weekdays[day - 1]} {from}–{to}
                          </span>
                        ))}
                        <span className="dim">{one.timezone}</span>
                      </span>
                    ) : null}
                    {one.note ? <span className={styles.line}>{one.note}</span> : null}
                  </span>
                  {mayEdit ? (
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
          );
        })}
      </ul>
      <Confirm
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('addresses.removeTitle')}
        text={t('addresses.removeText')}
        button={t('action.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() =>
          removing && remove.mutate({ id: accountId, addressId: removing.id, version: removing.version })
        }
      />
    </Section>
  );
}
