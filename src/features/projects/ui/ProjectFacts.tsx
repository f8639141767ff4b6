import { useFormats } from '../../../ui-kit/format.ts';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { DateText } from '../../../ui-kit/Values.tsx';
import type { Project } from '../contract.ts';
import styles from './Projects.module.css';
import { useProjectWords } from './use-project-words.ts';

/** Days, people and resources of a project. */
export function ProjectFacts({ project }: { project: Project }) {
  const { t } = useProjectWords();
  const format = useFormats();
  const { resources: has } = project;
  const money = (amount: string | null) => (amount === null ? '–' : format.money({ amount, currency: has.currency }));
  const days = (value: string | null) => (value === null ? '–' : format.number(value));
  const facts: [string, React.ReactNode][] = [
    [
      t('field.account'),
      <PageLink key="account" to={`/accounts/${project.account.id}`} search={{ tab: 'projects' }}>
        {project.account.name}
      </PageLink>,
    ],
    [t('field.begins'), project.beginsOn ? <DateText key="begins" value={project.beginsOn} /> : t('none.begins')],
    [t('field.due'), project.dueOn ? <DateText key="due" value={project.dueOn} /> : t('none.due')],
    ...(project.closedOn
      ? [[t('field.closed'), <DateText key="closed" value={project.closedOn} />] as [string, React.ReactNode]]
      : []),
  ];
  const isOver = (reason: 'budget' | 'days') => (project.risks.includes(reason) ? styles.over : undefined);
  return (
    <div className={styles.column}>
      <Section title={t('page.facts')} framed>
        <dl className={styles.facts}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('field.members')} framed>
        <People rows={project.members} none={t('none.members')} />
      </Section>
      <Section title={t('field.contacts')} framed>
        <People
          rows={project.contacts.map((one) => ({ ...one, name: one.name ?? t('none.name'), link: one.name !== null }))}
          none={t('none.contacts')}
        />
      </Section>
      <Section title={t('field.resources')} framed>
        <dl className={styles.facts}>
          <div>
            <dt>{t('field.budget')}</dt>
            <dd className={isOver('budget')}>
              {t('usedOf', { used: money(has.budgetUsed), planned: money(has.budgetPlanned) })}
            </dd>
          </div>
          <div>
            <dt>{t('field.days')}</dt>
            <dd className={isOver('days')}>
              {t('usedOf', { used: days(has.daysUsed), planned: days(has.daysPlanned) })}
            </dd>
          </div>
          {has.otherPlanned === '' && has.otherUsed === '' ? null : (
            <div>
              <dt>{t('field.other')}</dt>
              <dd>
                {has.otherPlanned}
                {has.otherUsed === '' ? '' : `\n${t('used', { what: has.otherUsed })}`}
              </dd>
            </div>
          )}
        </dl>
      </Section>
    </div>
  );
}

interface PersonRow {
  id: string;
  name: string;
  role: string;
  link?: boolean;
}

function People({ rows, none }: { rows: readonly PersonRow[]; none: string }) {
  if (rows.length === 0) return <p className="dim">{none}</p>;
  return (
    <ul className={styles.rows}>
      {rows.map((one) => (
        <li key={one.id}>
          {one.link ? <PageLink to={`/contacts/${one.id}`}>{one.name}</PageLink> : <span>{one.name}</span>}
          <span className="dim">{one.role}</span>
        </li>
      ))}
    </ul>
  );
}
