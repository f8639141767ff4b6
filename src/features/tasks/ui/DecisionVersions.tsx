import { Section } from '../../../ui-kit/PageLayout.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { type Decision, listDecisionVersions } from '../contract.ts';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

/** What a decision was before it was corrected, newest first. */
export default function DecisionVersions({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const { t, format } = useTaskWords();
  const found = useCall(listDecisionVersions, { id: decision.id }, { keep: false });
  return (
    <SideDrawer opened onClose={onClose} title={decision.title} size={560}>
      {found.error ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : null}
      {found.isPending ? <LoadingState lines={6} /> : null}
      {found.data?.rows.map((one) => (
        <Section
          key={one.number}
          title={t('decisions.version', { number: one.number })}
          note={[
            t('decisions.inForce', { day: format.day(one.inForceFrom) }),
            t('decisions.by', { name: one.publishedBy.name, day: format.day(one.publishedAt) }),
            ...(one.readAt === null ? [] : [t('decisions.wasRead', { day: format.day(one.readAt) })]),
          ].join(' · ')}
          framed
        >
          <strong>{one.title}</strong>
          <p className={styles.text}>{one.text}</p>
          {one.correction === '' ? null : (
            <p className="dim">
              {t('decisions.correction')}: {one.correction}
            </p>
          )}
        </Section>
      ))}
    </SideDrawer>
  );
}
