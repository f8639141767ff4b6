import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Form, LongTextField } from '../../../ui-kit/Form.tsx';
import { AnswerLine, PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import type { Kind } from '../contract.ts';
import { mergeRecords, previewMerge } from '../contract.ts';
import styles from './Duplicates.module.css';
import { useMergeWords } from './use-merge-words.ts';

const defaults = { kind: 'account', one: '', other: '' };
type Whose = 'survivor' | 'absorbed' | 'both';

/** Two records side by side, field by field: which one stays, and with which values. */
export default function MergePage() {
  const [view, setView] = useUrlState(defaults);
  const kind: Kind = view.kind === 'contact' ? 'contact' : 'account';
  const { t, field, table, value } = useMergeWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Record<string, Whose>>({});
  const [reason, setReason] = useState('');
  const merge = useAct(mergeRecords, {
    quiet: true,
    // The preview is of records that are one now: it must not be asked again, and all else is once the page is left.
    touches: [],
    done: (output) => t(output.state === 'merged' ? 'merge.done' : 'merge.queued'),
    onDone: (output) =>
      void navigate({ href: output.state === 'merged' ? `/${kind}s/${view.one}` : `/merges/${output.id}` }).then(() =>
        client.invalidateQueries(),
      ),
  });
  // While they are made one, and afterwards, there is nothing to look at before.
  const found = useCall(
    previewMerge,
    { kind, survivorId: view.one, absorbedId: view.other },
    { when: !(merge.isPending || merge.isSuccess) },
  );
  const sides = found.data;
  if (found.error)
    return (
      <PageLayout title={t('merge.title')} crumbs={[{ label: t('menu.list'), to: '/duplicates' }]}>
        <ErrorState error={found.error} retry={() => void found.refetch()} />
      </PageLayout>
    );
  const submit = () => {
    if (!sides) return;
    const fields = Object.fromEntries(Object.entries(chosen).filter(([, whose]) => whose !== 'survivor')) as Record<
      string,
      'absorbed' | 'both'
    >;
    merge.mutate({
      ...{ kind, survivorId: view.one, absorbedId: view.other, fields, reason },
      ...{ survivorVersion: sides.survivor.version, absorbedVersion: sides.absorbed.version },
    });
  };
  const swap = () => {
    setChosen({});
    setView({ one: view.other, other: view.one });
  };
  return (
    <PageLayout
      title={t('merge.title')}
      crumbs={[{ label: t('menu.list'), to: '/duplicates' }]}
      answer={
        <AnswerLine loading={!sides} note={t('merge.note')}>
          {sides ? t('merge.answer', { absorbed: sides.absorbed.name, survivor: sides.survivor.name }) : null}
        </AnswerLine>
      }
      actions={
        <Button variant="default" leftSection={<IconArrowsExchange size={15} />} onClick={swap}>
          {t('merge.swap')}
        </Button>
      }
    >
      {sides ? (
        <Form
          button={t('merge.button')}
          busy={merge.isPending}
          error={merge.error}
          onCancel={() => void navigate({ href: '/duplicates' })}
          onSubmit={submit}
        >
          <table className={styles.sides}>
            <thead>
              <tr>
                <th scope="col">{t('merge.field')}</th>
                {(['survivor', 'absorbed'] as const).map((side) => (
                  <th scope="col" key={side}>
                    <span className="dim">{t(`merge.${side}`)}</span>
                    <br />
                    <PageLink to={`/${kind}s/${sides[side].id}`}>{sides[side].name}</PageLink>
                    <br />
                    <span className="dim">{sides[side].detail}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sides.fields.map((each) => (
                <tr key={each.field}>
                  <th scope="row">{field(each.field)}</th>
                  {(['survivor', 'absorbed'] as const).map((side) => (
                    <td key={side}>
                      {JSON.stringify(each.survivor) === JSON.stringify(each.absorbed) ? (
                        value(each[side])
                      ) : (
                        <label className={styles.choice}>
                          <input
                            type="radio"
                            name={each.field}
                            aria-label={`${field(each.field)}: ${value(each[side])}`}
                            checked={(chosen[each.field] ?? 'survivor') === side}
                            onChange={() => setChosen({ ...chosen, [each.field]: side })}
                          />
                          <span>{value(each[side])}</span>
                        </label>
                      )}
                      {side === 'absorbed' && each.canBoth ? (
                        <label className={`${styles.choice} ${styles.both}`}>
                          <input
                            type="radio"
                            name={each.field}
                            aria-label={`${field(each.field)}: ${t('merge.both')}`}
                            checked={chosen[each.field] === 'both'}
                            onChange={() => setChosen({ ...chosen, [each.field]: 'both' })}
                          />
                          <span>{t('merge.both')}</span>
                        </label>
                      ) : null}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <Section title={t('merge.moving')} framed>
            {sides.moving.length === 0 ? (
              <p className="dim">{t('merge.nothing')}</p>
            ) : (
              <ul className={styles.counts}>
                {sides.moving.map((row) => (
                  <li key={row.table}>
                    {table(row.table)}: <strong>{row.count}</strong>
                  </li>
                ))}
              </ul>
            )}
            {sides.isLong ? <p className="dim">{t('merge.long')}</p> : null}
          </Section>
          <LongTextField name="reason" label={t('merge.reason')} value={reason} onChange={setReason} maxLength={500} />
        </Form>
      ) : (
        <LoadingState lines={12} />
      )}
    </PageLayout>
  );
}
