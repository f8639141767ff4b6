import type { InputOf } from '../../../pure/operation.ts';
import { Board, BoardCard, CardFoot, Lane } from '../../../ui-kit/Board.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { listProjects, type ProjectRow, type State } from '../contract.ts';
import { MoveMenu } from './MoveMenu.tsx';
import { Progress, RiskBadge } from './ProjectBits.tsx';
import { useMove } from './use-move.tsx';
import { useProjectWords } from './use-project-words.ts';

type Filter = Omit<InputOf<typeof listProjects>, 'after' | 'limit' | 'sort' | 'direction' | 'state' | 'closed'>;

/** The states from left to right. */
const LANES: readonly State[] = ['idea', 'planned', 'running', 'onHold', 'done'];

/** Projects by state. Arrow keys go from card to card; a menu on each brings it into another state. */
export default function ProjectBoard({ filter }: { filter: Filter }) {
  const { t } = useProjectWords();
  const { move, busy, dialog } = useMove();
  return (
    <>
      <Board label={t('board.title')}>
        {LANES.map((state) => (
          <StateLane key={state} state={state} filter={filter} move={move} busy={busy} />
        ))}
      </Board>
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

function StateLane({ state, filter, move, busy }: LaneProps) {
  const { t, states } = useProjectWords();
  const list = usePages(listProjects, { ...filter, state: [state], limit: 50 });
  return (
    <Lane
      title={states[state]}
      list={list}
      none={t('board.none')}
      card={(project) => <Card key={project.id} project={project} move={move} busy={busy} />}
    />
  );
}

function Card({ project, move, busy }: { project: ProjectRow } & Pick<LaneProps, 'move' | 'busy'>) {
  const { t } = useProjectWords();
  const mayEdit = useCan('projects.edit');
  return (
    <BoardCard>
      <PageLink to={`/projects/${project.id}`}>{project.name}</PageLink>
      <span className="dim">{project.account.name}</span>
      <Progress project={project} />
      <CardFoot>
        <span>{project.dueOn ? <DateText value={project.dueOn} /> : t('none.due')}</span>
        <RiskBadge project={project} />
        {mayEdit ? <MoveMenu project={project} move={move} busy={busy} /> : null}
      </CardFoot>
    </BoardCard>
  );
}
