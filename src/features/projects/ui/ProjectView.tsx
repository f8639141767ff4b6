import { Button, Checkbox } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { getProject, type Project, removeProject, tickMilestone } from '../contract.ts';
import { isClosed } from '../rules.ts';
import { MoveMenu } from './MoveMenu.tsx';
import { Progress, RiskBadge, StateBadge } from './ProjectBits.tsx';
import { ProjectFacts } from './ProjectFacts.tsx';
import styles from './Projects.module.css';
import { useMove } from './use-move.tsx';
import { useProjectWords } from './use-project-words.ts';

const EditProject = lazy(() => import('./EditProject.tsx'));

/** One project: goal, how far it is and what endangers it, milestones, people, resources. `below`: what later rooms say of it. */
export default function ProjectView({ below }: { below: (project: Project) => ReactNode }) {
  const { t, risks } = useProjectWords();
  const id = usePathField('id');
  const found = useCall(getProject, { id }, { keep: false });
  const navigate = useNavigate();
  const [opened, setOpened] = useState<'edit' | 'remove' | null>(null);
  const { move, busy, dialog } = useMove();
  const remove = useAct(removeProject, {
    done: t('remove.done'),
    onDone: () => void navigate({ href: '/projects' }),
    touches: [],
  });
  const project = found.data;
  if (project === undefined)
    return (
      <PageLayout title={t('page.title')}>
        {found.error ? (
          <ErrorState error={found.error} retry={() => void found.refetch()} />
        ) : (
          <LoadingState lines={10} />
        )}
      </PageLayout>
    );
  const close = () => setOpened(null);
  return (
    <PageLayout
      title={project.name}
      why={{ kind: 'project', id: project.id }}
      crumbs={[{ label: t('menu.list'), to: '/projects' }]}
      badges={
        <>
          <StateBadge state={project.state} />
          <RiskBadge project={project} />
        </>
      }
      actions={
        project.can.edit ? (
          <>
            <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setOpened('edit')}>
              {t('edit.open')}
            </Button>
            <MoveMenu project={project} move={move} busy={busy} label={t('move.open')} />
            <Button variant="default" leftSection={<IconTrash size={15} />} onClick={() => setOpened('remove')}>
              {t('remove.open')}
            </Button>
          </>
        ) : undefined
      }
    >
      <div className={styles.layout}>
        <div className={styles.column}>
          <Section title={t('field.progress')} framed>
            <Progress project={project} />
            {project.risks.length === 0 ? null : (
              <ul className={styles.reasons}>
                {project.risks.map((risk) => (
                  <li key={risk}>{risks[risk]}</li>
                ))}
              </ul>
            )}
            {project.stateReason === '' ? null : (
              <p className={styles.text}>{t('page.reason', { reason: project.stateReason })}</p>
            )}
          </Section>
          {project.goal === '' ? null : (
            <Section title={t('field.goal')} framed>
              <p className={styles.text}>{project.goal}</p>
            </Section>
          )}
          <Milestones project={project} />
          {/* Nobody asks any more for what hangs on a project that goes. */}
          <Suspense fallback={<LoadingState lines={3} />}>
            {remove.isPending || remove.isSuccess ? null : below(project)}
          </Suspense>
        </div>
        <ProjectFacts project={project} />
      </div>
      {dialog}
      <Suspense>{opened === 'edit' ? <EditProject project={project} onClose={close} /> : null}</Suspense>
      <Confirm
        opened={opened === 'remove'}
        onClose={close}
        onConfirm={() => remove.mutate({ id: project.id, version: project.version })}
        title={t('remove.title')}
        text={t('remove.text', { name: project.name })}
        button={t('remove.open')}
        busy={remove.isPending}
        danger
      />
    </PageLayout>
  );
}

function Milestones({ project }: { project: Project }) {
  const { t, format } = useProjectWords();
  const tick = useAct(tickMilestone, {});
  const mayTick = project.can.edit && !isClosed(project.state);
  const done = project.milestones.filter((one) => one.doneOn !== null).length;
  const today = format.today();
  return (
    <Section title={t('field.milestones')} note={t('of', { done, all: project.milestones.length })} framed>
      {project.milestones.length === 0 ? <p className="dim">{t('none.milestones')}</p> : null}
      <ul className={styles.rows}>
        {project.milestones.map((one) => (
          <li key={one.id}>
            <Checkbox
              label={one.name}
              checked={tick.isPending && tick.variables.milestoneId === one.id ? !one.doneOn : one.doneOn !== null}
              disabled={!mayTick}
              onChange={() =>
                tick.mutate({ id: project.id, milestoneId: one.id, doneOn: one.doneOn === null ? today : null })
              }
            />
            {one.doneOn ? (
              <span className="dim">
                {t('page.reached')} <DateText value={one.doneOn} />
              </span>
            ) : one.dueOn ? (
              <span className={one.dueOn < today ? styles.over : 'dim'}>
                <DateText value={one.dueOn} />
                {one.dueOn < today ? <span className="hidden-text"> {t('late')}</span> : null}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
