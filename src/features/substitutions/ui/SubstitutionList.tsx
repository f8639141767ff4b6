import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { AnswerLine, PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { decideSubstitution, endSubstitution, listSubstitutions, type Substitution, TIMES } from '../contract.ts';
import styles from './Substitutions.module.css';
import { timeTones, useSubstitutionWords } from './use-substitution-words.ts';

const SubstitutionForm = lazy(() => import('./SubstitutionForm.tsx'));

const defaults = { time: '' };

/** Who is away, who stands in, until when: running ones first asked for, then those to be decided, to come and past. */
export default function SubstitutionList() {
  const { t, times } = useSubstitutionWords();
  const [view, setView] = useUrlState(defaults);
  const [editing, setEditing] = useState<Substitution | 'new' | null>(null);
  const time = TIMES.find((one) => one === view.time);
  const list = usePages(listSubstitutions, { limit: 30, ...(time ? { time } : {}) });
  const running = usePages(listSubstitutions, { time: 'running', limit: 100 });
  const waiting = usePages(listSubstitutions, { time: 'waiting', limit: 100 });
  const can = list.first?.can;
  const [away, asked] = [running.rows?.length ?? 0, waiting.rows?.length ?? 0];
  return (
    <PageLayout
      title={t('menu.list')}
      answer={
        <AnswerLine loading={running.loading || waiting.loading}>
          {away === 0 ? t('answerNone') : t('answer', { count: away })}
          {asked === 0 ? '' : ` ${t('answerWaiting', { count: asked })}`}
        </AnswerLine>
      }
      actions={
        can?.propose ? (
          <Button onClick={() => setEditing('new')}>{can.manage ? t('make') : t('propose')}</Button>
        ) : undefined
      }
      toolbar={
        <SegmentedChoice
          label={t('show')}
          value={view.time}
          onChange={(next) => setView({ time: next })}
          options={[
            { value: '', label: t('time.all') },
            ...TIMES.map((one) => ({ value: one as string, label: times[one] })),
          ]}
        />
      }
    >
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={8} /> : null}
      {list.rows?.length === 0 ? <EmptyState title={t('emptyTitle')} text={t('emptyText')} /> : null}
      {list.rows?.map((row) => (
        <One key={row.id} row={row} onEdit={() => setEditing(row)} />
      ))}
      {list.more ? (
        <div>
          <Button variant="default" loading={list.more.loading} onClick={list.more.load}>
            {t('kit:table.more')}
          </Button>
        </div>
      ) : null}
      <Suspense>
        {editing === null ? null : (
          <SubstitutionForm
            row={editing === 'new' ? null : (list.rows?.find((one) => one.id === editing.id) ?? editing)}
            manages={can?.manage ?? false}
            onClose={() => setEditing(null)}
          />
        )}
      </Suspense>
    </PageLayout>
  );
}

function One({ row, onEdit }: { row: Substitution; onEdit: () => void }) {
  const { t, format, state, days, scope, rights } = useSubstitutionWords();
  const [ending, setEnding] = useState(false);
  const end = useAct(endSubstitution, { done: t('ended'), onDone: () => setEnding(false) });
  const decide = useAct(decideSubstitution, {
    done: ({ state }) => (state === 'confirmed' ? t('confirmed') : t('declined')),
  });
  const order = [row.orderNumber, row.orderDate ? format.day(row.orderDate) : '']
    .filter((one) => one !== '')
    .join(', ');
  const facts: [string, string][] = [
    [t('field.days'), days(row)],
    [t('field.accounts'), scope(row)],
    [t('field.rights'), rights(row)],
    ...(order === '' ? [] : [[t('field.order'), order] as [string, string]]),
    ...(row.reason === '' ? [] : [[t('field.reason'), row.reason] as [string, string]]),
  ];
  const who = t('who', { absent: row.absent.name, substitute: row.substitute.name });
  return (
    <article aria-label={who}>
      <Section title={who} framed>
        <div className={styles.one}>
          <Badge tone={row.state === 'declined' ? 'bad' : timeTones[row.time]}>{state(row)}</Badge>
          <dl className={styles.facts}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <div className={`${styles.acts} no-print`}>
            {row.can.brief && row.time !== 'past' ? (
              <PageLink to={`/substitutions/${row.id}/brief`}>{t('brief.title')}</PageLink>
            ) : null}
            {row.can.brief && (row.time === 'past' || row.time === 'running') && row.state !== 'declined' ? (
              <PageLink to={`/substitutions/${row.id}/digest`}>{t('digest.title')}</PageLink>
            ) : null}
            {row.can.decide ? (
              <>
                <Button
                  size="compact-sm"
                  loading={decide.isPending}
                  onClick={() => decide.mutate({ id: row.id, decision: 'confirm', version: row.version })}
                >
                  {t('confirm')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={decide.isPending}
                  onClick={() => decide.mutate({ id: row.id, decision: 'decline', version: row.version })}
                >
                  {t('decline')}
                </Button>
              </>
            ) : null}
            {row.can.change ? (
              <Button size="compact-sm" variant="default" onClick={onEdit}>
                {t('change')}
              </Button>
            ) : null}
            {row.can.end ? (
              <Button size="compact-sm" variant="default" onClick={() => setEnding(true)}>
                {row.time === 'running' ? t('end') : t('takeBack')}
              </Button>
            ) : null}
          </div>
        </div>
        <Confirm
          opened={ending}
          onClose={() => setEnding(false)}
          onConfirm={() => end.mutate({ id: row.id, version: row.version })}
          busy={end.isPending}
          title={row.time === 'running' ? t('end') : t('takeBack')}
          text={t('endText', { absent: row.absent.name, substitute: row.substitute.name })}
          button={row.time === 'running' ? t('end') : t('takeBack')}
        />
      </Section>
    </article>
  );
}
