import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '../../../ui-kit/live.ts';
import { askAnew, callKey, useCall } from '../../../ui-kit/use-call.ts';
import { countApprovals, getApproval, listApprovals } from '../contract.ts';
import styles from './Approvals.module.css';
import { useApprovalWords } from './use-approval-words.ts';

/** How many requests wait for the reader, in the menu. What is on the screen is asked again when somebody has decided. */
export default function WaitingBadge() {
  const { t } = useApprovalWords();
  const client = useQueryClient();
  const found = useCall(countApprovals, {});
  useLive('approvals', () => {
    for (const operation of [countApprovals, listApprovals, getApproval]) void askAnew(client, callKey(operation));
  });
  const count = found.data?.waiting ?? 0;
  if (count === 0) return null;
  return (
    <span className={`${styles.count} num`}>
      {count >= 100 ? '99+' : count}
      <span className="hidden-text"> {t('menu.waiting')}</span>
    </span>
  );
}
