import { Button } from '@mantine/core';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { type Decision, listDecisionReaders, remindReaders } from '../contract.ts';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

/** Who has not read a decision yet, and who has; a reminder for the former. */
export default function Readers({ decision, onClose }: { decision: Decision; onClose: () => void }) {
  const { t, format } = useTaskWords();
  const readers = useCall(listDecisionReaders, { id: decision.id }, { keep: false });
  const remind = useAct(remindReaders, { done: ({ reminded }) => t('decisions.reminded', { count: reminded }) });
  const waiting = readers.data?.rows.filter((one) => one.readAt === null) ?? [];
  const have = readers.data?.rows.filter((one) => one.readAt !== null) ?? [];
  return (
    <SideDrawer opened onClose={onClose} title={decision.title}>
      {readers.error ? <ErrorState error={readers.error} retry={() => void readers.refetch()} /> : null}
      {decision.number > 1 ? <p className="dim">{t('decisions.version', { number: decision.number })}</p> : null}
      {readers.isPending ? <LoadingState lines={5} /> : null}
      {readers.data && waiting.length === 0 ? <p className="dim">{t('decisions.all')}</p> : null}
      {waiting.length > 0 ? (
        <Section
          title={t('decisions.waiting')}
          actions={
            <Button size="compact-xs" loading={remind.isPending} onClick={() => remind.mutate({ id: decision.id })}>
              {t('decisions.remind', { count: waiting.length })}
            </Button>
          }
        >
          <ul className={styles.rows}>
            {waiting.map((one) => (
              <li key={one.id}>
                <span>{one.name}</span>
                {one.earlier === null ? null : (
                  <span className="dim">
                    {t('decisions.hadRead', { number: one.earlier.number, day: format.day(one.earlier.at) })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {have.length > 0 ? (
        <Section title={t('decisions.have')}>
          <ul className={styles.rows}>
            {have.map((one) => (
              <li key={one.id}>
                <span>{one.name}</span>
                <span className="dim">
                  <DateText value={one.readAt} time />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </SideDrawer>
  );
}
