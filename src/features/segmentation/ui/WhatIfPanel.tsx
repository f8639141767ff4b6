import { Button } from '@mantine/core';
import { Badge, ClassBadge, DeltaBadge } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { HelpMark } from '../../../ui-kit/HelpMark.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { Tile, Tiles } from '../../../ui-kit/Tiles.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { Money, Percent, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { getWhatIf } from '../contract.ts';
import { Marked } from './Marked.tsx';
import styles from './Segmentation.module.css';
import { useSegmentationWords } from './use-segmentation-words.ts';

interface Props {
  question: Record<string, string>;
  ids: readonly string[];
  onClose: () => void;
}

/** The company without the ticked accounts: what is lost, how concentrated the rest is, who would be key then. */
export default function WhatIfPanel({ question, ids, onClose }: Props) {
  const t = useWords('segmentation');
  const format = useFormats();
  const { rulesShort, rules } = useSegmentationWords();
  const found = useCall(getWhatIf, { ...question, ids: [...ids] });
  const { data } = found;
  const close = (
    <Button variant="default" size="compact-sm" onClick={onClose} className="no-print">
      {t('whatIf.close')}
    </Button>
  );
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!data) return <LoadingState lines={4} />;
  const { before, after, lost } = data;
  const sentence = t('whatIf.answer', {
    count: ids.length,
    amount: format.money(lost.amount, 0),
    share: lost.share === null ? '–' : format.percent(lost.share),
  });
  const change = (now: number | null, was: number | null) => (now === null || was === null ? null : now - was);
  return (
    <section className={styles.what} aria-label={t('whatIf.title')}>
      <div className={styles.whatHead}>
        <div>
          <strong>{t('whatIf.title')}</strong> <HelpMark of="what-if" label={t('whatIf.title')} />
        </div>
        {close}
      </div>
      <div aria-live="polite">
        <Marked text={sentence} />
      </div>
      <Tiles label={t('whatIf.figures')}>
        <Tile
          label={t('whatIf.left')}
          value={<Money value={after.total} short />}
          delta={<DeltaBadge value={lost.share === null ? null : -lost.share} />}
        />
        {after.margin ? (
          <Tile
            label={t('basis.margin')}
            value={<Money value={after.margin} short />}
            delta={<DeltaBadge value={typeof lost.marginShare === 'number' ? -lost.marginShare : null} />}
          />
        ) : null}
        <Tile
          label="HHI"
          value={<Quantity value={after.concentration.hhi} digits={0} />}
          delta={
            <DeltaBadge
              kind="number"
              digits={0}
              riseIsBad
              value={change(after.concentration.hhi, before.concentration.hhi)}
            />
          }
          help="hhi"
        />
        <Tile
          label="CR-1"
          value={<Percent value={after.concentration.cr1} />}
          delta={
            <DeltaBadge kind="points" riseIsBad value={change(after.concentration.cr1, before.concentration.cr1)} />
          }
          help="cr-n"
        />
        <Tile
          label={rules.tenPercent}
          value={<Quantity value={after.rules.tenPercent.count} />}
          delta={
            <DeltaBadge kind="number" digits={0} value={after.rules.tenPercent.count - before.rules.tenPercent.count} />
          }
          help="ten-percent-rule"
        />
        <Tile
          label={rules.eighty}
          value={<Quantity value={after.rules.eighty.count} />}
          delta={<DeltaBadge kind="number" digits={0} value={after.rules.eighty.count - before.rules.eighty.count} />}
          help="eighty-rule"
        />
      </Tiles>
      <div className={styles.twoTables}>
        <table className={styles.plain}>
          <caption className="hidden-text">{t('whatIf.losses')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('whatIf.losses')}</th>
              <th scope="col" className={styles.end}>
                {t('whatIf.cost')}
              </th>
              <th scope="col" className={styles.end}>
                {t('column.share')}
              </th>
              <th scope="col" className={styles.end}>
                {t('whatIf.hhi')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.losses.map((loss) => (
              <tr key={loss.id}>
                <td>
                  <PageLink to={`/accounts/${loss.id}`}>{loss.name}</PageLink>
                </td>
                <td className={styles.end}>
                  <Money value={loss.amount} digits={0} />
                </td>
                <td className={styles.end}>
                  <Percent value={loss.share} />
                </td>
                <td className={styles.end}>
                  <Quantity value={loss.hhiWithout} digits={0} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className={styles.plain}>
          <caption className="hidden-text">{t('whatIf.list')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('whatIf.list')}</th>
              <th scope="col" className={styles.end}>
                {t('column.share')}
              </th>
              <th scope="col">{t('column.class')}</th>
              <th scope="col">{t('column.rules')}</th>
            </tr>
          </thead>
          <tbody>
            {data.accounts.slice(0, 10).map((account) => (
              <tr key={account.id}>
                <td>
                  <span className="dim num">{account.rank}</span>{' '}
                  <PageLink to={`/accounts/${account.id}`}>{account.name}</PageLink>
                </td>
                <td className={styles.end}>
                  <Percent value={account.share} />
                </td>
                <td>
                  <ClassBadge value={account.class} />
                </td>
                <td>
                  <span className={styles.marks}>
                    {account.rules.map((rule) => (
                      <Badge
                        key={rule}
                        tone={account.entered.includes(rule) ? 'good' : 'outline'}
                        title={
                          account.entered.includes(rule) ? t('whatIf.entered', { rule: rules[rule] }) : rules[rule]
                        }
                      >
                        {account.entered.includes(rule) ? '+ ' : ''}
                        {rulesShort[rule]}
                      </Badge>
                    ))}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
