import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Change, decideChange } from '../contract.ts';
import styles from './Dossiers.module.css';
import { PlainText } from './PlainText.tsx';

interface Props {
  accountId: string;
  change: Change;
  mayEdit: boolean;
}

/** Whether a change in their business changes the plan, and what of it. A note that is typed stays when somebody else answers meanwhile: both are shown. */
export function PlanPart({ accountId, change, mayEdit }: Props) {
  const t = useWords('dossiers');
  const [note, setNote] = useState('');
  const decide = useAct(decideChange, { done: t('plan.saved'), onDone: () => setNote('') });
  const answer = (plan: Change['plan'], words?: string) =>
    decide.mutate({ id: accountId, changeId: change.id, version: change.version, plan, note: words });
  const isOpen = change.plan === 'open';
  return (
    <>
      {isOpen ? null : (
        <>
          <span className={styles.plan}>
            <Badge tone={change.plan === 'yes' ? 'accent' : 'plain'}>
              {t(change.plan === 'yes' ? 'plan.changes' : 'plan.stays')}
            </Badge>
            <span className="dim">
              {change.planBy?.name} <DateText value={change.planAt} />
            </span>
            {mayEdit && note === '' ? (
              <Button className="no-print" variant="subtle" size="compact-xs" onClick={() => answer('open')}>
                {t('plan.again')}
              </Button>
            ) : null}
          </span>
          {change.planNote === '' ? null : <PlainText text={change.planNote} />}
        </>
      )}
      {mayEdit && (isOpen || note !== '') ? (
        <span className={`${styles.plan} no-print`}>
          <span>{t(isOpen ? 'plan.ask' : 'plan.meanwhile')}</span>
          <TextInput
            size="xs"
            className={styles.planNote}
            aria-label={t('plan.note')}
            placeholder={t('plan.note')}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {(['yes', 'no'] as const).map((plan) => (
            <Button
              key={plan}
              variant="default"
              size="compact-xs"
              loading={decide.isPending}
              onClick={() => answer(plan, note.trim())}
            >
              {t(plan === 'yes' ? 'plan.yes' : 'plan.no')}
            </Button>
          ))}
          {isOpen ? null : (
            <Button variant="subtle" size="compact-xs" onClick={() => setNote('')}>
              {t('kit:clash.take')}
            </Button>
          )}
        </span>
      ) : null}
    </>
  );
}
