import { Button } from '@mantine/core';
import type { InputOf } from '../../../pure/operation.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { listProjects, type ProjectRow, type State } from '../contract.ts';
import { MoveMenu } from './MoveMenu.tsx';
import { Progress, RiskBadge } from './ProjectBits.tsx';
import styles from './Projects.module.css';
import { useMove } from './use-move.tsx';
import { useProjectWords } from './use-project-words.ts';

type Filter = Omit<InputOf<typeof listProjects>, 'after' | 'limit' | 'sort' | 'direction' | 'state' | 'closed'>;

/** The states from left to right. */
const LANES: readonly State[] = ['idea', 'planned', 'running', 'onHold', 'done'];

/** Moves the focus between the cards: down and up within a lane, left and right to the next one that has cards. */
function onKeyDown(event: React.KeyboardEvent<HTMLElement>) {
  const card = (event.target as HTMLElement).closest('[data-card]');
  const step = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[event.key];
  if (card === null || step === undefined || (event.target as HTMLElement).closest('[role="menu"]')) return;
  const lanes = [...event.currentTarget.querySelectorAll('[data-lane]')].map((lane) => [
    ...lane.querySelectorAll('[data-card]'),
  ]);
  const at = lanes.findIndex((cards) => cards.includes(card));
  const row = lanes[at]!.indexOf(card);
  let lane = at + step[0]!;
  while (step[0] !== 0 && lanes[lane]?.length === 0) lane += step[0]!;
  const cards = lanes[lane];
  const next = cards?.[step[0] === 0 ? row + step[1]! : Math.min(row, cards.length - 1)];
  if (next === undefined) return;
  event.preventDefault();
  next.querySelector<HTMLElement>('a')?.focus();
}

/** Projects by state. Arrow keys go from card to card; a menu on each brings it into another state. */
export default function ProjectBoard({ filter }: { filter: Filter }) {
  const { t } = useProjectWords();
  const { move, busy, dialog } = useMove();
  return (
    <>
      <section className={styles.board} aria-label={t('board.title')} onKeyDown={onKeyDown}>
        {LANES.map((state) => (
          <Lane key={state} state={state} filter={filter} move={move} busy={busy} />
        ))}
      </section>
      {dialog}
    </>
  );
}

interface LaneProps {
  state: State;
  filter: Filter;
  move: ReturnType<typeof useMove>['move'];
  busy: boolean;
}

function Lane({ state, filter, move, busy }: LaneProps) {
  const { t, states } = useProjectWords();
  const list = usePages(listProjects, { ...filter, state: [state], limit: 50 });
  return (
    <div className={styles.lane} data-lane>
      <h2>
        {states[state]}
        <span className="dim num">{list.rows ? `${list.rows.length}${list.more ? '+' : ''}` : ''}</span>
      </h2>
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={3} /> : null}
      <ul aria-label={states[state]}>
        {list.rows?.map((project) => (
          <Card key={project.id} project={project} move={move} busy={busy} />
        ))}
      </ul>
      {list.rows?.length === 0 ? <p className="dim">{t('board.none')}</p> : null}
      {list.more ? (
        <Button variant="default" size="compact-xs" loading={list.more.loading} onClick={list.more.load}>
          {t('kit:table.more')}
        </Button>
      ) : null}
    </div>
  );
}

function Card({ project, move, busy }: { project: ProjectRow } & Pick<LaneProps, 'move' | 'busy'>) {
  const { t } = useProjectWords();
  const mayEdit = useCan('projects.edit');
  return (
    <li className={styles.card} data-card>
      <PageLink to={`/projects/${project.id}`}>{project.name}</PageLink>
      <span className="dim">{project.account.name}</span>
      <Progress project={project} />
      <span className={styles.cardFoot}>
        <span>{project.dueOn ? <DateText value={project.dueOn} /> : t('none.due')}</span>
        <RiskBadge project={project} />
        {mayEdit ? <MoveMenu project={project} move={move} busy={busy} /> : null}
      </span>
    </li>
  );
}
