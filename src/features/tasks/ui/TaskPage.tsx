import { Button, Checkbox } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { FieldFacts } from '../../fields/ui/public.tsx';
import { RecordFiles } from '../../files/ui/public.tsx';
import { getSession } from '../../people/contract.ts';
import { type Act, getTask, removeTask, type Task, tickItem } from '../contract.ts';
import { RemoveTask } from './RemoveTask.tsx';
import { AccountOf, DueText, ForWhom, StateBadge } from './TaskBits.tsx';
import styles from './Tasks.module.css';
import { useTakeStep } from './use-take-step.tsx';
import { useTaskWords } from './use-task-words.ts';
import { WatchTask } from './WatchTask.tsx';

const EditTask = lazy(() => import('./EditTask.tsx'));

/** One task: what it is, its checklist, what became of it, and the steps that the reader may take. */
export default function TaskPage() {
  const { t, kinds } = useTaskWords();
  const id = usePathField('id');
  const found = useCall(getTask, { id }, { keep: false });
  const [editing, setEditing] = useState(false);
  const session = useCall(getSession, {});
  const me = session.data?.user.id;
  const { take, busy, dialog } = useTakeStep();
  const { acts } = useTaskWords();
  const seesFiles = useCan('files.read');
  const navigate = useNavigate();
  const remove = useAct(removeTask, {
    touches: [],
    done: t('remove.done'),
    onDone: () => void navigate({ href: '/tasks' }),
  });
  // Nobody asks any more for what hangs on a task that goes.
  const isGoing = remove.isPending || remove.isSuccess;
  const task = found.data;
  if (found.error)
    return (
      <PageLayout title={t('page.title')}>
        <ErrorState error={found.error} retry={() => void found.refetch()} />
      </PageLayout>
    );
  if (task === undefined)
    return (
      <PageLayout title={t('page.title')}>
        <LoadingState lines={10} />
      </PageLayout>
    );
  const forward = task.acts.filter((act) => !['cancel', 'reopen', 'later', 'decline', 'return'].includes(act));
  return (
    <PageLayout
      title={task.title}
      why={{ kind: 'task', id: task.id }}
      badges={
        <>
          <StateBadge state={task.state} />
          <Badge tone="outline">{kinds[task.kind]}</Badge>
          {task.isOverdue ? <Badge tone="bad">{t('late')}</Badge> : null}
          {task.isPrivate ? <Badge>{t('field.private')}</Badge> : null}
        </>
      }
      actions={
        <>
          {task.can.change.length > 0 ? (
            <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
              {t('edit.open')}
            </Button>
          ) : null}
          <WatchTask task={task} />
          {task.giver.id === me ? <RemoveTask task={task} remove={remove} /> : null}
          {task.acts.map((act: Act) => (
            <Button
              key={act}
              variant={act === forward[0] ? 'filled' : 'default'}
              disabled={busy}
              onClick={() => take(task, act)}
            >
              {acts[act]}
            </Button>
          ))}
        </>
      }
    >
      <div className={styles.layout}>
        <div className={styles.column}>
          {task.text === '' ? null : (
            <Section title={t('field.text')} framed>
              <p className={styles.text}>{task.text}</p>
            </Section>
          )}
          {task.checklist.length > 0 ? <Checklist task={task} /> : null}
          {seesFiles && !isGoing ? (
            <Suspense fallback={<LoadingState lines={2} />}>
              <RecordFiles kind="task" id={task.id} />
            </Suspense>
          ) : null}
          <History task={task} />
        </div>
        <div className={styles.column}>
          <Facts task={task} />
          <Suspense>
            <FieldFacts kind="task" answers={task.fields} />
          </Suspense>
        </div>
      </div>
      {dialog}
      <Suspense>{editing ? <EditTask task={task} onClose={() => setEditing(false)} /> : null}</Suspense>
    </PageLayout>
  );
}

