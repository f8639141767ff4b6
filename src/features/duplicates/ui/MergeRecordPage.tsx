import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { LongTextField } from '../../../ui-kit/Form.tsx';
import { AnswerLine, PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { getMerge, undoMerge } from '../contract.ts';
import styles from './Duplicates.module.css';
import { useMergeWords } from './use-merge-words.ts';
import { useStateWords } from './use-state-words.ts';

type Record = OutputOf<typeof getMerge>;

/** One merge: what was chosen and what was not, what gave way, and its undo. */
export default function MergeRecordPage() {
  const id = usePathField('id');
  const found = useCall(getMerge, { id });
  const { t } = useMergeWords();
  const states = useStateWords();
  const row = found.data;
  return (
    <PageLayout
      title={t('record.title')}
      crumbs={[{ label: t('menu.list'), to: '/duplicates?tab=merged' }]}
      answer={
        found.error ? undefined : (
          <AnswerLine loading={!row} note={row?.reason || undefined}>
            {row ? (
              <>
                {t('record.answer', { absorbed: row.absorbed.name, survivor: row.survivor.name })} {states[row.state]}
                {['waiting', 'undoing'].includes(row.state) ? ` ${row.progress} %` : ''}
              </>
            ) : null}
          </AnswerLine>
        )
      }
      actions={row?.undo ? <Undo row={row} /> : undefined}
    >
      {found.error ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : null}
      {found.error || row ? null : <LoadingState lines={10} />}
      {row ? <Facts row={row} /> : null}
    </PageLayout>
  );
}

function Facts({ row }: { row: Record }) {
  const { t, field, table, value } = useMergeWords();
  return (
    <>
      <div>
        <PageLink to={`/${row.kind}s/${row.survivor.id}`}>{row.survivor.name || t('record.survivor')}</PageLink>
        <span className={`dim ${styles.detail}`}>
          {row.mergedBy?.name} <DateText value={row.mergedAt} time />
          {row.undoneAt ? (
            <>
              {' · '}
              {t('record.undoneBy', { name: row.undoneBy?.name ?? '', reason: row.undoReason })}{' '}
              <DateText value={row.undoneAt} time />
            </>
          ) : null}
        </span>
      </div>
      {row.problem ? <p role="alert">{row.problem}</p> : null}
      {row.fields.length > 0 ? (
        <Section title={t('record.fields')} framed>
          <table className={styles.sides}>
            <thead>
              <tr>
                <th scope="col">{t('merge.field')}</th>
                <th scope="col">{t('record.chosen')}</th>
                <th scope="col">{t('record.other')}</th>
              </tr>
            </thead>
            <tbody>
              {row.fields.map((each) => (
                <tr key={each.field}>
                  <th scope="row">{field(each.field)}</th>
                  <td>{each.chosen === 'both' ? t('merge.both') : value(each[each.chosen])}</td>
                  <td className="dim">{value(each.chosen === 'absorbed' ? each.survivor : each.absorbed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      ) : null}
      {row.aside.length > 0 ? (
        <Section title={t('record.aside')} framed>
          <p className="dim">{t('record.asideNote')}</p>
          <ul className={styles.aside}>
            {row.aside.map((each, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows that gave way have no key that is shown
              <li key={at}>
                <strong>{table(each.table)}</strong> {each.title}
                {each.isLeft ? ` – ${t('record.left')}` : ''}
                {each.text === '' ? null : <p>{each.text}</p>}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

/** Before an undo it is said what goes back and what stays. */
function Undo({ row }: { row: Record }) {
  const { t, table } = useMergeWords();
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const undo = useAct(undoMerge, { done: t('undo.done'), onDone: () => setAsking(false) });
  const said = row.undo;
  if (!said) return null;
  const counts = (rows: typeof said.back) => (
    <ul className={styles.counts}>
      {rows.map((each) => (
        <li key={each.table}>
          {table(each.table)}: <strong>{each.count}</strong>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('undo.button')}
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('undo.title')}
        refused={said.problem !== null}
        text={
          said.problem ?? (
            <>
              <p>{t('undo.back', { absorbed: row.absorbed.name })}</p>
              {counts(said.back)}
              <p>{t('undo.stay', { survivor: row.survivor.name })}</p>
              {said.stay.length === 0 ? <p className="dim">{t('undo.nothing')}</p> : counts(said.stay)}
            </>
          )
        }
        button={t('undo.button')}
        busy={undo.isPending}
        onConfirm={() => undo.mutate({ id: row.id, version: row.version, reason: why })}
      >
        {said.problem === null ? (
          <LongTextField
            name="reason"
            label={t('undo.reason')}
            value={why}
            onChange={setWhy}
            maxLength={500}
            required
          />
        ) : null}
      </Confirm>
    </>
  );
}
