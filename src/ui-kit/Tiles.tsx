import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { HelpMark } from './HelpMark.tsx';
import styles from './Tiles.module.css';

/** A row of tiles with hairlines between them; wraps on narrow screens. */
export function Tiles({ children, label }: { children: ReactNode; label: string }) {
  return (
    <section className={styles.tiles} aria-label={label}>
      {children}
    </section>
  );
}

interface TileProps {
  label: string;
  /** The figure: `<Money short>`, `<Percent>`, a `FigureLink`. */
  value: ReactNode;
  /** `<DeltaBadge>` against the period before. */
  delta?: ReactNode;
  /** What it says in words: "highly concentrated", "last order 3 days ago". */
  note?: ReactNode;
  /** Entry of the guide. */
  help?: string;
  picture?: ReactNode;
  loading?: boolean;
  tone?: 'bad' | 'warn';
}

/** One figure with its change and its meaning. */
export function Tile({ label, value, delta, note, help, picture, loading, tone }: TileProps) {
  return (
    <div className={styles.tile}>
      <div className={styles.label}>
        {label}
        {help === undefined ? null : <HelpMark of={help} label={label} />}
      </div>
      {loading ? (
        <Skeleton height={20} width={90} my={5} radius="xs" />
      ) : (
        <div className={styles.row}>
          <span className={styles.value} data-tone={tone}>
            {value}
          </span>
          {delta}
        </div>
      )}
      {note === undefined ? null : <div className={styles.note}>{note}</div>}
      {picture}
    </div>
  );
}
