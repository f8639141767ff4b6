import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, usePages } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Change, listChanges, removeChange } from '../contract.ts';
import styles from './Dossiers.module.css';
import { PlainText } from './PlainText.tsx';
import { PlanPart } from './PlanPart.tsx';
import { useDossierWords } from './use-dossier-words.ts';

const ChangeForm = lazy(() => import('./ChangeForm.tsx'));

/** What changed in their business, newest first; each asks whether the plan changes. */
export function ChangesPanel({ accountId }: { accountId: string }) {
  const t = useWords('dossiers');
  const format = useFormats();
  const { changes: kinds, sources } = useDossierWords();
  const [editing, setEditing] = useState<Change | 'new' | null>(null);
  const [removing, setRemoving] = useState<Change | null>(null);
  const list = usePages(listChanges, { id: accountId, limit: 20 });
  const remove = useAct(removeChange, { done: t('changes.removed'), onDone: () => setRemoving(null) });
  const mayEdit = list.first?.can.edit ?? false;
  return (
    <Section
      title={t('changes.title')}
      framed
      actions={
        mayEdit && editing === null ? (
          <Button variant="default" size="compact-xs" onClick={() => setEditing('new')}>
            {t('changes.add')}
          </Button>
        ) : undefined
      }
    >
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={3} /> : null}
      {list.rows?.length === 0 && editing === null ? <p className="dim">{t('changes.none')}</p> : null}
      <Suspense>
        {editing === 'new' ? <ChangeForm accountId={accountId} change={null} onClose={() => setEditing(null)} /> : null}
      </Suspense>
      <ol className={styles.entries}>
        {list.rows?.map((change) => (
          <li key={change.id}>
            {editing !== null && editing !== 'new' && editing.id === change.id ? (
              <Suspense>
                <ChangeForm accountId={accountId} change={change} onClose={() => setEditing(null)} />
              </Suspense>
            ) : (
              <>
                <span className={styles.entryHead}>
                  <strong>{kinds[change.kind]}</strong>
                  <DateText value={change.happenedOn} />
                  {change.plan === 'open' ? <Badge tone="warn">{t('plan.open')}</Badge> : null}
                </span>
                <PlainText text={change.text} />
                <span className={styles.origin}>
                  <span>{sources[change.source]}</span>
                  <span>{change.author?.name ?? t('nobody')}</span>
                  {change.told.length > 0 ? (
                    <span>{t('changes.told', { names: format.list(change.told.map(({ name }) => name)) })}</span>
                  ) : null}
                </span>
                <PlanPart accountId={accountId} change={change} mayEdit={mayEdit} />
                {mayEdit ? (
                  <span className={styles.actions}>
                    <Button variant="subtle" size="compact-xs" onClick={() => setEditing(change)}>
                      {t('edit')}
                    </Button>
                    <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setRemoving(change)}>
                      {t('remove')}
                    </Button>
                  </span>
                ) : null}
              </>
            )}
          </li>
        ))}
      </ol>
      {list.more ? (
        <Button variant="default" size="compact-sm" loading={list.more.loading} onClick={list.more.load}>
          {t('changes.more')}
        </Button>
      ) : null}
      <Confirm
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={t('changes.removeTitle')}
        text={t('changes.removeText')}
        button={t('remove')}
        danger
        busy={remove.isPending}
        onConfirm={() => removing && remove.mutate({ id: accountId, changeId: removing.id, version: removing.version })}
      />
    </Section>
  );
}