function Checklist({ task }: { task: Task }) {
  const { t } = useTaskWords();
  const tick = useAct(tickItem, {});
  // Shown at once; the answer of the server follows.
  const isDone = (item: Task['checklist'][number]) =>
    tick.isPending && tick.variables.itemId === item.id ? tick.variables.done : item.done;
  const mayTick = task.can.change.includes('checklist');
  return (
    <Section title={t('field.checklist')} note={`${task.items.done}/${task.items.all}`} framed>
      <ul className={styles.items}>
        {task.checklist.map((item) => (
          <li key={item.id}>
            <Checkbox
              label={item.text}
              checked={isDone(item)}
              disabled={!mayTick}
              onChange={() => tick.mutate({ id: task.id, itemId: item.id, done: !item.done })}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History({ task }: { task: Task }) {
  const { t } = useTaskWords();
  const words: Record<string, string> = {
    created: t('history.created'),
    done: t('history.done'),
    report: t('history.report'),
    answer: t('history.answer'),
    accept: t('history.accept'),
    return: t('history.return'),
    decline: t('history.decline'),
    later: t('history.later'),
    take: t('history.take'),
    cancel: t('history.cancel'),
    reopen: t('history.reopen'),
  };
  return (
    <Section title={t('history.title')} framed>
      <ol className={styles.history}>
        {task.history.map((one) => (
          <li key={one.id}>
            <strong>{one.by?.name ?? t('history.system')}</strong>{' '}
            {one.onBehalfOf ? `(${t('history.onBehalfOf', { name: one.onBehalfOf.name })}) ` : null}
            {words[one.act] ?? one.act}{' '}
            <span className="dim">
              <DateText value={one.at} time />
            </span>{' '}
            {one.isLate ? <Badge tone="bad">{t('history.late')}</Badge> : null}
            {one.words === '' ? null : <p>{one.words}</p>}
            {one.files.length === 0 ? null : <GivenFiles taskId={task.id} files={one.files} />}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The files with which a report or an answer was given. */
function GivenFiles({ taskId, files }: { taskId: string; files: Task['history'][number]['files'] }) {
  const { t } = useTaskWords();
  return (
    <ul className={styles.given} aria-label={t('history.files')}>
      {files.map((file) => (
        <li key={file.id}>
          {file.isRemoved ? (
            <s>{file.name}</s>
          ) : (
            <PageLink to={`/tasks/${taskId}`} search={{ file: file.id }}>
              {file.name}
            </PageLink>
          )}{' '}
          <span className="dim">
            {file.isRemoved ? t('history.fileRemoved') : t('history.fileVersion', { number: file.number })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Facts({ task }: { task: Task }) {
  const { t, topics, priorities, repeat } = useTaskWords();
  const watchers = [
    ...task.watchers.map((one) => one.name),
    ...task.selfWatchers.map((one) => t('watch.byThemselves', { name: one.name })),
  ];
  const facts: [string, React.ReactNode][] = [
    [task.kind === 'request' ? t('field.toWhom') : t('field.owner'), <ForWhom key="owner" task={task} />],
    [t('field.giver'), task.giver.name],
    [t('field.due'), <DueText key="due" task={task} />],
    [t('field.priority'), priorities[task.priority]],
    [t('field.account'), <AccountOf key="account" task={task} />],
    ...(task.project
      ? [
          [
            t('field.project'),
            <PageLink key="project" to={`/projects/${task.project.id}`}>
              {task.project.name}
            </PageLink>,
          ] as [string, React.ReactNode],
        ]
      : []),
    ...(task.topic ? [[t('field.topic'), topics[task.topic]] as [string, React.ReactNode]] : []),
    ...(task.repeat ? [[t('field.repeat'), repeat(task.repeat, task.due?.on)] as [string, React.ReactNode]] : []),
    ...(watchers.length > 0 ? [[t('field.watchers'), watchers.join(', ')] as [string, React.ReactNode]] : []),
    [t('field.created'), <DateText key="created" value={task.createdAt} time />],
    ...(task.closedAt
      ? [[t('field.closed'), <DateText key="closed" value={task.closedAt} time />] as [string, React.ReactNode]]
      : []),
    ...(task.closedBy ? [[t('field.closedBy'), task.closedBy.name] as [string, React.ReactNode]] : []),
    ...(task.nextId
      ? [
          [
            t('field.next'),
            <PageLink key="next" to={`/tasks/${task.nextId}`}>
              {t('page.next')}
            </PageLink>,
          ] as [string, React.ReactNode],
        ]
      : []),
  ];
  return (
    <Section title={t('page.facts')} framed>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
