import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { type Card, listPortfolios, type Portfolio } from '../contract.ts';
import { Column } from './Column.tsx';
import styles from './Portfolios.module.css';
import { usePortfolioWords } from './use-portfolio-words.ts';

const MoveDialog = lazy(() => import('./MoveDialog.tsx'));
const NormsForm = lazy(() => import('./NormsForm.tsx'));
const PersonForm = lazy(() => import('./PersonForm.tsx'));
const MoveList = lazy(() => import('./MoveList.tsx'));

const defaults = { view: 'board' };

/** Who looks after how much: a column per manager with the load against the norm, and the accounts, which move from one to another. */
export default function PortfolioPage() {
  const { t } = usePortfolioWords();
  const [{ view }, setView] = useUrlState(defaults);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Card>>(new Map());
  const [moving, setMoving] = useState<{ cards: readonly Card[]; toId: string } | null>(null);
  const [norms, setNorms] = useState(false);
  const [person, setPerson] = useState<Portfolio | null>(null);
  const list = usePages(listPortfolios, { limit: 20 });
  const rows = list.rows ?? [];
  const first = list.first;
  const count = (state: string) => rows.filter((row) => row.load.state === state).length;
  const choose = (card: Card) =>
    setChosen((all) => {
      const next = new Map(all);
      if (!next.delete(card.id)) next.set(card.id, card);
      return next;
    });
  // A chosen card that is moved takes the other chosen ones along.
  const move = (card: Card, toId: string) =>
    setMoving({ cards: chosen.has(card.id) ? [...chosen.values()] : [card], toId });
  const board = {
    people: rows.map((row) => row.person),
    canMove: first?.can.move ?? false,
    ...{ chosen, choose, move },
  };
  return (
    <PageLayout
      title={t('menu.board')}
      answer={
        <AnswerLine loading={list.loading} note={first && !first.whole ? t('onlySeen') : t('note')}>
          {t('answer', { count: rows.length })} {t('answerOver', { count: count('over') })}{' '}
          {t('answerUnder', { count: count('under') })}
        </AnswerLine>
      }
      actions={
        first ? (
          <Button variant="default" onClick={() => setNorms(true)}>
            {t('norm.title')}
          </Button>
        ) : undefined
      }
      toolbar={
        <>
          <SegmentedChoice
            label={t('view')}
            value={view}
            onChange={(next) => setView({ view: next })}
            options={[
              { value: 'board', label: t('menu.board') },
              { value: 'moves', label: t('moves.title') },
            ]}
          />
          {chosen.size > 0 ? (
            <>
              <Button onClick={() => setMoving({ cards: [...chosen.values()], toId: '' })}>
                {t('moveChosen', { count: chosen.size })}
              </Button>
              <Button variant="subtle" onClick={() => setChosen(new Map())}>
                {t('chooseNone')}
              </Button>
            </>
          ) : null}
        </>
      }
    >
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={10} /> : null}
      {view === 'moves' ? (
        <Suspense fallback={<LoadingState lines={8} />}>
          <MoveList />
        </Suspense>
      ) : null}
      {view === 'board' && first ? (
        <>
          {rows.length === 0 ? <EmptyState title={t('emptyTitle')} text={t('emptyText')} /> : null}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className={styles.board} aria-label={t('menu.board')} tabIndex={0}>
            {rows.map((row) => (
              <Column key={row.person.id} row={row} {...board} onPerson={() => setPerson(row)} />
            ))}
            {first.whole ? <Column row={null} {...board} /> : null}
          </section>
          {list.more ? (
            <div>
              <Button variant="default" loading={list.more.loading} onClick={list.more.load}>
                {t('morePeople')}
              </Button>
            </div>
          ) : null}
        </>
      ) : null}
      <Suspense>
        {moving ? (
          <MoveDialog
            cards={moving.cards}
            toId={moving.toId}
            onClose={() => setMoving(null)}
            onDone={() => {
              setMoving(null);
              setChosen(new Map());
            }}
          />
        ) : null}
        {norms ? <NormsForm onClose={() => setNorms(false)} /> : null}
        {person ? (
          <PersonForm
            row={rows.find((row) => row.person.id === person.person.id) ?? person}
            canNorm={board.canMove}
            onClose={() => setPerson(null)}
          />
        ) : null}
      </Suspense>
    </PageLayout>
  );
}
