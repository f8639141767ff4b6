import { Button } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './Board.module.css';
import { ErrorState, LoadingState } from './States.tsx';
import { useWords } from './words.ts';

/** Moves the focus between the cards: down and up within a lane, left and right to the next one that has cards, Home and End to the ends of the lane. */
function onKeyDown(event: KeyboardEvent<HTMLElement>) {
  const card = (event.target as HTMLElement).closest('[data-card]');
  if (card === null || event.altKey || event.ctrlKey || event.metaKey) return;
  if ((event.target as HTMLElement).closest('[role="menu"]')) return;
  const lanes = [...event.currentTarget.querySelectorAll('[data-lane]')].map((lane) => [
    ...lane.querySelectorAll('[data-card]'),
  ]);
  const at = lanes.findIndex((cards) => cards.includes(card));
  const own = lanes[at]!;
  const row = own.indexOf(card);
  const beside = (step: number) => {
    let lane = at + step;
    while (lanes[lane]?.length === 0) lane += step;
    const cards = lanes[lane];
    return cards?.[Math.min(row, cards.length - 1)];
  };
  const places: Record<string, Element | undefined> = {
    ArrowDown: own[row + 1],
    ArrowUp: own[row - 1],
    Home: own[0],
    End: own.at(-1),
    ArrowRight: beside(1),
    ArrowLeft: beside(-1),
  };
  const next = places[event.key];
  if (next === undefined) return;
  event.preventDefault();
  next.querySelector<HTMLElement>('a')?.focus();
}

/** Cards in lanes by state: beside each other, one below the other on a phone. Arrow keys go from card to card; what a card can do hangs on a button of its own. */
export function Board({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={styles.board} aria-label={label} onKeyDown={onKeyDown}>
      {children}
    </section>
  );
}

interface LaneProps<Row> {
  title: string;
  /** What `usePages` gives. */
  list: {
    rows: readonly Row[] | undefined;
    error: unknown;
    loading: boolean;
    retry: () => void;
    more: { loading: boolean; load: () => void } | null;
  };
  /** How many there are in all, where that is known. */
  count?: number | undefined;
  /** What stands there where there are no cards. */
  none: string;
  /** One card, drawn with `BoardCard`. */
  card: (row: Row) => ReactNode;
}

/** One lane with its cards, the first page of them. */
export function Lane<Row>({ title, list, count, none, card }: LaneProps<Row>) {
  const t = useWords('kit');
  return (
    <div className={styles.lane} data-lane>
      <h2>
        {title}
        <span className="dim num">{count ?? (list.rows ? `${list.rows.length}${list.more ? '+' : ''}` : '')}</span>
      </h2>
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={3} /> : null}
      <ul aria-label={title}>{list.rows?.map(card)}</ul>
      {list.rows?.length === 0 ? <p className="dim">{none}</p> : null}
      {list.more ? (
        <Button variant="default" size="compact-xs" loading={list.more.loading} onClick={list.more.load}>
          {t('table.more')}
        </Button>
      ) : null}
    </div>
  );
}

/** A card; the first link in it takes the focus. */
export function BoardCard({ children }: { children: ReactNode }) {
  return (
    <li className={styles.card} data-card>
      {children}
    </li>
  );
}

/** A line of a card with what is less important, and its button. */
export function CardFoot({ children }: { children: ReactNode }) {
  return <span className={styles.foot}>{children}</span>;
}
