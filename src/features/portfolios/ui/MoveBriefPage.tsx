import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { BriefAccountSection } from '../../substitutions/ui/public.tsx';
import { getMoveBrief } from '../contract.ts';
import { usePortfolioWords } from './use-portfolio-words.ts';

/** What the new manager must know before the first call, account by account; prints as a sheet. */
export default function MoveBriefPage() {
  const { t, format } = usePortfolioWords();
  const id = usePathField('id');
  const list = usePages(getMoveBrief, { id, limit: 10 });
  const move = list.first?.move;
  const froms = [...new Set(move?.accounts.flatMap((account) => account.from?.name ?? []) ?? [])];
  return (
    <PageLayout
      title={t('brief.title')}
      crumbs={[{ label: t('menu.board'), to: '/portfolio' }]}
      answer={
        list.error ? undefined : (
          <AnswerLine
            loading={list.loading}
            note={
              move
                ? [t('moves.since', { day: format.day(move.since) }), move.reason].filter(Boolean).join(' · ')
                : undefined
            }
          >
            {move
              ? t('brief.answer', {
                  count: move.accounts.length,
                  to: move.to.name,
                  from: froms.length === 0 ? t('nobody') : format.list(froms),
                })
              : null}
          </AnswerLine>
        )
      }
      actions={
        <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
          {t('brief.print')}
        </Button>
      }
    >
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={12} /> : null}
      {list.rows?.length === 0 ? <EmptyState title={t('brief.emptyTitle')} text={t('brief.emptyText')} /> : null}
      {list.rows?.map((row) => (
        <BriefAccountSection key={row.id} row={row} />
      ))}
      {list.more ? (
        <div>
          <Button variant="default" loading={list.more.loading} onClick={list.more.load}>
            {t('kit:table.more')}
          </Button>
        </div>
      ) : null}
    </PageLayout>
  );
}
