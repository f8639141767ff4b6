import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { getBrief } from '../contract.ts';
import { BriefAccountSection } from './BriefAccountSection.tsx';
import { useSubstitutionWords } from './use-substitution-words.ts';

/** What a substitute must know before the first call: account by account, the largest first; prints as a sheet to take along. */
export default function BriefPage() {
  const { t, days, scope, rights } = useSubstitutionWords();
  const id = usePathField('id');
  const list = usePages(getBrief, { id, limit: 10 });
  const about = list.first?.substitution;
  const rows = list.rows ?? [];
  const tasks = rows.reduce((sum, row) => sum + row.tasks.length, 0);
  const overdue = rows.reduce((sum, row) => sum + row.overdue.length, 0);
  return (
    <PageLayout
      title={t('brief.title')}
      crumbs={[{ label: t('menu.list'), to: '/substitutions' }]}
      answer={
        list.error ? undefined : (
          <AnswerLine
            loading={list.loading}
            note={about ? [days(about), scope(about), rights(about)].join(' · ') : undefined}
          >
            {about
              ? t('brief.answer', {
                  ...{ absent: about.absent.name, substitute: about.substitute.name },
                  accounts: t(list.more ? 'brief.accountsMore' : 'brief.accounts', { count: rows.length }),
                  tasks: t('brief.tasks', { count: tasks }),
                  overdue: t('brief.overdue', { count: overdue }),
                })
              : null}
          </AnswerLine>
        )
      }
      actions={
        <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      }
    >
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={12} /> : null}
      {list.rows?.length === 0 ? <EmptyState title={t('brief.emptyTitle')} text={t('brief.emptyText')} /> : null}
      {rows.map((row) => (
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
