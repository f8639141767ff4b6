import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { CallError, problemAt } from '../../../ui-kit/call-error.ts';
import { Form, TextField, useProblemWords } from '../../../ui-kit/Form.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { ROLES } from '../../people/contract.ts';
import { type Classes, saveClasses } from '../contract.ts';
import { ClassCard } from './ClassCard.tsx';
import { changed, cleared, moved, proposed, type Step, sentSteps, stepsOf, withPeople, withStep } from './ladder.ts';
import type { Colleague } from './PeopleList.tsx';
import styles from './Secrets.module.css';

interface Draft extends Record<string, unknown> {
  steps: readonly Step[];
  days: string;
}

/** The ladder of classes and the time of the logs, as one form: it holds together, so it is saved together. */
export function LadderForm({ state, colleagues }: { state: Classes; colleagues: readonly Colleague[] }) {
  const t = useWords('secrets');
  const roles = useWords('people');
  const problemWords = useProblemWords();
  const record: Draft = { steps: stepsOf(state.classes), days: String(state.logsDays) };
  const { draft, version, set, dirty, saved, clashes, settle } = useRecordDraft(record, state.version);
  const [wrong, setWrong] = useState<CallError | null>(null);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef<string | null>(null);
  const save = useAct(saveClasses, {
    quiet: true,
    done: t('ladder.saved'),
    onDone: () => saved(draft),
  });
  const error = wrong ?? save.error;
  const held = error instanceof CallError && error.code === 'secrets.classHeld' ? String(error.params.id) : null;
  const { steps } = draft;
  // Where the way on is closed the button cannot keep the focus: its neighbour gets it.
  useEffect(() => {
    if (focus.current === null) return;
    list.current?.querySelector<HTMLElement>(focus.current)?.focus();
    focus.current = null;
  });
  const move = (at: number, by: -1 | 1) => {
    const to = at + by;
    const way = to === 0 ? 1 : to === steps.length - 1 ? -1 : by;
    focus.current = `[data-key="${steps[at]!.key}"] [data-move="${way}"]`;
    setSaid(t('ladder.moved', { name: steps[at]!.name, number: to + 1, count: steps.length }));
    set({ steps: moved(steps, at, by) });
  };
  const add = () => {
    const next = withStep(steps);
    focus.current = `[data-key="${next.at(-1)!.key}"] input`;
    set({ steps: next });
  };
  const begin = (which: 'two' | 'three') =>
    set({ steps: proposed(which, (word) => t(`ladder.proposal.${word}` as 'ladder.proposal.strict')) });
  /** A clearance that the class below does not have: in the reader's words; the rest as the form says it. */
  const problem = (at: number) => (part: 'roles' | 'people') => {
    const found = problemAt(error, `classes.${at}.${part}`);
    if (found === undefined) return undefined;
    if (found.rule !== undefined) return problemWords(found);
    if (part === 'people') return t('ladder.wrong.people');
    const role = ROLES.find((one) => one === found.found);
    return role === undefined ? t('ladder.wrong.director') : t('ladder.wrong.roles', { role: roles(`role.${role}`) });
  };
  const submit = () => {
    const days = Number(draft.days.trim());
    const problems = [
      ...(Number.isInteger(days) && days >= 30 && days <= 3650
        ? []
        : [{ field: 'logsDays', expected: t('ladder.wrong.days') }]),
      ...steps.flatMap(({ name }, at) =>
        steps.findIndex((other) => other.name.trim().toLowerCase() === name.trim().toLowerCase()) === at
          ? []
          : [{ field: `classes.${at}.name`, expected: t('ladder.wrong.name') }],
      ),
    ];
    setWrong(problems.length === 0 ? null : new CallError({ status: 400, title: '', problems }));
    if (problems.length === 0) save.mutate({ classes: sentSteps(steps), logsDays: days, version });
  };
  const shown = (field: string, value: unknown) =>
    field === 'steps' ? (
      <span className={styles.lines}>
        {(value as readonly Step[])
          .map((step) =>
            t('ladder.asLine', { name: step.name, roles: step.roles.map((role) => roles(`role.${role}`)).join(', ') }),
          )
          .join('\n') || t('ladder.none')}
      </span>
    ) : (
      String(value)
    );
  return (
    <Form
      button={t('kit:action.save')}
      busy={save.isPending}
      error={held === null ? error : null}
      onSubmit={submit}
      clashes={
        <>
          <Clashes
            clashes={clashes}
            onSettle={settle}
            label={(field) => (field === 'steps' ? t('ladder.title') : t('ladder.days'))}
            show={shown}
          />
          {held === null ? null : (
            <div role="alert" className={styles.refused}>
              {t('refusals.classHeld', { class: state.classes.find(({ id }) => id === held)?.name ?? held })}{' '}
              <PageLink to={`/accounts?secrecy=${held}`}>{t('ladder.heldLink')}</PageLink>
            </div>
          )}
        </>
      }
      aside={dirty ? <span className="dim">{t('ladder.unsaved')}</span> : undefined}
    >
      <Section title={t('ladder.title')} note={steps.length > 1 ? t('ladder.order') : undefined}>
        {steps.length === 0 ? (
          <EmptyState
            title={t('ladder.emptyTitle')}
            text={t('ladder.emptyText')}
            action={
              <span className={styles.starts}>
                <Button variant="default" onClick={() => begin('two')}>
                  {t('ladder.startTwo')}
                </Button>
                <Button variant="default" onClick={() => begin('three')}>
                  {t('ladder.startThree')}
                </Button>
                <Button variant="subtle" onClick={add}>
                  {t('ladder.startEmpty')}
                </Button>
              </span>
            }
          />
        ) : (
          <>
            <ol ref={list} className={styles.ladder} aria-label={t('ladder.title')}>
              {steps.map((step, at) => (
                <ClassCard
                  key={step.key}
                  step={step}
                  at={at}
                  count={steps.length}
                  colleagues={colleagues}
                  problem={problem(at)}
                  onChange={(part) => set({ steps: changed(steps, at, part) })}
                  onRole={(role, on) => set({ steps: cleared(steps, at, 'roles', role, on) })}
                  onPeople={(people) => set({ steps: withPeople(steps, at, people) })}
                  onMove={(by) => move(at, by)}
                  onRemove={() => set({ steps: steps.filter(({ key }) => key !== step.key) })}
                />
              ))}
            </ol>
            {steps.length < 10 ? (
              <div>
                <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
                  {t('ladder.add')}
                </Button>
              </div>
            ) : null}
          </>
        )}
        <span className="hidden-text" role="status">
          {said}
        </span>
      </Section>
      <Section
        title={t('ladder.logs')}
        actions={state.can.seeLogs ? <PageLink to="/secrets">{t('ladder.logsLink')}</PageLink> : undefined}
      >
        <div className={styles.days}>
          <TextField
            name="logsDays"
            label={t('ladder.days')}
            hint={t('ladder.daysHint')}
            value={draft.days}
            required
            numeric
            unit={t('ladder.daysUnit')}
            onChange={(days) => set({ days })}
          />
        </div>
      </Section>
    </Form>
  );
}
