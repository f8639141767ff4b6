import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { AnswerLine, PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, usePages } from '../../../ui-kit/use-call.ts';
import { type Decision, listDecisions, readDecision } from '../contract.ts';
import { useDepartments } from './TaskBits.tsx';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

const NewDecision = lazy(() => import('./NewDecision.tsx'));
const Readers = lazy(() => import('./Readers.tsx'));

/** Decisions of the management, newest first: read and understood by whom they are for. */
export default function DecisionList() {
  const { t } = useTaskWords();
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Decision | null>(null);
  const mayPublish = useCan('tasks.decide');
  const list = usePages(listDecisions, { limit: 20 });
  const waiting = usePages(listDecisions, { unread: true, limit: 100 });
  const count = waiting.rows?.length ?? 0;
  return (
    <PageLayout
      title={t('decisions.title')}
      answer={
        list.rows?.length === 0 ? undefined : (
          <AnswerLine loading={waiting.loading}>
            {count === 0 ? t('decisions.answerNone') : t('decisions.answer', { count })}
          </AnswerLine>
        )
      }
      actions={mayPublish ? <Button onClick={() => setAdding(true)}>{t('decisions.publish')}</Button> : undefined}
    >
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={8} /> : null}
      {list.rows?.length === 0 ? (
        <EmptyState title={t('decisions.emptyTitle')} text={t('decisions.emptyText')} />
      ) : null}
      {list.rows?.map((decision) => (
        <One key={decision.id} decision={decision} onReaders={() => setAsked(decision)} />
      ))}
      {list.more ? (
        <div>
          <Button variant="default" loading={list.more.loading} onClick={list.more.load}>
            {t('kit:table.more')}
          </Button>
        </div>
      ) : null}
      <Suspense>
        {adding ? <NewDecision onClose={() => setAdding(false)} /> : null}
        {asked ? <Readers decision={asked} onClose={() => setAsked(null)} /> : null}
      </Suspense>
    </PageLayout>
  );
}

function One({ decision, onReaders }: { decision: Decision; onReaders: () => void }) {
  const { t, format } = useTaskWords();
  const departments = useDepartments();
  const read = useAct(readDecision, {});
  const whom = decision.everybody
    ? [t('decisions.everybody')]
    : [...decision.roles.map((role) => departments[role]), ...decision.people.map((one) => one.name)];
  return (
    <Section
      title={decision.title}
      note={[
        t('decisions.inForce', { day: format.day(decision.inForceFrom) }),
        t('decisions.by', { name: decision.publishedBy.name, day: format.day(decision.publishedAt) }),
        whom.join(', '),
      ].join(' · ')}
      framed
    >
      <p className={styles.text}>{decision.text}</p>
      <div className={styles.decisionFoot}>
        {decision.readAt ? (
          <Badge tone="good">{t('decisions.wasRead', { day: format.day(decision.readAt) })}</Badge>
        ) : decision.isForMe ? (
          <Button size="compact-sm" loading={read.isPending} onClick={() => read.mutate({ id: decision.id })}>
            {t('decisions.read')}
          </Button>
        ) : null}
        {decision.readers ? (
          <Button variant="default" size="compact-sm" onClick={onReaders}>
            {t('decisions.readers', { read: decision.readers.read, count: decision.readers.all })}
          </Button>
        ) : null}
      </div>
    </Section>
  );
}
