import { useState } from 'react';
import { ChoiceField, FieldGroup, FieldRow, TextField } from '../../../ui-kit/Form.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { useCan, useReader } from '../../../ui-kit/reader.tsx';
import { ErrorState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { searchAccounts } from '../../accounts/contract.ts';
import { tryProcedure } from '../contract.ts';
import styles from './Approvals.module.css';
import type { Procedure } from './ProcedureForm.tsx';
import { Deciders, PassedOver } from './StepsPanel.tsx';
import { useApprovalWords } from './use-approval-words.ts';

/** "Who would decide this?": by the saved procedure, as the organisation stands today. */
export default function TrialPanel({
  procedure,
  people,
}: {
  procedure: Procedure;
  people: readonly { id: string; name: string }[];
}) {
  const { t } = useApprovalWords();
  const { currency } = useReader();
  const seesAccounts = useCan('accounts.read');
  const [requesterId, setRequesterId] = useState('');
  const [accountId, setAccountId] = useState('');
  const [words, setWords] = useState('');
  const accounts = useCall(searchAccounts, { q: words, limit: 20 }, { when: words !== '' });
  const [text, setText] = useState('');
  const typed = text.trim().replace(/\s/g, '').replace(',', '.');
  const asked = /^\d+(\.\d+)?$/.test(typed) ? typed : undefined;
  const found = useCall(
    tryProcedure,
    {
      ...{ kind: procedure.kind, requesterId },
      ...(accountId === '' ? {} : { accountId }),
      ...(asked === undefined ? {} : { asked }),
    },
    { when: requesterId !== '' },
  );
  return (
    <div className={styles.trial}>
      <FieldGroup title={t('trial.title')} hint={t('trial.hint')}>
        <FieldRow>
          <ChoiceField
            name={`${procedure.kind}.requester`}
            label={t('field.requester')}
            value={requesterId}
            onChange={setRequesterId}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
            none={t('kit:form.choose')}
          />
          {seesAccounts ? (
            <PickField
              name={`${procedure.kind}.account`}
              label={t('field.account')}
              value={accountId}
              onChange={setAccountId}
              onSearch={setWords}
              options={(accounts.data?.rows ?? []).map((row) => ({ value: row.id, label: row.title }))}
            />
          ) : null}
          {procedure.measure === 'none' ? null : (
            <TextField
              name={`${procedure.kind}.asked`}
              label={t('field.asked')}
              numeric
              unit={procedure.measure === 'amount' ? currency : '%'}
              value={text}
              onChange={setText}
            />
          )}
        </FieldRow>
        <div role="status">
          {found.error ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : null}
          {requesterId !== '' && found.data?.atOnce ? <p>{t('trial.atOnce')}</p> : null}
          {requesterId !== '' && found.data && !found.data.atOnce ? (
            <ol className={styles.list}>
              {found.data.steps.map((step, at) => (
                <li
                  // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                  key={at}
                >
                  <div className={styles.stepHead}>
                    <strong>{t('steps.number', { number: at + 1 })}</strong>
                    {step.deciders.length > 1 ? (
                      <span className="dim">{t('steps.needs', { count: step.needs, all: step.deciders.length })}</span>
                    ) : null}
                  </div>
                  {step.canBeDecided ? null : <p className={styles.alert}>{t('steps.nobody')}</p>}
                  <Deciders people={step.deciders} />
                  <PassedOver people={step.passed} />
                </li>
              ))}
            </ol>
          ) : null}
        </div>
      </FieldGroup>
    </div>
  );
}
