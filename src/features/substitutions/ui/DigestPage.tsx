import { Button } from '@mantine/core';
import { AnswerLine, PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useAuditWords } from '../../audit/ui/public.tsx';
import { getDigest } from '../contract.ts';
import styles from './Substitutions.module.css';
import { useSubstitutionWords } from './use-substitution-words.ts';

/** What was done in somebody's place, account by account, each with its latest act first. */
export default function DigestPage() {
  const { t, days } = useSubstitutionWords();
  const words = useAuditWords();
  const id = usePathField('id');
  const list = usePages(getDigest, { id, limit: 100 });
  const about = list.first?.substitution;
  const rows = list.rows ?? [];
  const accounts = new Map(rows.map((row) => [row.account.id, row.account.name]));
  return (
    <PageLayout
      title={t('digest.title')}
      crumbs={[{ label: t('menu.list'), to: '/substitutions' }]}
      answer={
        list.error ? undefined : (
          <AnswerLine loading={list.loading} note={about ? days(about) : undefined}>
            {about
              ? t(list.more ? 'digest.answerMore' : 'digest.answer', {
                  ...{ absent: about.absent.name, substitute: about.substitute.name },
                  acts: t('digest.acts', { count: rows.length }),
                  accounts: t('digest.accounts', { count: accounts.size }),
                })
              : null}
          </AnswerLine>
        )
      }
    >
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={8} /> : null}
      {list.rows?.length === 0 ? <EmptyState title={t('digest.emptyTitle')} text={t('digest.emptyText')} /> : null}
      {[...accounts].map(([accountId, name]) => (
        <Section key={accountId} title={<PageLink to={`/accounts/${accountId}?tab=timeline`}>{name}</PageLink>} framed>
          <ul className={styles.list}>
            {rows
              .filter((row) => row.account.id === accountId)
              .map((row) => (
                <li key={row.id}>
                  <span className="dim">
                    <DateText value={row.at} time />
                  </span>{' '}
                  {words.act(row.operation, row.word)}
                  {row.text === null ? null : <p>{row.text}</p>}
                  {row.reason === null ? null : <p className="dim">{row.reason}</p>}
                </li>
              ))}
          </ul>
        </Section>
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
