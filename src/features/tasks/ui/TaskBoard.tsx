import { Button } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { InputOf } from '../../../pure/operation.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { listTasks, type State, type TaskRow } from '../contract.ts';
import { DueText, ForWhom, Marks } from './TaskBits.tsx';
import styles from './Tasks.module.css';
import { useTakeStep } from './use-take-step.tsx';
import { useTaskWords } from './use-task-words.ts';

type Filter = Omit<InputOf<typeof listTasks>, 'after' | 'limit' | 'sort' | 'direction'>;

/** The states in which requests and assignments wait, from left to right. */
const LANES: readonly State[] = ['open', 'returned', 'reported', 'answered'];

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

/** Requests and assignments by state. Arrow keys go from card to card; the steps hang on each card's button. */
export default function TaskBoard({ filter }: { filter: Filter }) {
  const { t } = useTaskWords();
  const { take, busy, dialog } = useTakeStep();
  return (
    <>
      <section className={styles.board} aria-label={t('board.title')} onKeyDown={onKeyDown}>
        {LANES.map((state) => (
          <Lane key={state} state={state} filter={filter} take={take} busy={busy} />
        ))}
      </section>
      {dialog}
    </>
  );
}

interface LaneProps {
  state: State;
  filter: Filter;
  take: ReturnType<typeof useTakeStep>['take'];
  busy: boolean;
}

function Lane({ state, filter, take, busy }: LaneProps) {
  const { t, states } = useTaskWords();
  const kind = (filter.kind ?? []).filter((one) => one === 'request' || one === 'assignment');
  const list = usePages(listTasks, {
    ...filter,
    kind: kind.length > 0 ? kind : ['request', 'assignment'],
    state: [state],
    limit: 50,
  });
  return (
    <div className={styles.lane} data-lane>
      <h2>
        {states[state]}
        <span className="dim num">{list.rows ? `${list.rows.length}${list.more ? '+' : ''}` : ''}</span>
      </h2>
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={3} /> : null}
      <ul aria-label={states[state]}>
        {list.rows?.map((task) => (
          <Card key={task.id} task={task} take={take} busy={busy} />
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

function Card({ task, take, busy }: { task: TaskRow; take: LaneProps['take']; busy: boolean }) {
  const { t, acts, kinds } = useTaskWords();
  return (
    <li className={styles.card} data-card>
      <PageLink to={`/tasks/${task.id}`}>{task.title}</PageLink>
      <span className={styles.cardFoot}>
        <span>
          {kinds[task.kind]} · <ForWhom task={task} />
        </span>
        <Marks task={task} />
      </span>
      <span className={styles.cardFoot}>
        <DueText task={task} />
        {task.acts.length === 0 ? null : (
          <Popup
            label={t('board.steps', { title: task.title })}
            kind="menu"
            align="end"
            opener={(props) => (
              <Button
                variant="subtle"
                size="compact-xs"
                disabled={busy}
                aria-label={t('board.steps', { title: task.title })}
                {...props}
              >
                <IconDots size={15} />
              </Button>
            )}
          >
            {(close) =>
              task.acts.map((act) => (
                <MenuLine
                  key={act}
                  onClick={() => {
                    close();
                    take(task, act);
                  }}
                >
                  {acts[act]}
                </MenuLine>
              ))
            }
          </Popup>
        )}
      </span>
    </li>
  );
}
