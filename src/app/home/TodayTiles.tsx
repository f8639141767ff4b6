import type { getLedgerState } from '../../features/ledger/contract.ts';
import type { OutputOf } from '../../pure/operation.ts';
import { DeltaBadge } from '../../ui-kit/Badges.tsx';
import { useFormats } from '../../ui-kit/format.ts';
import { FigureLink } from '../../ui-kit/PageLink.tsx';
import { Tile, Tiles } from '../../ui-kit/Tiles.tsx';
import { DateText, Money, Percent, Quantity } from '../../ui-kit/Values.tsx';
import { useWords } from '../../ui-kit/words.ts';
import { type KeyAccounts, useBasisWords } from './FirstLine.tsx';

interface Props {
  state: OutputOf<typeof getLedgerState>;
  keyAccounts: KeyAccounts | undefined;
}

/** A few figures of the ledger and the company, each with its period. */
export function TodayTiles({ state, keyAccounts }: Props) {
  const t = useWords('home');
  const format = useFormats();
  const bases = useBasisWords();
  const company = keyAccounts?.company;
  const days = keyAccounts && format.period(keyAccounts.period.from, keyAccounts.period.to);
  const newest = [state.newestInvoice, state.newestOrder]
    .filter((day) => day !== null)
    .sort()
    .at(-1);
  return (
    <Tiles label={t('figures')}>
      {keyAccounts ? (
        <Tile
          label={bases[keyAccounts.basis]}
          help="revenue"
          value={
            <FigureLink to="/key-accounts">
              <Money value={keyAccounts.totals.total} short />
            </FigureLink>
          }
          delta={
            company?.previous ? <DeltaBadge value={company.previous.growth.value} against={t('previous')} /> : undefined
          }
          note={days}
        />
      ) : null}
      {company ? (
        <Tile
          label={t('largest')}
          help="cr-n"
          value={
            <FigureLink to={company.headline.largest ? `/accounts/${company.headline.largest.id}` : '/key-accounts'}>
              <Percent value={company.concentration.cr1} />
            </FigureLink>
          }
          note={company.headline.largest?.name}
        />
      ) : null}
      {company ? (
        <Tile
          label={t('effective')}
          help="effective-number"
          value={<Quantity value={company.concentration.effectiveNumber} digits={1} />}
          note={t('effectiveNote')}
        />
      ) : null}
      <Tile
        label={t('newest')}
        value={<DateText value={newest} />}
        note={state.age === null ? undefined : t('age', { count: state.age })}
      />
      <Tile
        label={t('documents')}
        value={<Quantity value={state.invoices + state.orders} />}
        note={t('payments', { count: state.payments, number: format.number(state.payments) })}
      />
    </Tiles>
  );
}
