import { Badge } from '../../../ui-kit/Badges.tsx';
import type { Load } from '../contract.ts';
import styles from './Portfolios.module.css';
import { loadTones, usePortfolioWords } from './use-portfolio-words.ts';

/** The load of a manager against the norm: a bar whose marked part is the norm, and the reason in words. */
export function LoadBar({ load }: { load: Load }) {
  const { states, reason, points } = usePortfolioWords();
  const end = load.norm === null ? 1 : Math.max(load.norm.to * 1.4, load.points);
  const part = (value: number) => `${Math.min(100, (value / end) * 100)}%`;
  return (
    <div className={styles.load}>
      <div className={styles.loadLine}>
        <strong className="num">{points(load.points)}</strong>
        <Badge tone={loadTones[load.state]}>{states[load.state]}</Badge>
      </div>
      {load.norm === null ? null : (
        <div className={styles.bar} aria-hidden="true">
          <span
            className={styles.norm}
            style={{ left: part(load.norm.from), right: `calc(100% - ${part(load.norm.to)})` }}
          />
          <span className={styles.fill} data-state={load.state} style={{ width: part(load.points) }} />
        </div>
      )}
      <p className="dim">{reason(load)}</p>
    </div>
  );
}
