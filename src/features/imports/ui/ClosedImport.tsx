import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { AfterImport } from '../../../ui-kit/after-import.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { FilesStep } from './FilesStep.tsx';
import styles from './Imports.module.css';
import { ReportView } from './ReportView.tsx';
import { RunProgress } from './RunProgress.tsx';
import { Said } from './Said.tsx';
import { StateBadge } from './StateBadge.tsx';
import { TablesStep } from './TablesStep.tsx';
import { atWork, type ImportView, type Report, sumsOf } from './types.ts';
import { useDraft } from './use-draft.ts';

const UndoImport = lazy(() => import('./UndoImport.tsx'));
const nothing = async () => true;

/** An import that runs, has come in, or was undone: the answer, the report, and below it what the files were. */
export function ClosedImport({ view }: { view: ImportView }) {
  const t = useWords('imports');
  const format = useFormats();
  const draft = useDraft(view);
  const [undoing, setUndoing] = useState(false);
  const moment = view.finishedAt === null ? '' : format.moment(view.finishedAt);
  const note =
    view.state === 'done' && view.finishedAt
      ? view.createdBy
        ? t('done.by', { who: view.createdBy, when: moment })
        : t('done.at', { when: moment })
      : undefined;
  return (
    <PageLayout
      title={view.name}
      badges={<StateBadge state={view.state} />}
      answer={
        <AnswerLine note={note}>
          {atWork(view.state) ? (
            t('answer.running')
          ) : view.state === 'undone' ? (
            t('answer.undone', { when: view.undoneAt === null ? '' : format.moment(view.undoneAt) })
          ) : view.report ? (
            <DoneAnswer report={view.report} />
          ) : null}
        </AnswerLine>
      }
      actions={
        view.state === 'done' ? (
          <>
            <Button variant="default" onClick={() => setUndoing(true)}>
              {t('undo.open')}
            </Button>
            <Button component={PageLink} className={styles.linked} to="/accounts/key">
              {t('done.key')}
            </Button>
          </>
        ) : view.state === 'undone' ? (
          <Button component={PageLink} className={styles.linked} to="/imports">
            {t('action.new')}
          </Button>
        ) : undefined
      }
    >
      {atWork(view.state) ? <RunProgress view={view} /> : null}
      {view.report && !atWork(view.state) ? <ReportView importId={view.id} report={view.report} /> : null}
      {view.state === 'done' ? <AfterImport importId={view.id} /> : null}
      <details className={styles.past}>
        <summary>{t('done.files', { count: view.files.length })}</summary>
        <div className={styles.steps}>
          <FilesStep view={view} open={false} before={nothing} />
          <TablesStep view={view} draft={draft} open={false} />
        </div>
      </details>
      <Suspense>{undoing ? <UndoImport view={view} onClose={() => setUndoing(false)} /> : null}</Suspense>
    </PageLayout>
  );
}

/** "226,402 rows came in: 226,400 new, 2 changed; 4 known already. Touched: 70,510 documents, net 172,261,341.20 USD. Nothing rejected." */
function DoneAnswer({ report }: { report: Report }) {
  const t = useWords('imports');
  const format = useFormats();
  const sums = sumsOf(report);
  const { totals } = report;
  const money = (amount: string) => format.money({ amount, currency: totals.currency });
  const parts = [
    totals.documents > 0 ? t('done.documents', { count: totals.documents }) : null,
    totals.lines > 0 ? t('done.lines', { count: totals.lines }) : null,
    Number(totals.net) !== 0 ? t('done.net', { amount: money(totals.net) }) : null,
    Number(totals.ordered) !== 0 ? t('done.ordered', { amount: money(totals.ordered) }) : null,
    totals.payments > 0 ? t('done.payments', { count: totals.payments, amount: money(totals.received) }) : null,
  ].filter((part) => part !== null);
  return (
    <>
      <Said
        of={sums.changes > 0 ? 'done.rows' : 'done.nothing'}
        values={{
          count: sums.changes > 0 ? sums.written : sums.known,
          inserted: format.number(sums.inserted),
          updated: format.number(sums.updated),
        }}
      />
      {sums.changes > 0 && sums.known > 0 ? t('answer.known', { known: format.number(sums.known) }) : null}
      {'. '}
      {parts.length > 0 ? `${t('done.touched', { what: parts.join(', ') })}. ` : null}
      <Said of={sums.rejected > 0 ? 'answer.rejected' : 'answer.noneRejected'} values={{ count: sums.rejected }} />
    </>
  );
}
