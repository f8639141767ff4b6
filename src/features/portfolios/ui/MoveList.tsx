import { Button } from '@mantine/core';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, usePages } from '../../../ui-kit/use-call.ts';
import { listMoves, type Move, undoMove } from '../contract.ts';
import styles from './Portfolios.module.css';
import { usePortfolioWords } from './use-portfolio-words.ts';

/** Which accounts changed hands, when and by whom; undone while nothing changed since. */
export default function MoveList() {
  const { t } = usePortfolioWords();
  const list = usePages(listMoves, { limit: 30 });
  if (list.error) return <ErrorState error={list.error} retry={list.retry} />;
  return (
    <>
      {list.loading ? <LoadingState lines={8} /> : null}
      {list.rows?.length === 0 ? <EmptyState title={t('moves.emptyTitle')} text={t('moves.emptyText')} /> : null}
      {list.rows?.map((move) => (
        <One key={move.id} move={move} />
      ))}
      {list.more ? (
        <div>
          <Button variant="default" loading={list.more.loading} onClick={list.more.load}>
            {t('kit:table.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function One({ move }: { move: Move }) {
  const { t, format } = usePortfolioWords();
  const undo = useAct(undoMove, { done: t('moves.undone') });
  const title = t('moves.one', { count: move.accounts.length, name: move.to.name });
  return (
    <article aria-label={title}>
      <Section title={title} framed>
        <p className={styles.loadLine}>
          <span>{t('moves.since', { day: format.day(move.since) })}</span>
          {move.undoneAt ? <Badge tone="outline">{t('moves.undoneBadge')}</Badge> : null}
          {!move.undoneAt && move.since > format.today() ? <Badge tone="accent">{t('moves.coming')}</Badge> : null}
        </p>
        <ul className={styles.plain}>
          {move.accounts.map((account) => (
            <li key={account.id}>
              <PageLink to={`/accounts/${account.id}`}>{account.name}</PageLink>{' '}
              <span className="dim">{t('moves.from', { name: account.from?.name ?? t('nobody') })}</span>
            </li>
          ))}
        </ul>
        {move.reason === '' ? null : <p>{move.reason}</p>}
        <p className="dim">
          {t('moves.by', { name: move.movedBy?.name ?? t('nobody'), at: format.moment(move.movedAt) })}
          {move.undoneAt
            ? ` · ${t('moves.undoneBy', { name: move.undoneBy?.name ?? t('nobody'), at: format.moment(move.undoneAt) })}`
            : ''}
        </p>
        <div className={`${styles.loadLine} no-print`}>
          <PageLink to={`/portfolio/moves/${move.id}/brief`}>{t('brief.title')}</PageLink>
          {move.can.undo ? (
            <Button
              size="compact-sm"
              variant="default"
              loading={undo.isPending}
              onClick={() => undo.mutate({ id: move.id, version: move.version })}
            >
              {t('moves.undo')}
            </Button>
          ) : null}
        </div>
      </Section>
    </article>
  );
}
