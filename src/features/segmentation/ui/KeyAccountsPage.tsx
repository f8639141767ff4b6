import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useLive } from '../../../ui-kit/live.ts';
import { PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { ParetoChart } from '../../../ui-kit/ParetoChart.tsx';
import { useCan, useReader } from '../../../ui-kit/reader.tsx';
import { EmptyState, LoadingState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getKeyAccounts } from '../contract.ts';
import { ConcentrationTiles } from './ConcentrationTiles.tsx';
import { ExcludedLine } from './ExcludedLine.tsx';
import { Headline } from './Headline.tsx';
import { KeyToolbar } from './KeyToolbar.tsx';
import { type Row, useKeyColumns } from './key-columns.tsx';
import { PageActions } from './PageActions.tsx';
import { RulesPanel } from './RulesPanel.tsx';
import styles from './Segmentation.module.css';
import { useFilterFields } from './use-filter-fields.ts';

const WhatIfPanel = lazy(() => import('./WhatIfPanel.tsx'));
const AcceptTiers = lazy(() => import('./AcceptTiers.tsx'));
const SetTier = lazy(() => import('./SetTier.tsx'));

const defaults = {
  basis: 'revenue',
  level: 'group',
  from: '',
  to: '',
  currency: '',
  class: [],
  tier: [],
  rule: '',
  asking: '',
  without: [],
  sort: '',
  desc: false,
};

/** So many rows stand on the printed sheet, and every key account beyond them. */
const PRINTED = 20;

type Dialog = { kind: 'accept'; rows: readonly Row[] } | { kind: 'tier'; row: Row } | null;

/** Who the key accounts are, by which rule, how concentrated the business is, and what losing one would cost. */
export default function KeyAccountsPage() {
  const t = useWords('segmentation');
  const format = useFormats();
  const navigate = useNavigate();
  const { currency } = useReader();
  const [view, setView] = useUrlState(defaults);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [dialog, setDialog] = useState<Dialog>(null);
  const seesMargin = useCan('ledger.seeMargin');
  const maySetTier = useCan('segmentation.setTier');
  const seesAll = useCan('segmentation.seeAll');
  const mayImport = useCan('imports.run');
  const question = {
    ...(view.basis === 'revenue' ? {} : { basis: view.basis }),
    ...(view.level === 'group' ? {} : { level: view.level }),
    ...(view.from ? { from: view.from } : {}),
    ...(view.to ? { to: view.to } : {}),
    ...(view.currency ? { currency: view.currency } : {}),
  };
  const input = {
    ...question,
    ...(view.class.length > 0 ? { class: view.class } : {}),
    ...(view.tier.length > 0 ? { tier: view.tier } : {}),
    ...(view.rule ? { rule: view.rule } : {}),
    ...(view.asking && maySetTier && seesAll ? { asking: true } : {}),
    ...(view.sort ? { sort: view.sort, direction: view.desc ? 'desc' : 'asc' } : {}),
  };
  const list = usePages(getKeyAccounts, { ...input, limit: 100 } as never);
  const answer = list.first;
  useLive('segmentation', list.retry);
  const columns = useKeyColumns(answer);
  const fields = useFilterFields(Boolean(answer?.can.setTier && answer.company));
  const company = answer?.company;
  const isEmpty = answer !== undefined && answer.asOf === null;
  const mayAccept = Boolean(answer?.can.setTier && answer.scope === 'company' && answer.publishedPeriod);
  const isUsual = answer?.isDefaultPeriod && view.basis === 'revenue' && view.level === 'group';
  const isBehind = isUsual && company && answer.can.review && answer.publishedPeriod === null;
  const isKey = (row: Row) => row.countsAs === 'key';
  const printed = (list.rows ?? []).filter((row, index) => index < PRINTED || isKey(row));
  const onPaper = new Set(printed);
  const keysLeft = (answer?.totals.keyCount ?? 0) - printed.filter(isKey).length;
  const rowsOf = (ids: readonly string[]) => (list.rows ?? []).filter((row) => ids.includes(row.id));
  const open = (id: string) => void navigate({ to: `/accounts/${id}` } as never);

  if (isEmpty) {
    return (
      <PageLayout title={t('menu.key')}>
        <EmptyState
          title={t('empty.title')}
          text={t(mayImport ? 'empty.text' : 'empty.ask')}
          action={
            mayImport ? (
              <Button component={PageLink} to="/imports">
                {t('empty.import')}
              </Button>
            ) : undefined
          }
        />
      </PageLayout>
    );
  }
  const points = (company?.pareto.points ?? []).map((point, index, all) => ({
    id: point.id,
    label: point.name,
    amount: Number(point.amount),
    share: point.cumulativeShare - (all[index - 1]?.cumulativeShare ?? 0),
    cumulative: point.cumulativeShare,
    class: point.class,
  }));
  const tail = company?.pareto.tail;
  return (
    <PageLayout
      title={t('menu.key')}
      printNote={t('print.note', { day: format.day(new Date().toISOString()) })}
      answer={list.error ? undefined : <Headline answer={answer} />}
      actions={<PageActions can={answer?.can} input={input} />}
      toolbar={<KeyToolbar view={view} onChange={setView} answer={answer} margin={seesMargin} />}
      picture={
        list.error ? undefined : (
          <>
            <ConcentrationTiles answer={answer} loading={answer === undefined} />
            {points.length > 0 && company ? (
              <>
                <ParetoChart
                  points={points}
                  format={(amount) => format.short({ amount: String(amount), currency: answer?.currency ?? currency })}
                  lines={{ eighty: company.thresholds.eighty, tenth: company.thresholds.tenPercent }}
                  summary={t('chart.summary', {
                    a: company.pareto.classes.a,
                    b: company.pareto.classes.b,
                    c: company.pareto.classes.c,
                  })}
                  onOpen={open}
                  without={view.without}
                />
                {tail ? (
                  <p className="dim">
                    {t('chart.tail', { count: tail.count, shown: points.length, amount: format.money(tail.amount, 0) })}
                  </p>
                ) : null}
              </>
            ) : null}
          </>
        )
      }
    >
      {isBehind ? (
        <p className="dim" role="status">
          {t('review.notOnAccounts')}
        </p>
      ) : null}
      {answer && company ? (
        <RulesPanel company={company} basis={answer.basis} rule={view.rule} onRule={(rule) => setView({ rule })} />
      ) : null}
      <Suspense fallback={<LoadingState lines={4} />}>
        {view.without.length > 0 && seesAll ? (
          <WhatIfPanel question={question} ids={view.without} onClose={() => setView({ without: [] })} />
        ) : null}
      </Suspense>
      <div className={styles.table}>
        <DataTable
          name="segmentation.key"
          label={t('menu.key')}
          columns={columns}
          {...list}
          rowId={(row) => row.id}
          rowLink={(row) => `/accounts/${row.id}`}
          prints={(row) => onPaper.has(row)}
          sort={view.sort ? { by: view.sort, desc: view.desc } : { by: 'amount', desc: true }}
          onSort={(next) => setView({ sort: next.by, desc: next.desc })}
          rowTone={(row) => (view.without.includes(row.id) ? 'dim' : undefined)}
          toolbar={<FilterBar value={view} onChange={setView} fields={fields} />}
          tools={
            mayAccept ? (
              <Button variant="default" size="compact-sm" onClick={() => setDialog({ kind: 'accept', rows: [] })}>
                {t('accept.all')}
              </Button>
            ) : undefined
          }
          selected={seesAll || maySetTier ? ticked : undefined}
          onSelect={seesAll || maySetTier ? setTicked : undefined}
          bulk={
            seesAll || maySetTier
              ? (ids) => (
                  <>
                    {seesAll ? (
                      <Button size="compact-xs" onClick={() => setView({ without: ids.slice(0, 200) })}>
                        {t('whatIf.open')}
                      </Button>
                    ) : null}
                    {mayAccept ? (
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() => setDialog({ kind: 'accept', rows: rowsOf(ids).slice(0, 200) })}
                      >
                        {t('accept.open')}
                      </Button>
                    ) : null}
                    {maySetTier && view.level === 'group' && ids.length === 1 && rowsOf(ids)[0] ? (
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() => setDialog({ kind: 'tier', row: rowsOf(ids)[0]! })}
                      >
                        {t('set.open')}
                      </Button>
                    ) : null}
                  </>
                )
              : undefined
          }
          empty={<EmptyState title={t('empty.filter')} />}
        />
        {(list.rows?.length ?? 0) > printed.length || list.more ? (
          <p className={styles.sheetNote}>
            {t('print.first', { shown: printed.length, count: answer?.totals.accounts ?? 0 })}{' '}
            {keysLeft > 0 ? t('print.keysLeft', { count: keysLeft }) : t('print.allKeys')}
          </p>
        ) : null}
      </div>
      {answer ? <ExcludedLine excluded={answer.excluded} /> : null}
      <Suspense>
        {dialog?.kind === 'accept' ? (
          <AcceptTiers
            chosen={dialog.rows}
            onClose={() => setDialog(null)}
            onDone={() => {
              setDialog(null);
              setTicked([]);
            }}
          />
        ) : null}
        {dialog?.kind === 'tier' ? <SetTier account={dialog.row} onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </PageLayout>
  );
}
