import type { getKeyAccounts } from '../../features/segmentation/contract.ts';
import type { OutputOf } from '../../pure/operation.ts';
import { useFormats } from '../../ui-kit/format.ts';
import { AnswerLine } from '../../ui-kit/PageLayout.tsx';
import { FigureLink } from '../../ui-kit/PageLink.tsx';
import { useWords } from '../../ui-kit/words.ts';

export type KeyAccounts = OutputOf<typeof getKeyAccounts>;

/** The words of what is added up. */
export function useBasisWords(): Record<KeyAccounts['basis'], string> {
  const t = useWords('home');
  return {
    revenue: t('basis.revenue'),
    margin: t('basis.margin'),
    received: t('basis.received'),
    ordered: t('basis.ordered'),
  };
}

/** The day's first line: who is key and what they make, for those who see the company; else what one's own accounts make. */
export function FirstLine({ keyAccounts, wanted }: { keyAccounts: KeyAccounts | undefined; wanted: boolean }) {
  const t = useWords('home');
  const format = useFormats();
  const bases = useBasisWords();
  const ofBasis: typeof bases = {
    revenue: t('ofBasis.revenue'),
    margin: t('ofBasis.margin'),
    received: t('ofBasis.received'),
    ordered: t('ofBasis.ordered'),
  };
  if (!wanted) return null;
  if (!keyAccounts) return <AnswerLine loading note=" " />;
  const { company, totals } = keyAccounts;
  const headline = company?.headline;
  const note = [
    bases[keyAccounts.basis],
    format.period(keyAccounts.period.from, keyAccounts.period.to),
    keyAccounts.currency,
    keyAccounts.asOf ? t('asOf', { day: format.day(keyAccounts.asOf) }) : null,
    company ? null : t('visible'),
  ];
  const share = (value: number) => format.percent(value, value < 0.1 ? 1 : 0);
  return (
    <AnswerLine note={note.filter(Boolean).join(' · ')}>
      {headline && headline.keyShare !== null && headline.keyCount > 0 ? (
        <>
          <FigureLink to="/key-accounts">
            <strong>{t('first.key', { count: headline.keyCount })}</strong>
          </FigureLink>{' '}
          {t('first.make', { share: share(headline.keyShare), basis: ofBasis[keyAccounts.basis] })}
          {headline.largest?.share ? (
            <>
              {' '}
              {t('first.losing')}{' '}
              <FigureLink to={`/accounts/${headline.largest.id}`}>{headline.largest.name}</FigureLink>{' '}
              {t('first.costs', { share: share(headline.largest.share) })}
            </>
          ) : null}
        </>
      ) : company ? (
        t('first.none')
      ) : (
        <>
          <FigureLink to="/key-accounts">
            <strong>{t('first.own', { count: totals.accounts })}</strong>
          </FigureLink>{' '}
          {t('first.ownMake', { amount: format.money(totals.total, 0) })}
        </>
      )}
    </AnswerLine>
  );
}
