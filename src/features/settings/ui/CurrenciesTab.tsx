import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { HelpMark } from '../../../ui-kit/HelpMark.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { DateText, NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listCurrencies, listRates, removeRate, removeRatesOf } from '../contract.ts';
import { RateForm } from './RateForm.tsx';
import { RatesFile } from './RatesFile.tsx';
import styles from './Settings.module.css';

export type Rate = OutputOf<typeof listRates>['rows'][number];
type Currency = OutputOf<typeof listCurrencies>['currencies'][number];

const defaults = { currency: '' };

/** A rate with all its digits, in the reader's writing. */
function RateText({ value }: { value: string }) {
  const format = useFormats();
  return <span className="num">{format.number(value, { maximumFractionDigits: 12 })}</span>;
}

function RemoveRate({ rate, onClose }: { rate: Rate; onClose: () => void }) {
  const t = useWords('settings');
  const format = useFormats();
  const act = useAct(removeRate, { done: t('currencies.removed'), onDone: onClose });
  const { currency, validFrom, version } = rate;
  return (
    <Confirm
      opened
      onClose={onClose}
      onConfirm={() => act.mutate({ currency, validFrom, version })}
      busy={act.isPending}
      title={t('currencies.removeTitle', { currency, day: format.day(validFrom) })}
      text={t('currencies.removeText')}
      button={t('currencies.remove')}
      danger
    />
  );
}

function RemoveAll({ of, onClose }: { of: Currency; onClose: () => void }) {
  const t = useWords('settings');
  const act = useAct(removeRatesOf, { done: t('currencies.removed'), onDone: onClose });
  const { currency, rates } = of;
  return (
    <Confirm
      opened
      onClose={onClose}
      onConfirm={() => act.mutate({ currency })}
      busy={act.isPending}
      title={t('currencies.removeAllTitle', { currency })}
      text={t('currencies.removeAllText', { currency, count: rates })}
      button={t('currencies.removeAll')}
      word={currency}
      danger
    />
  );
}

