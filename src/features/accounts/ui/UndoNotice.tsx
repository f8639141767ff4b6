import { Button } from '@mantine/core';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { restoreLead } from '../contract.ts';
import styles from './Accounts.module.css';

/** What an assignment changed, and what was before. */
export interface Undo {
  assigned: string | null;
  name: string;
  changed: number;
  before: { userId: string | null; accountIds: string[] }[];
}

/** Says what was assigned and offers to take it back, until it is closed. */
export function UndoNotice({ undo, onClose }: { undo: Undo; onClose: () => void }) {
  const t = useWords('accounts');
  const restore = useAct(restoreLead, {
    done: (output) => t('assign.undone', { count: output.changed }),
    onDone: onClose,
  });
  return (
    <div className={styles.notice} role="status">
      <span>{t('assign.done', { count: undo.changed, name: undo.name })}</span>
      {undo.changed > 0 ? (
        <Button
          variant="default"
          size="compact-xs"
          loading={restore.isPending}
          onClick={() => restore.mutate({ assigned: undo.assigned, before: undo.before })}
        >
          {t('action.undo')}
        </Button>
      ) : null}
      <Button variant="subtle" color="gray" size="compact-xs" onClick={onClose}>
        {t('kit:action.close')}
      </Button>
    </div>
  );
}
