import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Form, LongTextField } from '../../../ui-kit/Form.tsx';
import { AnswerLine, PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { type Approval, commentApproval, getApproval, withdrawApproval } from '../contract.ts';
import { AskedText, StateBadge } from './ApprovalBits.tsx';
import styles from './Approvals.module.css';
import { DecideForm } from './DecideForm.tsx';
import { StepsPanel } from './StepsPanel.tsx';
import { useApprovalWords } from './use-approval-words.ts';

const AskException = lazy(() => import('./AskException.tsx'));

/** One request: what is asked and why, who decides it in which steps, what became of it; decided from here. */
export default function ApprovalPage() {
  const { t, kind } = useApprovalWords();
  const id = usePathField('id');
  const found = useCall(getApproval, { id }, { keep: false });
  const [changing, setChanging] = useState(false);
  const withdraw = useAct(withdrawApproval, { done: t('withdraw.done') });
  const request = found.data;
  if (found.error || request === undefined)
    return (
      <PageLayout title={t('page.title')}>
        {found.error ? (
          <ErrorState error={found.error} retry={() => void found.refetch()} />
        ) : (
          <LoadingState lines={10} />
        )}
      </PageLayout>
    );
  return (
    <PageLayout
      title={request.title}
      crumbs={[]}
      badges={
        <>
          <StateBadge row={request} />
          <Badge tone="outline">{kind(request.kind)}</Badge>
        </>
      }
      answer={<AnswerLine>{<Answer request={request} />}</AnswerLine>}
      actions={
        <>
          {request.can.change ? (
            <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setChanging(true)}>
              {t('ask.open')}
            </Button>
          ) : null}
          {request.can.withdraw ? (
            <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate({ id })}>
              {t('withdraw.button')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={styles.layout}>
        <div className={styles.column}>
          {request.can.decide ? <DecideForm key={request.round} request={request} /> : null}
          <Section title={t('field.reason')} framed>
            <p className={styles.text}>{request.reason || t('none.reason')}</p>
          </Section>
          <StepsPanel plan={request.plan} step={request.step} isOpen={request.state === 'open'} />
          <History request={request} />
        </div>
        <Facts request={request} />
      </div>
      <Suspense>{changing ? <AskException request={request} onClose={() => setChanging(false)} /> : null}</Suspense>
    </PageLayout>
  );
}

/** The sentence that says where it stands. */
function Answer({ request }: { request: Approval }) {
  const { t, format } = useApprovalWords();
  const day = request.closedAt ? format.day(request.closedAt) : '';
  const by = request.closedBy?.name;
  if (request.state === 'open') {
    if (request.isStuck) return <>{t('answer.stuck')}</>;
    if (request.isMine) return <>{t('answer.mine', { step: request.step, steps: request.steps })}</>;
    const people = request.waitingFor.map((one) => one.name).join(', ');
    return <>{t('answer.open', { people, step: request.step, steps: request.steps })}</>;
  }
  if (request.state === 'expired' || by === undefined) return <>{t('answer.expired', { day })}</>;
  if (request.state === 'approved') return <>{t('answer.approved', { by, day })}</>;
  return <>{request.state === 'refused' ? t('answer.refused', { by, day }) : t('answer.withdrawn', { by, day })}</>;
}

function Facts({ request }: { request: Approval }) {
  const { t, format } = useApprovalWords();
  const facts: [string, React.ReactNode][] = [
    [t('field.requester'), request.requester.name],
    [t('field.asked'), <AskedText key="asked" row={request} />],
    ...(request.account
      ? [
          [
            t('field.account'),
            <PageLink key="account" to={request.path ?? `/accounts/${request.account.id}`}>
              {request.account.name}
            </PageLink>,
          ] as [string, React.ReactNode],
        ]
      : []),
    [t('field.filed'), <DateText key="filed" value={request.filedAt} time />],
    ...(request.expiresOn ? [[t('field.expires'), format.day(request.expiresOn)] as [string, React.ReactNode]] : []),
  ];
  return (
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
  );
}

function History({ request }: { request: Approval }) {
  const { t, acts } = useApprovalWords();
  const [text, setText] = useState('');
  const comment = useAct(commentApproval, { quiet: true, onDone: () => setText('') });
  return (
    <Section title={t('history.title')} framed>
      <ol className={styles.list}>
        {request.history.map((one) => (
          <li key={one.id}>
            <strong>{one.by?.name ?? t('history.system')}</strong> {acts[one.act] ?? one.act}
            {one.standsInFor ? <> {t('history.inPlaceOf', { name: one.standsInFor.name })}</> : null}{' '}
            <span className="dim">
              <DateText value={one.at} time />
            </span>
            {one.words === '' ? null : <p>{one.words}</p>}
          </li>
        ))}
      </ol>
      <Form busy={comment.isPending} error={comment.error} onSubmit={() => comment.mutate({ id: request.id, text })}>
        <LongTextField
          name="text"
          label={t('history.comment')}
          required
          rows={2}
          maxLength={4000}
          value={text}
          onChange={setText}
        />
        <div className={styles.buttons}>
          <Button type="submit" variant="default" loading={comment.isPending}>
            {t('history.send')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