function InForce({ rows, may, onRemove }: { rows: Currency[]; may: boolean; onRemove: (row: Currency) => void }) {
  const t = useWords('settings');
  const { locale } = useReader();
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  const columns: Column<Currency>[] = [
    {
      id: 'currency',
      title: t('currencies.currency'),
      show: (row) => `${row.currency} – ${names.of(row.currency) ?? row.currency}`,
      value: (row) => row.currency,
      grow: true,
      fixed: true,
      phone: 'title',
    },
    {
      id: 'rate',
      title: t('currencies.rate'),
      align: 'end',
      width: 140,
      show: (row) => (row.rate === null ? <NoValue why={t('currencies.none')} /> : <RateText value={row.rate} />),
      phone: 'figure',
    },
    {
      id: 'from',
      title: t('currencies.from'),
      show: (row) => <DateText value={row.validFrom} why={t('currencies.none')} />,
    },
    { id: 'count', title: t('currencies.count'), align: 'end', show: (row) => row.rates, value: (row) => row.rates },
    ...(may
      ? [
          {
            id: 'acts',
            phone: 'bare' as const,
            title: t('currencies.acts'),
            fixed: true,
            width: 130,
            show: (row: Currency) => (
              <Button variant="subtle" color="red" size="compact-xs" onClick={() => onRemove(row)}>
                {t('currencies.removeAll')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      name="settings.currencies"
      label={t('currencies.today')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.currency}
      whole
    />
  );
}

function AllRates({ currencies, may }: { currencies: Currency[]; may: boolean }) {
  const t = useWords('settings');
  const [view, setView] = useUrlState(defaults);
  const [edited, edit] = useState<Rate | null>(null);
  const [removed, remove] = useState<Rate | null>(null);
  const format = useFormats();
  const list = usePages(listRates, view.currency === '' ? {} : { currency: view.currency });
  const fresh = (rate: Rate) =>
    list.rows?.find((one) => one.currency === rate.currency && one.validFrom === rate.validFrom) ?? rate;
  const sources = {
    hand: t('currencies.sources.hand'),
    file: t('currencies.sources.file'),
    import: t('currencies.sources.import'),
  };
  const columns: Column<Rate>[] = [
    { id: 'currency', title: t('currencies.currency'), show: (row) => row.currency, fixed: true, phone: 'title' },
    { id: 'from', title: t('currencies.from'), show: (row) => <DateText value={row.validFrom} /> },
    {
      id: 'rate',
      title: t('currencies.rate'),
      align: 'end',
      width: 140,
      show: (row) => <RateText value={row.rate} />,
      phone: 'figure',
    },
    { id: 'source', title: t('currencies.source'), grow: true, show: (row) => sources[row.source] },
    ...(may
      ? [
          {
            id: 'acts',
            phone: 'bare' as const,
            title: t('currencies.acts'),
            fixed: true,
            width: 180,
            show: (row: Rate) => (
              <span className={styles.acts}>
                <Button variant="subtle" size="compact-xs" onClick={() => edit(row)}>
                  {t('currencies.edit')}
                </Button>
                <Button variant="subtle" color="red" size="compact-xs" onClick={() => remove(row)}>
                  {t('currencies.remove')}
                </Button>
              </span>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <DataTable
        name="settings.rates"
        label={t('currencies.all')}
        columns={columns}
        {...list}
        rowId={(row) => `${row.currency} ${row.validFrom}`}
        toolbar={
          <FilterBar
            value={view}
            onChange={setView}
            fields={[
              {
                key: 'currency',
                label: t('currencies.currency'),
                options: currencies.map(({ currency, rates }) => ({ value: currency, label: currency, count: rates })),
              },
            ]}
          />
        }
      />
      <SideDrawer
        opened={edited !== null}
        onClose={() => edit(null)}
        title={
          edited ? t('currencies.editTitle', { currency: edited.currency, day: format.day(edited.validFrom) }) : ''
        }
      >
        {edited ? <RateForm rate={fresh(edited)} onDone={() => edit(null)} /> : null}
      </SideDrawer>
      {removed ? <RemoveRate rate={removed} onClose={() => remove(null)} /> : null}
    </>
  );
}

/** Exchange rates: in force today, all of them, by hand and from a CSV file. */
export default function CurrenciesTab() {
  const t = useWords('settings');
  const [adding, add] = useState(false);
  const [removed, remove] = useState<Currency | null>(null);
  const found = useCall(listCurrencies, {});
  if (found.isPending) return <LoadingState lines={8} />;
  if (found.data === undefined) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  const { base, currencies, can } = found.data;
  const button = can.rates ? <Button onClick={() => add(true)}>{t('currencies.add')}</Button> : undefined;
  return (
    <div className={styles.sections}>
      {can.rates ? <RatesFile base={base} /> : null}
      {currencies.length === 0 ? (
        <EmptyState title={t('currencies.emptyTitle')} text={t('currencies.emptyText', { base })} action={button} />
      ) : (
        <>
          <Section
            title={t('currencies.today')}
            note={
              <>
                {t('currencies.lead', { count: currencies.length, base })}
                <HelpMark of="currency" label={t('currencies.rate')} />
              </>
            }
            actions={button}
          >
            <InForce rows={currencies} may={can.rates} onRemove={remove} />
          </Section>
          <Section title={t('currencies.all')}>
            <AllRates currencies={currencies} may={can.rates} />
          </Section>
        </>
      )}
      <SideDrawer opened={adding} onClose={() => add(false)} title={t('currencies.add')}>
        {adding ? <RateForm onDone={() => add(false)} /> : null}
      </SideDrawer>
      {removed ? <RemoveAll of={removed} onClose={() => remove(null)} /> : null}
    </div>
  );
}
