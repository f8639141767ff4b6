import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { checkImport, discardImport, getImport, listImports, runImport } from '../contract.ts';
import { FilesStep } from './FilesStep.tsx';
import styles from './Imports.module.css';
import { checked } from './mapping-checks.ts';
import { ReportView } from './ReportView.tsx';
import { RunProgress } from './RunProgress.tsx';
import { Said } from './Said.tsx';
import { StateBadge } from './StateBadge.tsx';
import { Step } from './Step.tsx';
import { TablesStep } from './TablesStep.tsx';
import { type ImportView, sumsOf } from './types.ts';
import { uploads } from './uploads.ts';
import { useDraft } from './use-draft.ts';
import { useImportWords } from './use-import-words.ts';

/** How many things must be settled before the import can come in. */
function openQuestions(view: ImportView, mapping: ImportView['mapping'], dirty: boolean): number {
  const tables = view.files.flatMap((file) => file.tables);
  const unread = view.files.filter((file) => file.problem !== null).length;
  return tables.reduce((sum, table) => {
    const own = mapping.find((each) => each.table === table.id);
    return own ? sum + checked(own, table, dirty ? [] : view.mappingProblems).count : sum;
  }, unread);
}

/** An import that has not run: files, tables, check; a failed or cancelled one can be put right and run again. */
export function OpenImport({ view }: { view: ImportView }) {
  const words = useImportWords();
  const { t } = words;
  const navigate = useNavigate();
  const reason = useReason();
  const draft = useDraft(view);
  const [discarding, setDiscarding] = useState(false);
  const touches = [getImport, listImports];
  const check = useAct(checkImport, { touches });
  const run = useAct(runImport, { touches });
  const discard = useAct(discardImport, { touches: [listImports], onDone: () => void navigate({ href: '/imports' }) });
  const coming = uploads.use().filter((one) => one.importId === view.id && one.state !== 'failed').length;
  const checking = view.state === 'checking';
  const answer = useRef<HTMLDivElement>(null);
  const wasChecking = useRef(checking);
  useEffect(() => {
    // The answer stands below what it is about: bring it to the eye when a check begins and when it is there.
    if (checking !== wasChecking.current) answer.current?.scrollIntoView({ behavior: 'smooth', block: 'start' });
    wasChecking.current = checking;
  }, [checking]);
  const open = !checking;
  const used = draft.mapping.filter((each) => each.kind !== null).length;
  const questions = openQuestions(view, draft.mapping, draft.dirty);
  const ready = used > 0 && questions === 0 && coming === 0 && open;
  const dry = draft.dirty ? null : view.dryRun;
  const sums = dry ? sumsOf(dry) : null;
  const usable = sums !== null && sums.rows > sums.rejected;
  const fresh = sums !== null && sums.changes > 0;
  const act = async (go: () => void) => {
    if (await draft.save()) go();
  };
  const state = draft.dirty
    ? t('bar.unsaved')
    : coming > 0
      ? t('bar.coming', { count: coming })
      : checking
        ? t('bar.checking')
        : view.files.length === 0
          ? t('bar.noFiles')
          : used === 0
            ? t('bar.noTables')
            : questions > 0
              ? t('bar.questions', { count: questions })
              : dry
                ? usable
                  ? t(fresh ? 'bar.checked' : sums.rejected > 0 ? 'bar.nothingElse' : 'bar.nothingNew')
                  : t('bar.fruitless')
                : t('bar.ready');
  return (
    <PageLayout
      title={view.name}
      badges={<StateBadge state={view.state} />}
      answer={
        <AnswerLine>
          <Answer view={view} used={used} questions={questions} coming={coming} dry={dry} />
        </AnswerLine>
      }
      actions={
        <Button variant="default" disabled={checking} onClick={() => setDiscarding(true)}>
          {t('discard.open')}
        </Button>
      }
    >
      <section className={styles.bar} aria-label={t('bar.label')}>
        <div className={styles.barState}>
          <span role="status">{state}</span>
          {draft.error ? (
            <span role="alert" className={styles.bad}>
              {draft.stale ? t('bar.stale') : reason(draft.error)}
            </span>
          ) : null}
        </div>
        {draft.dirty ? (
          <>
            <Button variant="subtle" color="gray" onClick={draft.drop}>
              {draft.stale ? t('bar.showSaved') : t('bar.drop')}
            </Button>
            <Button variant="default" loading={draft.saving} onClick={() => void draft.save()}>
              {t('kit:action.save')}
            </Button>
          </>
        ) : null}
        {usable ? (
          <>
            <Button
              variant="default"
              disabled={!ready}
              loading={check.isPending}
              onClick={() => void act(() => check.mutate({ id: view.id }))}
            >
              {t('check.again')}
            </Button>
            <Button
              variant={fresh ? 'filled' : 'default'}
              disabled={!ready}
              loading={run.isPending}
              onClick={() => void act(() => run.mutate({ id: view.id }))}
            >
              {sums.written > 0 ? t('run.button', { count: sums.written }) : t('run.again')}
            </Button>
          </>
        ) : (
          <>
            <Button
              variant="default"
              disabled={!ready}
              loading={run.isPending}
              onClick={() => void act(() => run.mutate({ id: view.id }))}
            >
              {t('run.unchecked')}
            </Button>
            <Button
              disabled={!ready}
              loading={check.isPending}
              onClick={() => void act(() => check.mutate({ id: view.id }))}
            >
              {t('check.button')}
            </Button>
          </>
        )}
      </section>
      {view.failure ? (
        <div role="alert" className={styles.alert}>
          <strong>{t(view.state === 'failed' ? 'failed.title' : 'failed.check')}</strong> {words.failure(view.failure)}
        </div>
      ) : null}
      {view.report && view.state === 'failed' ? <ReportView importId={view.id} report={view.report} /> : null}
      <div className={styles.steps}>
        <FilesStep view={view} open={open} before={draft.save} />
        {view.files.some((file) => file.tables.length > 0) ? (
          <TablesStep view={view} draft={draft} open={open} />
        ) : null}
        {checking || dry ? (
          <div ref={answer} className={styles.answer}>
            <Step number={3} title={t('check.title')} done={dry !== null} note={checking ? undefined : t('check.note')}>
              {checking ? <RunProgress view={view} /> : dry ? <ReportView importId={view.id} report={dry} dry /> : null}
            </Step>
          </div>
        ) : null}
      </div>
      <Confirm
        opened={discarding}
        onClose={() => setDiscarding(false)}
        onConfirm={() => discard.mutate({ id: view.id })}
        title={t('discard.title')}
        text={t('discard.text')}
        button={t('discard.button')}
        danger
        busy={discard.isPending}
      />
    </PageLayout>
  );
}

