import { Button } from '@mantine/core';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { AnswerLine, PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { type Decision, listDecisions, readDecision } from '../contract.ts';
import { useDepartments } from './TaskBits.tsx';
import styles from './Tasks.module.css';
import { useTaskWords } from './use-task-words.ts';

const NewDecision = lazy(() => import('./NewDecision.tsx'));
const Readers = lazy(() => import('./Readers.tsx'));
const CorrectDecision = lazy(() => import('./CorrectDecision.tsx'));
const DecisionVersions = lazy(() => import('./DecisionVersions.tsx'));

/** What was opened of a decision. */
type Opened = { what: 'readers' | 'correct' | 'versions'; id: string };

/** Decisions of the management, newest first: read and understood by whom they are for. */
export default function DecisionList() {
  const { t } = useTaskWords();
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const mayPublish = useCan('tasks.decide');
  const list = usePages(listDecisions, { limit: 20 });
  const waiting = usePages(listDecisions, { unread: true, limit: 100 });
  const count = waiting.rows?.length ?? 0;
  const asked = list.rows?.find((one) => one.id === opened?.id);
  const close = () => setOpened(null);
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
        <One
          key={decision.id}
          decision={decision}
          mayCorrect={mayPublish}
          onOpen={(what) => setOpened({ what, id: decision.id })}
        />
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
        {asked && opened?.what === 'readers' ? <Readers decision={asked} onClose={close} /> : null}
        {asked && opened?.what === 'correct' ? <CorrectDecision decision={asked} onClose={close} /> : null}
        {asked && opened?.what === 'versions' ? <DecisionVersions decision={asked} onClose={close} /> : null}
      </Suspense>
    </PageLayout>
  );
}

interface OneProps {
  decision: Decision;
  mayCorrect: boolean;
  onOpen: (what: Opened['what']) => void;
}

function One({ decision, mayCorrect, onOpen }: OneProps) {
  const { t, format } = useTaskWords();
  const departments = useDepartments();
  const [view] = useUrlState({ decision: '' });
  const isNamed = view.decision === decision.id;
  // Notices lead to one decision.
  const named = useCallback(
    (node: HTMLElement | null) => (isNamed ? node?.scrollIntoView({ block: 'center' }) : undefined),
    [isNamed],
  );
  const read = useAct(readDecision, {});
  const whom = decision.everybody
    ? [t('decisions.everybody')]
    : [...decision.roles.map((role) => departments[role]), ...decision.people.map((one) => one.name)];
  return (
    <div ref={named}>
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
        {decision.correction === null ? null : (
          <p className={styles.corrected}>
            {t('decisions.correctedBy', {
              day: format.day(decision.correction.at),
              name: decision.correction.by?.name ?? decision.publishedBy.name,
              words: decision.correction.words,
            })}
          </p>
        )}
        {decision.isForMe && decision.readAt === null && decision.readNumber !== null ? (
          <p className="dim">{t('decisions.readEarlier', { number: decision.readNumber })}</p>
        ) : null}
        <div className={styles.decisionFoot}>
          {decision.readAt ? (
            <Badge tone="good">{t('decisions.wasRead', { day: format.day(decision.readAt) })}</Badge>
          ) : decision.isForMe ? (
            <Button
              size="compact-sm"
              loading={read.isPending}
              onClick={() => read.mutate({ id: decision.id, number: decision.number })}
            >
              {decision.readNumber === null ? t('decisions.read') : t('decisions.readAgain')}
            </Button>
          ) : null}
          {decision.readers ? (
            <Button variant="default" size="compact-sm" onClick={() => onOpen('readers')}>
              {t('decisions.readers', { read: decision.readers.read, count: decision.readers.all })}
            </Button>
          ) : null}
          {decision.number > 1 ? (
            <Button variant="default" size="compact-sm" onClick={() => onOpen('versions')}>
              {t('decisions.versions', { count: decision.number - 1 })}
            </Button>
          ) : null}
          {mayCorrect ? (
            <Button variant="subtle" size="compact-sm" onClick={() => onOpen('correct')}>
              {t('decisions.correct')}
            </Button>
          ) : null}
        </div>
      </Section>
    </div>
  );
}
