import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { getClasses } from '../contract.ts';
import { LadderForm } from './LadderForm.tsx';
import styles from './Secrets.module.css';

/** The classes of confidentiality among the settings. */
export default function LadderTab() {
  const t = useWords('secrets');
  const classes = useCall(getClasses, {});
  const members = useCall(listMembers, {});
  const error = classes.error ?? members.error;
  if (error) return <ErrorState error={error} retry={() => void (classes.error ? classes : members).refetch()} />;
  if (classes.data === undefined || members.data === undefined) return <LoadingState lines={10} />;
  return (
    <div className={styles.tab}>
      <p>
        {t('ladder.lead')} {t('ladder.totals')}
      </p>
      <LadderForm state={classes.data} colleagues={members.data.members.filter(({ isInvited }) => !isInvited)} />
    </div>
  );
}
