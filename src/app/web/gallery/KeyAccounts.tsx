import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useMemo } from 'react';
import { ClassBadge, DeltaBadge, TierBadge } from '../../../ui-kit/Badges.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { AnswerLine, PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { FigureLink } from '../../../ui-kit/PageLink.tsx';
import { ParetoChart } from '../../../ui-kit/ParetoChart.tsx';
import { PeriodPicker } from '../../../ui-kit/PeriodPicker.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { Sparkline } from '../../../ui-kit/Sparkline.tsx';
import { Tile, Tiles } from '../../../ui-kit/Tiles.tsx';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { Money, Percent } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Made, madeUp } from './made-up.ts';

const defaults = { q: '', basis: 'revenue', level: 'group', from: '', to: '', tier: [] };
const eur = (amount: number) => ({ amount: amount.toFixed(2), currency: 'EUR' });

/** How a page of a room looks when it is built from the kit. */
export default function KeyAccounts() {
  const t = useWords('gallery');
  const format = useFormats();
  const [view, setView] = useUrlState(defaults);
  const all = useMemo(() => madeUp(180), []);
  const rows = all.filter(
    (row) =>
      row.name.toLowerCase().includes(view.q.toLowerCase()) && (view.tier.length === 0 || view.tier.includes(row.tier)),
  );
  const columns: Column<Made>[] = [
    {
      id: 'name',
      title: t('name'),
      show: (row) => row.name,
      value: (row) => row.name,
      grow: true,
      width: 190,
      sort: true,
      fixed: true,
      phone: 'title',
    },
    { id: 'tier', title: t('tier'), show: (row) => <TierBadge tier={row.tier} />, width: 104 },
    {
      id: 'amount',
      title: t('revenue'),
      show: (row) => (
        <FigureLink to={`/gallery?account=${row.id}`}>
          <Money value={eur(row.amount)} digits={0} />
        </FigureLink>
      ),
      value: (row) => row.amount,
      align: 'end',
      width: 116,
      sort: true,
      phone: 'figure',
      total: <Money value={eur(rows.reduce((sum, row) => sum + row.amount, 0))} digits={0} />,
    },
    {
      id: 'share',
      title: t('share'),
      show: (row) => <Percent value={row.share} />,
      value: (row) => row.share,
      align: 'end',
      width: 104,
      sort: true,
      help: 'share',
    },
    {
      id: 'cumulative',
      title: t('cumulative'),
      show: (row) => <Percent value={row.cumulative} />,
      align: 'end',
      width: 96,
    },
    { id: 'class', title: t('class'), show: (row) => <ClassBadge value={row.class} xyz={row.xyz} />, width: 72 },
    {
      id: 'months',
      title: t('months'),
      show: (row) => <Sparkline values={row.months} label={t('months')} />,
      width: 124,
      phone: 'none',
    },
    {
      id: 'growth',
      title: t('growth'),
      show: (row) => <DeltaBadge value={row.growth} />,
      value: (row) => row.growth,
      align: 'end',
      width: 96,
      sort: true,
    },
    { id: 'rules', title: t('rules'), show: (row) => row.rules, width: 130, phone: 'none' },
    { id: 'group', title: t('group'), show: (row) => row.group, hidden: true },
  ];
  return (
    <PageLayout
      title={t('menu.key')}
      answer={
        <AnswerLine note={t('note')}>
          {t('answer1')} <strong>7</strong> {t('answer2')} <strong>71 %</strong> {t('answer3')} <strong>31 %</strong>.
        </AnswerLine>
      }
      actions={
        <>
          <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
            {t('kit:action.print')}
          </Button>
          <Button>{t('accept')}</Button>
        </>
      }
      toolbar={
        <>
          <SegmentedChoice
            label={t('basis')}
            value={view.basis}
            onChange={(basis) => setView({ basis })}
            options={[
              { value: 'revenue', label: t('revenue') },
              { value: 'margin', label: t('margin') },
              { value: 'received', label: t('received') },
            ]}
          />
          <SegmentedChoice
            label={t('level')}
            value={view.level}
            onChange={(level) => setView({ level })}
            options={[
              { value: 'group', label: t('group') },
              { value: 'entity', label: t('entity') },
              { value: 'outlet', label: t('outlet') },
            ]}
          />
          <PeriodPicker
            value={view}
            onChange={setView}
            shown={{ from: '2025-05-01', to: '2026-04-30' }}
            newest="2026-05-11"
          />
        </>
      }
      picture={
        <>
          <Tiles label={t('concentration')}>
            <Tile
              label="CR-1"
              help="cr"
              value={<Percent value={0.222} />}
              delta={<DeltaBadge value={0.013} kind="points" riseIsBad />}
              note={t('largest')}
            />
            <Tile
              label="CR-5"
              help="cr"
              value={<Percent value={0.512} />}
              delta={<DeltaBadge value={-0.004} kind="points" riseIsBad />}
            />
            <Tile
              label="HHI"
              help="hhi"
              value={format.number(1998)}
              delta={<DeltaBadge value={84} kind="number" digits={0} riseIsBad />}
              note={t('concentrated')}
            />
            <Tile
              label={t('effective')}
              help="effective"
              value={format.number(5)}
              delta={<DeltaBadge value={0} kind="number" digits={1} />}
            />
            <Tile
              label={t('revenue')}
              value={<Money value={eur(12_345_678.9)} short />}
              delta={<DeltaBadge value={0.082} />}
              note={t('against')}
            />
          </Tiles>
          <Section title={t('pareto')} note={t('note')} framed>
            <ParetoChart
              points={all.map((row) => ({ ...row, label: row.name }))}
              format={(amount) => format.short(eur(amount))}
              lines={{ eighty: 0.8, tenth: 0.1 }}
              summary={t('note')}
              onOpen={() => undefined}
            />
          </Section>
        </>
      }
    >
      <DataTable
        name="gallery.key"
        label={t('menu.key')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowLink={(row) => `/gallery-parts?account=${row.id}`}
        startSort={{ by: 'amount', desc: true }}
        toolbar={
          <FilterBar
            value={view}
            onChange={setView}
            search={{ key: 'q', placeholder: t('find') }}
            fields={[
              {
                key: 'tier',
                label: t('tier'),
                many: true,
                options: ['key', 'emerging', 'standard', 'dormant'].map((value) => ({
                  value,
                  label: t(`kit:tier.${value}`),
                })),
              },
            ]}
            count={format.number(rows.length)}
          />
        }
        tools={
          <Button variant="default" leftSection={<IconDownload size={15} />}>
            {t('kit:action.export')}
          </Button>
        }
        bulk={() => <Button size="compact-xs">{t('accept')}</Button>}
      />
    </PageLayout>
  );
}
