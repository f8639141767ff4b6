import { Button } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { InputOf } from '../../../pure/operation.ts';
import { Board, BoardCard, CardFoot, Lane } from '../../../ui-kit/Board.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { listTasks, type State, type TaskRow } from '../contract.ts';
import { DueText, ForWhom, Marks } from './TaskBits.tsx';
import { useTakeStep } from './use-take-step.tsx';
import { useTaskWords } from './use-task-words.ts';

type Filter = Omit<InputOf<typeof listTasks>, 'after' | 'limit' | 'sort' | 'direction'>;

/** The states in which requests and assignments wait, from left to right. */
const LANES: readonly State[] = ['open', 'returned', 'reported', 'answered'];

/** Requests and assignments by state. Arrow keys go from card to card; the steps hang on each card's button. */
export default function TaskBoard({ filter }: { filter: Filter }) {
  const { t } = useTaskWords();
  const { take, busy, dialog } = useTakeStep();
  return (
    <>
      <Board label={t('board.title')}>
        {LANES.map((state) => (
          <StateLane key={state} state={state} filter={filter} take={take} busy={busy} />
        ))}
      </Board>
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

function StateLane({ state, filter, take, busy }: LaneProps) {
  const { t, states } = useTaskWords();
  const kind = (filter.kind ?? []).filter((one) => one === 'request' || one === 'assignment');
  const list = usePages(listTasks, {
    ...filter,
    kind: kind.length > 0 ? kind : ['request', 'assignment'],
    state: [state],
    limit: 50,
  });
  return (
    <Lane
      title={states[state]}
      list={list}
      none={t('board.none')}
      card={(task) => <Card key={task.id} task={task} take={take} busy={busy} />}
    />
  );
}

function Card({ task, take, busy }: { task: TaskRow; take: LaneProps['take']; busy: boolean }) {
  const { t, acts, kinds } = useTaskWords();
  return (
    <BoardCard>
      <PageLink to={`/tasks/${task.id}`}>{task.title}</PageLink>
      <CardFoot>
        <span>
          {kinds[task.kind]} · <ForWhom task={task} />
        </span>
        <Marks task={task} />
      </CardFoot>
      <CardFoot>
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
      </CardFoot>
    </BoardCard>
  );
}
