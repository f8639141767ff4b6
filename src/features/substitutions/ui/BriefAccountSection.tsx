import type { ReactNode } from 'react';
import { Badge, type Tier, TierBadge } from '../../../ui-kit/Badges.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { DateText, Money } from '../../../ui-kit/Values.tsx';
import type { BriefAccount } from '../contract.ts';
import styles from './Substitutions.module.css';
import { useSubstitutionWords } from './use-substitution-words.ts';

/** What one must know of one account before the first call. */
export function BriefAccountSection({ row }: { row: BriefAccount }) {
  const { t, format } = useSubstitutionWords();
  const isQuiet = [row.tasks, row.projects, row.overdue, row.contacts, row.notes, row.changes].every(
    (each) => each.length === 0,
  );
  return (
    <Section title={<PageLink to={`/accounts/${row.id}`}>{row.name}</PageLink>} framed>
      <div className={styles.figures}>
        {row.tier ? <TierBadge tier={row.tier as Tier} /> : null}
        {row.proposal ? (
          <span>
            {t('brief.proposal')} <TierBadge tier={row.proposal as Tier} />
          </span>
        ) : null}
        {row.revenue ? (
          <span>
            {t('brief.revenue')} <Money value={row.revenue} digits={0} />
          </span>
        ) : null}
        {row.open ? (
          <span>
            {t('brief.open')} <Money value={row.open} digits={0} />
          </span>
        ) : null}
        {row.lastDocument ? (
          <span>
            {t('brief.last')} <DateText value={row.lastDocument} />
          </span>
        ) : null}
      </div>
      {isQuiet ? <p className="dim">{t('brief.quiet')}</p> : null}
      <div className={styles.parts}>
        <Part title={t('brief.part.tasks')} rows={row.tasks}>
          {(task) => (
            <>
              <PageLink to={`/tasks/${task.id}`}>{task.title}</PageLink>
              {task.due ? (
                <span className="dim">
                  {' '}
                  <DateText value={task.due} />
                </span>
              ) : null}
              {task.isOverdue ? <Badge tone="bad">{t('brief.late')}</Badge> : null}
              {task.isOwn ? null : <span className="dim"> {t('brief.given')}</span>}
            </>
          )}
        </Part>
        <Part title={t('brief.part.projects')} rows={row.projects}>
          {(project) => (
            <>
              <PageLink to={`/projects/${project.id}`}>{project.name}</PageLink>
              {project.due ? (
                <span className="dim">
                  {' '}
                  <DateText value={project.due} />
                </span>
              ) : null}{' '}
              {project.isLate ? <Badge tone="bad">{t('brief.late')}</Badge> : null}
              {project.isAtRisk && !project.isLate ? <Badge tone="warn">{t('brief.atRisk')}</Badge> : null}
            </>
          )}
        </Part>
        <Part title={t('brief.part.overdue')} rows={row.overdue}>
          {(document) => (
            <>
              <PageLink to={`/documents/${document.id}`}>{document.number}</PageLink>{' '}
              <Money value={{ amount: document.amount, currency: document.currency }} />{' '}
              <span className="dim">{t('brief.days', { count: document.days })}</span>
            </>
          )}
        </Part>
        <Part title={t('brief.part.contacts')} rows={row.contacts}>
          {(person) => (
            <>
              <PageLink to={`/contacts/${person.id}`}>{person.name}</PageLink>
              {person.title === '' ? null : <span className="dim">, {person.title}</span>}
              {person.dos === '' ? null : (
                <p>
                  <strong>{t('brief.dos')}</strong> {person.dos}
                </p>
              )}
              {person.donts === '' ? null : (
                <p>
                  <strong>{t('brief.donts')}</strong> {person.donts}
                </p>
              )}
            </>
          )}
        </Part>
        <Part title={t('brief.part.notes')} rows={row.notes}>
          {(note) => (
            <>
              <span className="dim">
                {format.day(note.at)}
                {note.by ? ` · ${note.by}` : ''}
              </span>
              <p>{note.text}</p>
            </>
          )}
        </Part>
        <Part title={t('brief.part.changes')} rows={row.changes}>
          {(change) => (
            <>
              <span className="dim">{format.day(change.on)}</span>
              <p>{change.text}</p>
            </>
          )}
        </Part>
      </div>
    </Section>
  );
}

function Part<T extends { id: string }>({
  title,
  rows,
  children,
}: {
  title: string;
  rows: readonly T[];
  children: (row: T) => ReactNode;
}) {
  if (rows.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>{children(row)}</li>
        ))}
      </ul>
    </section>
  );
}
