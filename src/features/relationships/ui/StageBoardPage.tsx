import { Button } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { TierBadge } from '../../../ui-kit/Badges.tsx';
import { Board, BoardCard, CardFoot, Lane } from '../../../ui-kit/Board.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import {
  type AccountRow,
  countAccountStages,
  type Filter,
  listAccountChoices,
  listAccounts,
} from '../../accounts/contract.ts';
import { AccountLook, accountDefaults, accountFilterOf, useAccountFilters } from '../../accounts/ui/public.tsx';
import { useListFields } from '../../fields/ui/public.tsx';
import { listMembers } from '../../people/contract.ts';
import { STAGES, type Stage } from '../contract.ts';
import { useStageWords } from './use-stage-words.ts';

const StageDialog = lazy(() => import('./StageDialog.tsx'));

const LANES = ['none', ...STAGES] as const;
interface Moved {
  account: AccountRow;
  stage: Stage;
}

/** The accounts that one may see by the stage of their relationship, which a person confirmed. Arrow keys go from card to card; moving hangs on each card's button. */
export default function StageBoardPage() {
  const t = useWords('relationships');
  const [view, setView] = useUrlState(accountDefaults);
  const [moved, setMoved] = useState<Moved | null>(null);
  const own = useListFields<AccountRow>('account', view.where);
  const { stage: _, ...filter } = accountFilterOf({ ...view, where: own.where });
  const choices = useCall(listAccountChoices, {});
  const members = useCall(listMembers, {});
  const fields = useAccountFilters(choices.data, members.data?.members).filter(({ key }) => key !== 'stage');
  const counts = useCall(countAccountStages, filter, { when: !own.loading });
  const countOf = (lane: string) => counts.data && (counts.data.rows.find(({ stage }) => stage === lane)?.count ?? 0);
  const all = counts.data?.rows.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const open = countOf('none') ?? 0;
  return (
    <PageLayout
      title={t('board.title')}
      answer={
        <AnswerLine loading={counts.isPending}>
          {counts.data ? t('board.answer', { count: all - open, all }) : null}
        </AnswerLine>
      }
      actions={<AccountLook look="board" />}
    >
      <FilterBar
        value={{ ...view, ...own.state }}
        onChange={(part) => setView(own.change(part))}
        search={{ key: 'q', placeholder: t('accounts:list.find') }}
        fields={[...fields, ...own.filters]}
      />
      {own.loading ? null : (
        <Board label={t('board.title')}>
          {LANES.map((lane) => (
            <StageLane key={lane} lane={lane} count={countOf(lane)} filter={filter} onMove={setMoved} />
          ))}
        </Board>
      )}
      <Suspense>{moved ? <StageDialog {...moved} onClose={() => setMoved(null)} /> : null}</Suspense>
    </PageLayout>
  );
}

interface LaneProps {
  lane: (typeof LANES)[number];
  count: number | undefined;
  filter: Omit<Filter, 'stage'>;
  onMove: (moved: Moved) => void;
}

function StageLane({ lane, count, filter, onMove }: LaneProps) {
  const t = useWords('relationships');
  const stages = useStageWords();
  const figures = useCan('ledger.read');
  const review = useCan('segmentation.read');
  const list = usePages(listAccounts, {
    ...filter,
    stage: [lane],
    columns: ['lead', 'stage', ...(figures ? (['revenue'] as const) : []), ...(review ? (['tier'] as const) : [])],
    sort: figures ? 'revenue' : 'name',
    direction: figures ? 'desc' : 'asc',
    limit: 30,
  });
  return (
    <Lane
      title={lane === 'none' ? t('board.undecided') : stages[lane]}
      list={list}
      count={count}
      none={t('board.none')}
      card={(account) => <Card key={account.id} account={account} lane={lane} onMove={onMove} />}
    />
  );
}

function Card({ account, lane, onMove }: { account: AccountRow; lane: string; onMove: LaneProps['onMove'] }) {
  const t = useWords('relationships');
  const stages = useStageWords();
  const mayMove = useCan('contacts.edit');
  return (
    <BoardCard>
      <PageLink to={`/accounts/${account.id}`}>{account.name}</PageLink>
      <CardFoot>
        <span>{account.lead?.name ?? t('accounts:none.lead')}</span>
        {account.tier ? <TierBadge tier={account.tier} /> : null}
      </CardFoot>
      <CardFoot>
        {account.revenue ? <Money value={account.revenue} digits={0} /> : <span />}
        {mayMove ? (
          <Popup
            label={t('board.move', { name: account.name })}
            kind="menu"
            align="end"
            opener={(props) => (
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={t('board.move', { name: account.name })}
                {...props}
              >
                <IconDots size={15} />
              </Button>
            )}
          >
            {(close) =>
              STAGES.filter((stage) => stage !== lane).map((stage) => (
                <MenuLine
                  key={stage}
                  onClick={() => {
                    close();
                    onMove({ account, stage });
                  }}
                >
                  {stages[stage]}
                </MenuLine>
              ))
            }
          </Popup>
        ) : null}
      </CardFoot>
    </BoardCard>
  );
}
