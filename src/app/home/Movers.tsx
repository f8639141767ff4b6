import { DeltaBadge } from '../../ui-kit/Badges.tsx';
import { useFormats } from '../../ui-kit/format.ts';
import { Section } from '../../ui-kit/PageLayout.tsx';
import { FigureLink, PageLink } from '../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../ui-kit/States.tsx';
import { Money } from '../../ui-kit/Values.tsx';
import { useWords } from '../../ui-kit/words.ts';
import type { KeyAccounts } from './FirstLine.tsx';
import styles from './Home.module.css';

type Row = KeyAccounts['rows'][number];
const change = (row: Row) => Number(row.amount.amount) - Number(row.priorAmount.amount);

/** Which of the hundred largest visible accounts gained and lost most against the same months of the year before. */
export function Movers({ keyAccounts, error }: { keyAccounts: KeyAccounts | undefined; error: unknown }) {
  const t = useWords('home');
  const format = useFormats();
  if (error) return <ErrorState error={error} />;
  const note =
    keyAccounts &&
    `${format.period(keyAccounts.period.from, keyAccounts.period.to)} · ${keyAccounts.currency} · ${t('ofLargest')}`;
  const compared = (keyAccounts?.rows ?? []).filter((row) => row.growth.value !== null);
  const rising = compared.filter((row) => change(row) > 0).sort((a, b) => change(b) - change(a));
  const falling = compared.filter((row) => change(row) < 0).sort((a, b) => change(a) - change(b));
  return (
    <>
      <Lines
        title={t('rising')}
        none={t(compared.length === 0 ? 'notCompared' : 'risingNone')}
        note={note}
        rows={keyAccounts && rising.slice(0, 5)}
        period={keyAccounts?.period}
      />
      <Lines
        title={t('falling')}
        none={t(compared.length === 0 ? 'notCompared' : 'fallingNone')}
        note={note}
        rows={keyAccounts && falling.slice(0, 5)}
        period={keyAccounts?.period}
      />
    </>
  );
}

interface LinesProps {
  title: string;
  none: string;
  note: string | undefined;
  rows: Row[] | undefined;
  period: { from: string; to: string } | undefined;
}

function Lines({ title, none, note, rows, period }: LinesProps) {
  const t = useWords('home');
  const format = useFormats();
  return (
    <Section title={title} note={note} framed>
      {rows === undefined ? <LoadingState lines={5} /> : null}
      {rows?.length === 0 ? <p className="dim">{none}</p> : null}
      <ul className={styles.rows}>
        {rows?.map((row) => (
          <li key={row.id}>
            <PageLink to={`/accounts/${row.id}`}>{row.name}</PageLink>
            <span className={styles.line}>
              <span className="dim num">
                {format.number(change(row), {
                  style: 'currency',
                  currency: row.amount.currency,
                  currencyDisplay: 'narrowSymbol',
                  notation: 'compact',
                  maximumSignificantDigits: 3,
                  signDisplay: 'exceptZero',
                })}
              </span>
              <DeltaBadge value={row.growth.value} against={t('yearBefore')} />
              <FigureLink to={`/accounts/${row.id}`} search={{ tab: 'documents', ...period }}>
                <Money value={row.amount} short />
              </FigureLink>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
