import { Button } from '@mantine/core';
import type { InputOf } from '../../../pure/operation.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { DateText, NoValue } from '../../../ui-kit/Values.tsx';
import { listProjects, type ProjectRow } from '../contract.ts';
import { Progress, RiskBadge } from './ProjectBits.tsx';
import styles from './Projects.module.css';
import { type Scale, scaleOf } from './timeline-scale.ts';
import { useProjectWords } from './use-project-words.ts';

type Filter = Omit<InputOf<typeof listProjects>, 'after' | 'limit' | 'sort' | 'direction'>;

/** Projects over weeks or months: one table, in which the last column is a picture of what the others say. */
export default function ProjectTimeline({ filter }: { filter: Filter }) {
  const { t, format } = useProjectWords();
  const list = usePages(listProjects, { ...filter, sort: 'due', limit: 100 });
  if (list.error) return <ErrorState error={list.error} retry={list.retry} />;
  if (list.rows === undefined) return <LoadingState lines={8} />;
  if (list.rows.length === 0) return <EmptyState title={t('empty.filter')} />;
  const today = format.today();
  const scale = scaleOf(list.rows, today);
  const isShort = scale.marks.length > 1 && scale.marks[1]!.slice(8) !== '01';
  return (
    <div className={styles.column}>
      {/* The table scrolls sideways by keys too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus */}
      <section className={styles.timeline} aria-label={t('timeline.title')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('field.project')}</th>
              <th scope="col">{t('field.begins')}</th>
              <th scope="col">{t('field.due')}</th>
              <th scope="col">{t('field.progress')}</th>
              <th scope="col" className="hidden-text">
                {t('field.milestones')}
              </th>
              <td className={styles.scale} aria-hidden="true">
                {scale.marks.map((day) => (
                  <span key={day} style={{ insetInlineStart: `${scale.at(day)}%` }}>
                    {isShort ? format.day(day).replace(/\s*\d{4}.*$/, '') : format.month(day)}
                  </span>
                ))}
                <span className={styles.todayWord} style={{ insetInlineStart: `${scale.at(today)}%` }}>
                  {t('timeline.today')}
                </span>
              </td>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((project) => (
              <Row key={project.id} project={project} scale={scale} today={today} />
            ))}
          </tbody>
        </table>
      </section>
      {list.more === null ? null : (
        <div className={styles.more}>
          <span className="dim">{t('timeline.some', { count: list.rows.length })}</span>
          <Button variant="default" size="compact-sm" loading={list.more.loading} onClick={list.more.load}>
            {t('kit:table.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Row({ project, scale, today }: { project: ProjectRow; scale: Scale; today: string }) {
  const { t, states, format } = useProjectWords();
  const milestone = (one: ProjectRow['milestones'][number]) =>
    one.doneOn
      ? t('timeline.reached', { name: one.name, day: format.day(one.doneOn) })
      : one.dueOn
        ? t('timeline.until', { name: one.name, day: format.day(one.dueOn) })
        : one.name;
  return (
    <tr>
      <th scope="row">
        <PageLink to={`/projects/${project.id}`}>{project.name}</PageLink>
        <span className={`${styles.where} dim`}>
          {project.account.name} · {states[project.state]} <RiskBadge project={project} />
        </span>
      </th>
      <td className="num">
        {project.beginsOn ? <DateText value={project.beginsOn} /> : <NoValue why={t('none.begins')} />}
      </td>
      <td className="num">{project.dueOn ? <DateText value={project.dueOn} /> : <NoValue why={t('none.due')} />}</td>
      <td>
        <Progress project={project} />
      </td>
      <td className="hidden-text">
        {project.milestones.length === 0 ? t('none.milestones') : format.list(project.milestones.map(milestone))}
      </td>
      <td className={styles.bars} aria-hidden="true">
        {scale.marks.map((day) => (
          <span key={day} className={styles.mark} style={{ insetInlineStart: `${scale.at(day)}%` }} />
        ))}
        <Bar project={project} scale={scale} />
        {project.milestones.map((one) => {
          const day = one.doneOn ?? one.dueOn;
          if (day === null) return null;
          const state = one.doneOn ? 'reached' : day < today ? 'late' : 'open';
          return (
            <span
              key={one.id}
              className={styles.milestone}
              data-state={state}
              title={milestone(one)}
              style={{ insetInlineStart: `${scale.at(day)}%` }}
            />
          );
        })}
        <span className={styles.today} style={{ insetInlineStart: `${scale.at(today)}%` }} />
      </td>
    </tr>
  );
}

/** From the first to the last day; where one of them is not known, a short bar at the other. */
function Bar({ project, scale }: { project: ProjectRow; scale: Scale }) {
  const { beginsOn, dueOn } = project;
  if (beginsOn === null && dueOn === null) return null;
  const start = scale.at(beginsOn ?? dueOn!);
  const end = scale.at(dueOn ?? beginsOn!);
  const risk = project.risks.includes('deadline') ? 'late' : project.risks.length > 0 ? 'risk' : undefined;
  return (
    <span
      className={styles.bar}
      data-state={project.state}
      data-risk={risk}
      style={{ insetInlineStart: `${start}%`, width: `max(${end - start}%, 10px)` }}
    >
      <span className={styles.done} style={{ width: `${project.progress ?? 0}%` }} />
    </span>
  );
}
