import { useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import type { CallError } from '../../../ui-kit/call-error.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { undoImport } from '../contract.ts';
import styles from './Imports.module.css';
import { type ImportView, sumsOf } from './types.ts';
import { useImportWords } from './use-import-words.ts';

/** Asks before an import is undone: what goes back, what stays; a refusal names the later imports, each a link. */
export default function UndoImport({ view, onClose }: { view: ImportView; onClose: () => void }) {
  const { t } = useImportWords();
  const reason = useReason();
  const [error, setError] = useState<CallError | null>(null);
  const act = useAct(undoImport, { quiet: true, done: t('undo.done'), onDone: onClose });
  const sums = view.report ? sumsOf(view.report) : null;
  const later =
    error?.code === 'imports.changedLater' ? (error.params as { imports?: string[]; names?: string[] }) : null;
  return (
    <Confirm
      opened
      onClose={onClose}
      onConfirm={() => act.mutate({ id: view.id }, { onError: setError })}
      title={t('undo.title')}
      text={
        <>
          {sums === null ? null : (
            <p className={styles.first}>
              {t('undo.inserted', { count: sums.inserted })}{' '}
              {sums.updated > 0 ? t('undo.updated', { count: sums.updated }) : null}
            </p>
          )}
          <p className="dim">{t('undo.stays')}</p>
          {error === null ? null : (
            <div role="alert" className={styles.alert}>
              {later ? (
                <>
                  {t('undo.later')}
                  <ul>
                    {(later.imports ?? []).map((id, at) => (
                      <li key={id}>
                        <PageLink to={`/imports/${id}`}>{later.names?.[at] ?? id}</PageLink>
                      </li>
                    ))}
                  </ul>
                </>
              ) : (
                reason(error)
              )}
            </div>
          )}
        </>
      }
      button={t('undo.button')}
      danger
      busy={act.isPending}
    />
  );
}
