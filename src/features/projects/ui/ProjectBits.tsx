import { Badge } from '../../../ui-kit/Badges.tsx';
import type { ProjectRow, State } from '../contract.ts';
import styles from './Projects.module.css';
import { stateTones, useProjectWords } from './use-project-words.ts';

/** The state in a box. */
export function StateBadge({ state }: { state: State }) {
  const { states } = useProjectWords();
  return <Badge tone={stateTones[state]}>{states[state]}</Badge>;
}

/** Late or at risk, with the reasons in words. */
export function RiskBadge({ project }: { project: Pick<ProjectRow, 'risks'> }) {
  const { t, risks, format } = useProjectWords();
  if (project.risks.length === 0) return null;
  const isLate = project.risks.includes('deadline');
  const reasons = format.list(project.risks.map((risk) => risks[risk]));
  return (
    <span title={reasons}>
      <Badge tone={isLate ? 'bad' : 'warn'}>{isLate ? t('late') : t('atRisk')}</Badge>
      <span className="hidden-text">: {reasons}</span>
    </span>
  );
}

/** How much is done: a bar and the per cent, in words where there is nothing to count. */
export function Progress({ project }: { project: Pick<ProjectRow, 'progress' | 'risks'> }) {
  const { t } = useProjectWords();
  if (project.progress === null) return <span className="dim">{t('none.progress')}</span>;
  return (
    <span className={styles.progress}>
      <span className={styles.track} aria-hidden="true">
        <span
          className={styles.fill}
          data-risk={project.risks.length > 0 || undefined}
          style={{ width: `${project.progress}%` }}
        />
      </span>
      <span className="num">{t('percent', { value: project.progress })}</span>
    </span>
  );
}
