import { IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useFormats } from '../../../ui-kit/format.ts';
import { ProgressPanel } from '../../../ui-kit/States.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { cancelImport, getImport, listImports } from '../contract.ts';
import sheet from './Report.module.css';
import { type ImportView, sumsOf } from './types.ts';
import { useImportWords } from './use-import-words.ts';

/** The phases of a run with the part of the whole time that they take, by experience. */
const PHASES = [
  ['reading', 0.4],
  ['checking', 0.15],
  ['merging', 0.2],
  ['lines', 0.15],
  ['rollingUp', 0.05],
  ['finishing', 0.05],
] as const;

/** How much is done, 0 to 1; null while nobody can say. */
function partOf(view: ImportView, total: number | null): number | null {
  const at = PHASES.findIndex(([phase]) => phase === view.phase);
  if (at < 0) return view.phase === 'waiting' ? 0 : null;
  const before = PHASES.slice(0, at).reduce((sum, [, share]) => sum + share, 0);
  if (at > 0) return before;
  return total ? Math.min(1, view.rowsDone / total) * PHASES[0][1] : null;
}

/** A clock that ticks once a second while a run is shown. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** A dry run or a run while it lasts: phase, rows, rate, time left; may be left and cancelled. */
export function RunProgress({ view }: { view: ImportView }) {
  const { t, phase } = useImportWords();
  const format = useFormats();
  const now = useNow();
  const cancel = useAct(cancelImport, { touches: [getImport, listImports] });
  const dry = view.state === 'checking';
  // Before a check the number of rows is an estimate: what is read can pass it.
  const counted = view.dryRun ? sumsOf(view.dryRun).rows : null;
  const total = counted ?? (view.rowsTotal ? Math.max(view.rowsTotal, view.rowsDone) : null);
  const part = partOf(view, total);
  const seconds = view.startedAt === null ? 0 : Math.max(0, (now - new Date(view.startedAt).getTime()) / 1000);
  const waiting = view.phase === null || view.phase === 'waiting';
  const rate = view.phase === 'reading' && seconds > 2 ? Math.round(view.rowsDone / seconds) : null;
  const left = part !== null && part > 0.08 && seconds > 4 ? (seconds / part) * (1 - part) : null;
  const reading = view.phase === 'reading';
  const rows =
    view.rowsDone === 0
      ? null
      : reading && total
        ? t(counted === null ? 'run.rowsOfAbout' : 'run.rowsOf', {
            count: total,
            done: format.number(Math.min(view.rowsDone, total)),
          })
        : t('run.rows', { count: reading ? view.rowsDone : (counted ?? view.rowsDone) });
  const detail = [phase(view.phase), rows, rate === null ? null : t('run.rate', { count: rate })].filter(
    (each) => each !== null,
  );
  const at = PHASES.findIndex(([name]) => name === view.phase);
  return (
    <div className={sheet.run}>
      <ProgressPanel
        title={t(dry ? 'run.checking' : waiting ? 'run.waiting' : 'run.running')}
        part={waiting ? null : part}
        detail={<span className="num">{detail.join(' · ')}</span>}
        secondsLeft={left}
        onCancel={cancel.isPending || cancel.isSuccess ? undefined : () => cancel.mutate({ id: view.id })}
      />
      <ol className={sheet.phases} aria-hidden="true">
        {PHASES.map(([name], index) => (
          <li key={name} data-state={index < at ? 'past' : index === at ? 'now' : 'later'}>
            {index < at ? <IconCheck size={12} stroke={2.4} /> : <i />}
            {phase(name)}
          </li>
        ))}
      </ol>
      <p className="dim">{cancel.isSuccess ? t('run.cancelling') : t(dry ? 'run.dryNote' : 'run.note')}</p>
      <div className="hidden-text" role="status" aria-live="polite">
        {phase(view.phase)}
      </div>
    </div>
  );
}
