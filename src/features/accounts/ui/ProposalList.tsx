import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useAct, usePages } from '../../../ui-kit/use-call.ts';
import { DateText, Money, Percent } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { decideProposals, listProposals, undoProposal } from '../contract.ts';
import styles from './Accounts.module.css';
import { useAccountWords } from './use-account-words.ts';

type Proposal = OutputOf<typeof listProposals>['rows'][number];

/** Pairs that may belong together: with the evidence, to accept or decline one or many; decided ones to take back. */
export function ProposalList({ state }: { state: 'open' | 'accepted' | 'declined' }) {
  const t = useWords('accounts');
  const { evidence } = useAccountWords();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const list = usePages(listProposals, { state, limit: 100 });
  const decide = useAct(decideProposals, {
    done: (output, input) =>
      input.decision === 'accept'
        ? t('groups.acceptedNow', { count: output.decided, names: output.groups.map((group) => group.name).join(', ') })
        : t('groups.declinedNow', { count: output.decided }),
    onDone: () => setChosen([]),
  });
  const undo = useAct(undoProposal, { done: t('groups.undone') });
  const party = (one: Proposal['account']) => (
    <span className={styles.cell}>
      <PageLink to={`/accounts/${one.id}`}>{one.name}</PageLink>{' '}
      <span className="dim">{[one.externalId, one.city, one.country].filter(Boolean).join(' · ')}</span>
    </span>
  );
  const columns: Column<Proposal>[] = [
    {
      id: 'account',
      title: t('groups.one'),
      show: (row) => party(row.account),
      grow: true,
      width: 200,
      fixed: true,
      phone: 'title',
    },
    { id: 'with', title: t('groups.other'), show: (row) => party(row.with), width: 220 },
    {
      id: 'evidence',
      title: t('groups.evidence'),
      show: (row) => row.evidence.map((one) => `${evidence[one.kind]}: ${one.value}`).join('; '),
      width: 200,
    },
    {
      id: 'strength',
      title: t('groups.strength'),
      show: (row) => <Percent value={row.strength} digits={0} />,
      align: 'end',
      width: 90,
    },
    {
      id: 'revenue',
      title: t('groups.together'),
      show: (row) => (
        <>
          <Money value={row.account.revenue} digits={0} /> + <Money value={row.with.revenue} digits={0} />
        </>
      ),
      align: 'end',
      width: 165,
      phone: 'none',
    },
    {
      id: 'act',
      phone: 'bare',
      title: state === 'open' ? t('groups.decision') : t('groups.decided'),
      show: (row) =>
        state === 'open' ? (
          <span className={styles.acts}>
            <Button size="compact-xs" onClick={() => decide.mutate({ ids: [row.id], decision: 'accept' })}>
              {t('groups.accept')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              onClick={() => decide.mutate({ ids: [row.id], decision: 'decline' })}
            >
              {t('groups.decline')}
            </Button>
          </span>
        ) : (
          <span className={styles.acts}>
            {row.group ? <PageLink to={`/accounts/${row.group.id}`}>{row.group.name}</PageLink> : null}
            <span className="dim">
              {row.decidedBy?.name} <DateText value={row.decidedAt} time />
            </span>
            <Button variant="subtle" size="compact-xs" onClick={() => undo.mutate({ id: row.id })}>
              {t('action.undo')}
            </Button>
          </span>
        ),
      width: state === 'open' ? 160 : 260,
    },
  ];
  return (
    <DataTable
      name={`accounts.proposals.${state}`}
      label={t('menu.groups')}
      columns={columns}
      {...list}
      rowId={(row) => row.id}
      {...(state === 'open'
        ? {
            selected: chosen,
            onSelect: setChosen,
            bulk: (ids: readonly string[]) => (
              <>
                <Button
                  size="compact-xs"
                  loading={decide.isPending}
                  onClick={() => decide.mutate({ ids: ids.slice(0, 200), decision: 'accept' })}
                >
                  {t('groups.acceptMany', { count: Math.min(ids.length, 200) })}
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  loading={decide.isPending}
                  onClick={() => decide.mutate({ ids: ids.slice(0, 200), decision: 'decline' })}
                >
                  {t('groups.declineMany', { count: Math.min(ids.length, 200) })}
                </Button>
              </>
            ),
          }
        : {})}
      empty={
        <EmptyState
          title={t(state === 'open' ? 'groups.noneOpen' : 'groups.noneDecided')}
          text={state === 'open' ? t('groups.noneText') : undefined}
        />
      }
    />
  );
}
