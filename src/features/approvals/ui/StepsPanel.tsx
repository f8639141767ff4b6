import { Badge } from '../../../ui-kit/Badges.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { DateText } from '../../../ui-kit/Values.tsx';
import type { Approval } from '../contract.ts';
import styles from './Approvals.module.css';
import { useApprovalWords } from './use-approval-words.ts';

interface Props {
  plan: Approval['plan'];
  step: number;
  isOpen: boolean;
}

/** The steps of a request: who has decided, who decides now, who would decide later, and who was passed over. */
export function StepsPanel({ plan, step, isOpen }: Props) {
  const { t } = useApprovalWords();
  if (plan.length === 0) return null;
  return (
    <Section title={t('steps.title')} framed>
      <ol className={styles.list}>
        {plan.map((one) => (
          <li key={one.number} aria-current={isOpen && one.number === step ? 'step' : undefined}>
            <div className={styles.stepHead}>
              <strong>{t('steps.number', { number: one.number })}</strong>
              {isOpen && one.number === step ? <Badge tone="accent">{t('steps.now')}</Badge> : null}
              {isOpen && one.deciders.length > 1 ? (
                <span className="dim">{t('steps.needs', { count: one.needs, all: one.deciders.length })}</span>
              ) : null}
            </div>
            {one.canBeDecided ? null : <p className={styles.alert}>{t('steps.nobody')}</p>}
            <Deciders people={one.deciders} />
            <PassedOver people={one.passed} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Who decides a step, for whom, since when it is decided. */
export function Deciders({
  people,
}: {
  people: readonly { id: string; name: string; standsInFor: { name: string } | null; decidedAt?: string | null }[];
}) {
  const { t } = useApprovalWords();
  return (
    <ul className={styles.people}>
      {people.map((person) => (
        <li key={person.id + (person.standsInFor?.name ?? '')}>
          {person.name}
          {person.standsInFor ? (
            <span className="dim"> {t('history.inPlaceOf', { name: person.standsInFor.name })}</span>
          ) : null}
          {person.decidedAt ? (
            <>
              {' '}
              <Badge tone="good">{t('steps.agreed')}</Badge>{' '}
              <span className="dim">
                <DateText value={person.decidedAt} time />
              </span>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** Whom a step names, and why they do not decide it. */
export function PassedOver({ people }: { people: Approval['plan'][number]['passed'] }) {
  const { t, passed } = useApprovalWords();
  if (people.length === 0) return null;
  return (
    <p className="dim">
      {t('steps.passed')} {people.map(({ name, why }) => `${name} (${passed[why]})`).join(', ')}
    </p>
  );
}
