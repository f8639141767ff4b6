import { useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import type { CallError } from '../../../ui-kit/call-error.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { getUndo, undoImport } from '../contract.ts';
import styles from './Imports.module.css';
import { type ImportView, sumsOf } from './types.ts';
import { useImportWords } from './use-import-words.ts';

/** Asks before an import is undone: what goes back, what stays. Says at once when later imports stand in the way: each a link, and nothing to confirm. */
export default function UndoImport({ view, onClose }: { view: ImportView; onClose: () => void }) {
  const { t } = useImportWords();
  const reason = useReason();
  const [error, setError] = useState<CallError | null>(null);
  const found = useCall(getUndo, { id: view.id }, { keep: false });
  const act = useAct(undoImport, { quiet: true, done: t('undo.done'), onDone: onClose });
  const sums = view.report ? sumsOf(view.report) : null;
  const later = found.data?.later ?? [];
  const failure = error ?? found.error;
  return (
    <Confirm
      opened
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { id: view.id },
          {
            onError: (refusal) => {
              setError(refusal);
              void found.refetch();
            },
          },
        )
      }
      title={later.length > 0 ? t('undo.cannot') : t('undo.title')}
      text={
        later.length > 0 ? (
          <>
            <p className={styles.first}>{t('undo.later')}</p>
            <ul>
              {later.map(({ id, name }) => (
                <li key={id}>
                  <PageLink to={`/imports/${id}`}>{name}</PageLink>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <>
            {sums === null ? null : (
              <p className={styles.first}>
                {t('undo.inserted', { count: sums.inserted })}{' '}
                {sums.updated > 0 ? t('undo.updated', { count: sums.updated }) : null}
              </p>
            )}
            <p className="dim">{t('undo.stays')}</p>
            {failure ? (
              <div role="alert" className={styles.alert}>
                {reason(failure)}
              </div>
            ) : null}
          </>
        )
      }
      button={t('undo.button')}
      danger
      busy={act.isPending || found.isPending}
      refused={later.length > 0}
    />
  );
}
