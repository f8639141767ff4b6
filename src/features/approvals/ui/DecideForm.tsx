import { Button } from '@mantine/core';
import { useState } from 'react';
import { Form, LongTextField } from '../../../ui-kit/Form.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { type Approval, decideApproval } from '../contract.ts';
import styles from './Approvals.module.css';
import { useApprovalWords } from './use-approval-words.ts';

/** Approves or refuses, with a reason; Ctrl+Enter in the reason approves. Says it where somebody else was faster. */
export function DecideForm({ request }: { request: Pick<Approval, 'id' | 'round'> }) {
  const { t } = useApprovalWords();
  const [reason, setReason] = useState('');
  const act = useAct(decideApproval, { quiet: true, done: t('decide.done') });
  const decide = (decision: 'approve' | 'refuse') =>
    act.mutate({ id: request.id, round: request.round, decision, reason });
  return (
    <Section title={t('decide.title')} framed>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside is what is typed into */}
      <div
        className={styles.decide}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          decide('approve');
        }}
      >
        <Form error={act.error} busy={act.isPending} onSubmit={() => decide('approve')}>
          <LongTextField
            name="reason"
            label={t('decide.reason')}
            hint={t('decide.hint')}
            rows={2}
            maxLength={4000}
            value={reason}
            onChange={setReason}
          />
          <div className={styles.buttons}>
            <Button type="submit" loading={act.isPending}>
              {t('decide.approve')}
            </Button>
            <Button variant="default" disabled={act.isPending} onClick={() => decide('refuse')}>
              {t('decide.refuse')}
            </Button>
          </div>
        </Form>
      </div>
    </Section>
  );
}
