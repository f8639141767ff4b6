import { lazy, Suspense } from 'react';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { listMembers } from '../../people/contract.ts';
import { listProcedures } from '../contract.ts';
import styles from './Approvals.module.css';
import { useApprovalWords } from './use-approval-words.ts';

const ProcedureForm = lazy(() => import('./ProcedureForm.tsx'));
const TrialPanel = lazy(() => import('./TrialPanel.tsx'));

/** How each kind of request is decided: steps, limits of authority, deadlines; and a trial of who would decide. */
export default function ProceduresTab() {
  const { t, kind } = useApprovalWords();
  const found = useCall(listProcedures, {});
  const members = useCall(listMembers, {});
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data || !members.data) return <LoadingState lines={10} />;
  const people = members.data.members.map(({ id, name }) => ({ id, name }));
  return (
    <div className={styles.column}>
      <p>{t('procedure.lead')}</p>
      {found.data.rows.map((row) => (
        <Section key={row.kind} title={kind(row.kind)} framed>
          <Suspense fallback={<LoadingState lines={8} />}>
            <ProcedureForm procedure={row} people={people} mayManage={found.data.can.manage} />
            {found.data.can.manage && row.isOn ? <TrialPanel procedure={row} people={people} /> : null}
          </Suspense>
        </Section>
      ))}
    </div>
  );
}
