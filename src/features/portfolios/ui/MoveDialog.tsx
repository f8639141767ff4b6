import { useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Form, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { PickField } from '../../../ui-kit/PickField.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { DateText, Money } from '../../../ui-kit/Values.tsx';
import { listMembers } from '../../people/contract.ts';
import { useColleagueName } from '../../people/ui/public.tsx';
import { type Card, moveAccounts, type Preview, previewMove } from '../contract.ts';
import styles from './Portfolios.module.css';
import { loadTones, usePortfolioWords } from './use-portfolio-words.ts';

interface Props {
  cards: readonly Card[];
  toId: string;
  onClose: () => void;
  onDone: () => void;
}

/** To whom, from which day, why; and what that changes, before it is done. */
export default function MoveDialog({ cards, toId: wanted, onClose, onDone }: Props) {
  const { t, format } = usePortfolioWords();
  const nameOf = useColleagueName();
  const [toId, setTo] = useState(wanted);
  const [since, setSince] = useState(format.today());
  const [reason, setReason] = useState('');
  const members = useCall(listMembers, {});
  const ids = cards.map((card) => card.id);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(since) && since >= format.today();
  const preview = useCall(previewMove, { ids, toId, since }, { when: toId !== '' && isDay, keep: false });
  const move = useAct(moveAccounts, { quiet: true, done: t('moved', { count: cards.length }), onDone });
  return (
    <SideDrawer opened onClose={onClose} title={t('dialog.title', { count: cards.length })} size={560}>
      <Form
        button={t('dialog.move')}
        busy={move.isPending}
        error={move.error}
        onCancel={onClose}
        onSubmit={() => move.mutate({ accounts: cards.map(({ id, leadId }) => ({ id, leadId })), toId, since, reason })}
      >
        <p className="dim">{format.list(cards.map((card) => card.name))}</p>
        <PickField
          name="toId"
          label={t('dialog.to')}
          required
          value={toId}
          onChange={setTo}
          options={(members.data?.members ?? [])
            .filter((one) => !one.isInvited)
            .map((one) => ({ value: one.id, label: nameOf(one) }))}
        />
        <TextField name="since" label={t('dialog.since')} type="date" required value={since} onChange={setSince} />
        <LongTextField
          name="reason"
          label={t('dialog.reason')}
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={setReason}
        />
        {toId !== '' && isDay ? (
          <section aria-label={t('dialog.preview')} className={styles.preview}>
            <h3>{t('dialog.preview')}</h3>
            {preview.error ? <ErrorState error={preview.error} retry={() => void preview.refetch()} /> : null}
            {preview.isLoading ? <LoadingState lines={6} /> : null}
            {preview.data ? <Changes preview={preview.data} /> : null}
          </section>
        ) : null}
      </Form>
    </SideDrawer>
  );
}

function Changes({ preview }: { preview: Preview }) {
  const { t, format, states, points, languageName, reason } = usePortfolioWords();
  const unspoken = preview.accounts.filter((one) => (one.missing?.length ?? 0) > 0);
  const spoken = preview.accounts.some((one) => one.languages.length > 0);
  const isUnknown = preview.accounts.some((one) => one.missing === null);
  return (
    <>
      <ul className={styles.changes}>
        {preview.changes.map(({ person, before, after }) => (
          <li key={person.id}>
            <div className={styles.between}>
              <strong>{person.name}</strong>
              <span>
                <span className="num">
                  {points(before.points)} → {points(after.points)}
                </span>{' '}
                <Badge tone={loadTones[after.state]}>{states[after.state]}</Badge>
              </span>
            </div>
            <p className="dim">{reason(after)}</p>
          </li>
        ))}
      </ul>
      <dl className={styles.rows}>
        {preview.revenue ? (
          <div>
            <dt>{t('dialog.revenue')}</dt>
            <dd>
              <Money value={preview.revenue} digits={0} />
            </dd>
          </div>
        ) : null}
        <div>
          <dt>{t('dialog.languages')}</dt>
          <dd>
            {isUnknown ? t('dialog.languagesUnknown') : null}
            {!isUnknown && unspoken.length === 0
              ? spoken
                ? t('dialog.languagesAll')
                : t('dialog.languagesNone')
              : null}
            {unspoken.map((one) => (
              <p key={one.id}>
                {t(one.lost.length > 0 ? 'dialog.languagesLost' : 'dialog.languagesMissing', {
                  account: one.name,
                  languages: format.list((one.missing ?? []).map(languageName)),
                })}
              </p>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('dialog.tasks')}</dt>
          <dd>
            {preview.tasks.length === 0 ? t('dialog.tasksNone') : null}
            <ul className={styles.plain}>
              {preview.tasks.map((task) => (
                <li key={task.id}>
                  {task.title}{' '}
                  <span className="dim">
                    {task.person.name}, {task.account}
                    {task.due ? ', ' : ''}
                    {task.due ? <DateText value={task.due} /> : null}
                  </span>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
      <p className="dim">{t('dialog.after')}</p>
    </>
  );
}
