import { Badge } from '../../../ui-kit/Badges.tsx';
import { Money, NoValue } from '../../../ui-kit/Values.tsx';
import type { ApprovalRow } from '../contract.ts';
import { stateTones, useApprovalWords } from './use-approval-words.ts';

/** The state in a box; said when nobody can decide it. */
export function StateBadge({ row }: { row: Pick<ApprovalRow, 'state' | 'isStuck'> }) {
  const { t, states } = useApprovalWords();
  if (row.isStuck) return <Badge tone="bad">{t('state.stuck')}</Badge>;
  return <Badge tone={stateTones[row.state]}>{states[row.state]}</Badge>;
}

/** What is asked for, where it can be measured. */
export function AskedText({ row }: { row: Pick<ApprovalRow, 'amount' | 'share'> }) {
  const { t, format } = useApprovalWords();
  if (row.amount) return <Money value={row.amount} />;
  if (row.share !== null) return <span className="num">{format.percent(row.share / 100)}</span>;
  return <NoValue why={t('none.asked')} />;
}

/** Whom it waits for, or who ended it. */
export function WhoseTurn({ row }: { row: Pick<ApprovalRow, 'state' | 'waitingFor' | 'closedBy'> }) {
  const { t } = useApprovalWords();
  if (row.state !== 'open') return row.closedBy ? row.closedBy.name : <NoValue why={t('none.closedBy')} />;
  if (row.waitingFor.length === 0) return <NoValue why={t('none.decider')} />;
  return row.waitingFor.map((one) => one.name).join(', ');
}
