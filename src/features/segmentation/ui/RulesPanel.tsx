import type { OutputOf } from '../../../pure/operation.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { HelpMark } from '../../../ui-kit/HelpMark.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { Percent } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { getKeyAccounts } from '../contract.ts';
import styles from './Segmentation.module.css';
import { useSegmentationWords } from './use-segmentation-words.ts';

type Company = NonNullable<OutputOf<typeof getKeyAccounts>['company']>;
type Rule = 'tenPercent' | 'eighty' | 'topFifth';

interface Props {
  company: Company;
  basis: OutputOf<typeof getKeyAccounts>['basis'];
  rule: string;
  onRule: (rule: Rule | '') => void;
}

/** The three rules side by side, and which accounts one names and another does not. A rule is a filter of the table. */
export function RulesPanel(props: Props) {
  const t = useWords('segmentation');
  const format = useFormats();
  const { rules, ofBasis } = useSegmentationWords();
  const { company } = props;
  const percent = (share: number) => format.percent(share, 1).replace(/[.,]0(?=\D*%)/, '');
  const { thresholds: at } = company;
  const says: Record<Rule, string> = {
    tenPercent: t('rules.tenPercent', { threshold: percent(at.tenPercent) }),
    eighty: t('rules.eighty', { threshold: percent(at.eighty) }),
    topFifth: t('rules.topFifth', { threshold: percent(at.topFifth), of: company.rules.topFifth.of }),
  };
  const help: Record<Rule, string> = { tenPercent: 'ten-percent-rule', eighty: 'eighty-rule', topFifth: 'top-fifth' };
  return (
    <Section title={t('rules.title')} note={<HelpMark of="disagreement" label={t('rules.title')} />}>
      <div className={styles.rules}>
        {(['tenPercent', 'eighty', 'topFifth'] as const).map((rule) => (
          <div key={rule} className={styles.rule}>
            <div>
              <strong>{rules[rule]}</strong> <HelpMark of={help[rule]} label={rules[rule]} />
            </div>
            <div>
              <button
                type="button"
                className={styles.count}
                aria-pressed={props.rule === rule}
                title={t('rules.filter')}
                onClick={() => props.onRule(props.rule === rule ? '' : rule)}
              >
                {t('rules.accounts', { count: company.rules[rule].count })}
              </button>{' '}
              <span className="dim">
                <Percent value={company.rules[rule].share} /> {t('rules.of', { basis: ofBasis[props.basis] })}
              </span>
            </div>
            <div className="dim">{says[rule]}</div>
            <ul className={styles.disagree}>
              {company.disagreements
                .filter((one) => one.in === rule)
                .map((one) => (
                  <li key={one.notIn}>
                    {t('rules.notIn', { count: one.count, rule: rules[one.notIn] })}{' '}
                    <span className="dim">
                      {one.accounts.slice(0, 3).map((account, index) => (
                        <span key={account.id}>
                          {index > 0 ? ', ' : ''}
                          <PageLink to={`/accounts/${account.id}`}>{account.name}</PageLink>
                        </span>
                      ))}
                      {one.count > 3 ? ` +${one.count - 3}` : ''}
                    </span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}