interface AnswerProps {
  view: ImportView;
  used: number;
  questions: number;
  coming: number;
  dry: ImportView['dryRun'];
}

function Answer({ view, used, questions, coming, dry }: AnswerProps) {
  const { t } = useImportWords();
  const format = useFormats();
  if (view.state === 'checking') return <>{t('answer.checking')}</>;
  if (view.state === 'failed') return <>{t('answer.failed')}</>;
  if (view.state === 'cancelled') return <>{t('answer.cancelled')}</>;
  if (dry) {
    const sums = sumsOf(dry);
    if (sums.rows > 0 && sums.rows === sums.rejected)
      return <Said of="answer.fruitless" values={{ count: sums.rejected }} />;
    const same = sums.changes === 0;
    return (
      <>
        <Said
          of={same ? 'answer.nothingNew' : 'answer.dry'}
          values={{
            count: same ? sums.known : sums.written,
            inserted: format.number(sums.inserted),
            updated: format.number(sums.updated),
          }}
        />
        {same ? ' ' : `${sums.known > 0 ? t('answer.known', { known: format.number(sums.known) }) : ''}. `}
        <Said of={sums.rejected > 0 ? 'answer.rejected' : 'answer.noneRejected'} values={{ count: sums.rejected }} />
      </>
    );
  }
  const tables = view.files.reduce((sum, file) => sum + file.tables.length, 0);
  if (coming > 0) return <>{t('answer.coming')}</>;
  if (view.files.length === 0) return <>{t('answer.noFiles')}</>;
  if (tables === 0) return <>{t('answer.unreadable')}</>;
  return (
    <>
      <Said of="answer.tables" values={{ count: tables, used: format.number(used) }} />{' '}
      {questions > 0 ? (
        <Said of="answer.questions" values={{ count: questions }} />
      ) : used > 0 ? (
        t('answer.checkNext')
      ) : null}
    </>
  );
}
