import { Suspense } from 'react';
import type { Account } from '../../features/accounts/contract.ts';
import { AccountTeamPanel } from '../../features/accounts/ui/public.tsx';
import { ApprovalsBlock } from '../../features/approvals/ui/public.tsx';
import { AccountContactsPanel } from '../../features/contacts/ui/public.tsx';
import { FieldFacts } from '../../features/fields/ui/public.tsx';
import { PinnedNotes } from '../../features/notes/ui/public.tsx';
import { AccountTasksPanel } from '../../features/tasks/ui/public.tsx';
import { useCan } from '../../ui-kit/reader.tsx';
import { LoadingState } from '../../ui-kit/States.tsx';
import styles from './Account.module.css';

/** The lower half of the first tab, below the figures: fields of one's own, tasks, approvals, notes, team and people. */
export default function OverviewWork({ account }: { account: Account }) {
  const seesTasks = useCan('tasks.read');
  return (
    <>
      <div className={styles.wide}>
        <Suspense>
          <FieldFacts kind="account" answers={account.fields} />
        </Suspense>
      </div>
      <div className={styles.column}>
        <Suspense fallback={<LoadingState lines={3} />}>
          {seesTasks ? <AccountTasksPanel account={account} /> : null}
          <ApprovalsBlock account={account} />
        </Suspense>
        <PinnedNotes accountId={account.id} />
        <AccountTeamPanel accountId={account.id} can={account.can} />
      </div>
      <AccountContactsPanel accountId={account.id} />
    </>
  );
}
