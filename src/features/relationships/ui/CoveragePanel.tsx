import type { OutputOf } from '../../../pure/operation.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { HelpMark } from '../../../ui-kit/HelpMark.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { DateText, Percent } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { getContactCoverage } from '../contract.ts';
import styles from './Map.module.css';
import { useRelationshipWords } from './use-relationship-words.ts';

type Coverage = OutputOf<typeof getContactCoverage>;

/** The first line: how many people, what is missing, what hangs on one person. */
export function useCoverageLine(): (coverage: Coverage) => string {
  const t = useWords('relationships');
  const format = useFormats();
  return (coverage) => {
    if (coverage.value === null) return t('answer.nobody');
    const missing = coverage.missingRoles.length + coverage.missingFunctions.length;
    const only = coverage.onlyColleague;
    const parts = [
      t('answer.people', { count: coverage.people }),
      missing > 0 ? t('answer.missing', { count: missing }) : coverage.asked > 0 ? t('answer.allRoles') : null,
      coverage.late.length > 0 ? t('answer.late', { count: coverage.late.length }) : null,
      only === null ? null : t('answer.onlyColleague', { name: only.name ?? t('formerColleague') }),
      coverage.onlySupporter === null ? null : t('answer.onlySupporter', { name: coverage.onlySupporter.name }),
    ].filter((part) => part !== null);
    return t('answer.whole', { value: format.percent(coverage.value, 0), parts: parts.join(', ') });
  };
}

/** What is not covered, and by whom it would be: roles, late contacts, single threads, pairs of sponsors. */
export function CoveragePanel({ coverage, onOpen }: { coverage: Coverage; onOpen: (personId: string) => void }) {
  const t = useWords('relationships');
  const { roles } = useRelationshipWords();
  const missing = [...coverage.missingRoles.map((role) => roles[role]), ...coverage.missingFunctions];
  const person = (personId: string, name: string) => (
    <button type="button" className={styles.person} onClick={() => onOpen(personId)}>
      {name}
    </button>
  );
  return (
    <Section
      title={t('coverage')}
      note={<HelpMark of="contact-coverage" label={t('coverage')} />}
      framed
      actions={<PageLink to="/settings/relationships">{t('rules.title')}</PageLink>}
    >
      <table className={styles.evidence}>
        <tbody>
          <tr>
            <th scope="row">{t('coverage')}</th>
            <td>
              <Percent value={coverage.value} digits={0} why={t('answer.nobody')} />
            </td>
          </tr>
          <tr>
            <th scope="row">{t('missingRoles')}</th>
            <td>{missing.length > 0 ? missing.join(', ') : coverage.asked > 0 ? t('none') : t('notAsked')}</td>
          </tr>
          <tr>
            <th scope="row">{t('lateContacts', { count: coverage.cycleDays })}</th>
            <td>
              {coverage.late.length === 0 ? t('none') : null}
              {coverage.late.map((one) => (
                <div key={one.personId}>
                  {person(one.personId, one.name)}{' '}
                  <span className="dim">
                    {one.lastContact === null ? t('never') : <DateText value={one.lastContact} />}
                    {one.source === 'note' ? ` (${t('byNote')})` : null}
                  </span>
                </div>
              ))}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('threads')}</th>
            <td>
              {coverage.onlyColleague ? (
                <div>{t('hangsOn', { name: coverage.onlyColleague.name ?? t('formerColleague') })}</div>
              ) : null}
              {coverage.onlySupporter ? (
                <div>
                  {t('oneSupporter')} {person(coverage.onlySupporter.personId, coverage.onlySupporter.name)}
                </div>
              ) : null}
              {coverage.onlyColleague === null && coverage.onlySupporter === null ? t('none') : null}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('pairs')}</th>
            <td>
              {coverage.pairs.map((one) => (
                <div key={`${one.user.id}${one.personId}`}>
                  {one.user.name ?? t('formerColleague')} – {person(one.personId, one.name)}
                </div>
              ))}
              {coverage.unpairedSponsors.map((one) => (
                <div key={one.id}>{t('unpaired', { name: one.name ?? t('formerColleague') })}</div>
              ))}
              {coverage.pairs.length + coverage.unpairedSponsors.length === 0 ? t('noSponsors') : null}
            </td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}
