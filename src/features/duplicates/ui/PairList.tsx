import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { LongTextField } from '../../../ui-kit/Form.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useAct, usePages } from '../../../ui-kit/use-call.ts';
import { DateText, Percent } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { decideDuplicate, type Kind, listDuplicates, type Pair } from '../contract.ts';
import styles from './Duplicates.module.css';
import { useReasonWords } from './use-reason-words.ts';

/** Pairs that may be one, with what speaks for it; or those that somebody told apart. */
export function PairList({
  state,
  kind,
  importId,
}: {
  state: Pair['state'];
  kind: Kind | null;
  importId: string | null;
}) {
  const t = useWords('duplicates');
  const reasons = useReasonWords();
  const [apart, setApart] = useState<Pair | null>(null);
  const [why, setWhy] = useState('');
  const close = () => {
    setApart(null);
    setWhy('');
  };
  const list = usePages(listDuplicates, {
    state,
    limit: 100,
    ...(kind === null ? {} : { kind }),
    ...(importId === null ? {} : { importId }),
  });
  const decide = useAct(decideDuplicate, { done: t('list.decided'), onDone: close });
  const side = (row: Pair, one: Pair['one']) => (
    <span className={styles.cell}>
      <PageLink to={`/${row.kind}s/${one.id}`}>{one.name}</PageLink>
      <span className={`dim ${styles.detail}`}>{one.detail}</span>
    </span>
  );
  const columns: Column<Pair>[] = [
    {
      ...{ id: 'one', title: t('list.one'), grow: true, width: 200, fixed: true, phone: 'title' },
      show: (row) => side(row, row.one),
    },
    { id: 'other', title: t('list.other'), show: (row) => side(row, row.other), width: 220 },
    {
      ...{ id: 'reasons', title: t('list.reasons'), width: 260 },
      show: (row) => <span className={styles.cell}>{reasons(row.reasons, row.kind)}</span>,
    },
    {
      ...{ id: 'score', title: t('list.score'), align: 'end', width: 100 },
      show: (row) => <Percent value={row.score} digits={0} />,
    },
    {
      ...{ id: 'act', phone: 'bare', title: t('list.decision'), width: 230 },
      show: (row) =>
        state === 'open' ? (
          row.can.merge ? (
            <span className={styles.acts}>
              <Button
                size="compact-xs"
                component="a"
                href={`/duplicates/merge?kind=${row.kind}&one=${row.one.id}&other=${row.other.id}`}
              >
                {t('list.merge')}
              </Button>
              <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setApart(row)}>
                {t('list.apart')}
              </Button>
            </span>
          ) : null
        ) : (
          <span className={styles.acts}>
            <span className="dim">
              {row.reason} – {row.decidedBy?.name} <DateText value={row.decidedAt} />
            </span>
            {row.can.merge ? (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => decide.mutate({ id: row.id, isDuplicate: true, version: row.version })}
              >
                {t('list.reopen')}
              </Button>
            ) : null}
          </span>
        ),
    },
  ];
  return (
    <>
      <DataTable
        name={`duplicates.${state}`}
        label={t('menu.list')}
        columns={columns}
        {...list}
        rowId={(row) => row.id}
        empty={
          <EmptyState
            title={t(state === 'open' ? 'list.noneOpen' : 'list.noneDismissed')}
            text={state === 'open' ? t('list.noneText') : undefined}
          />
        }
      />
      <Confirm
        opened={apart !== null}
        onClose={close}
        title={t('apart.title')}
        text={apart ? t('apart.text', { one: apart.one.name, other: apart.other.name }) : ''}
        button={t('list.apart')}
        busy={decide.isPending}
        onConfirm={() =>
          apart && decide.mutate({ id: apart.id, isDuplicate: false, reason: why, version: apart.version })
        }
      >
        <LongTextField name="reason" label={t('apart.reason')} value={why} onChange={setWhy} maxLength={500} required />
      </Confirm>
    </>
  );
}
