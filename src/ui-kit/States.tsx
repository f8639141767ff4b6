import { Button, Progress, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CallError } from './call-error.ts';
import { useFormats } from './format.ts';
import { PageLink } from './PageLink.tsx';
import styles from './States.module.css';
import { useReason } from './use-reason.ts';
import { useWords } from './words.ts';

interface EmptyProps {
  /** What will stand here. */
  title: string;
  text?: ReactNode;
  /** The one button that fills it. */
  action?: ReactNode;
  icon?: ReactNode;
  /** 1 where it is all that the page holds. */
  level?: 1 | 2;
}

/** An empty page or table: says what it will show and gives the one button that fills it. */
export function EmptyState({ title, text, action, icon, level = 2 }: EmptyProps) {
  const Title = `h${level}` as const;
  return (
    <div className={styles.state}>
      {icon === undefined ? null : <div className={styles.icon}>{icon}</div>}
      <Title className={styles.title}>{title}</Title>
      {text === undefined ? null : <div className={styles.text}>{text}</div>}
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
    </div>
  );
}

/** A failed read: why, the request's number for the administrator, and "try again". */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useWords('kit');
  const reason = useReason();
  const call = error instanceof CallError ? error : null;
  const closed = call?.status === 403;
  // What is not there is not there the next time either.
  const absent = call?.status === 404;
  return (
    <div className={styles.state} role="alert">
      <div className={styles.icon} data-bad={!closed}>
        {closed ? <IconLock size={22} stroke={1.5} /> : <IconAlertTriangle size={22} stroke={1.5} />}
      </div>
      <h2 className={styles.title}>{closed ? t('error.closed') : t('error.title')}</h2>
      <div className={styles.text}>{reason(error)}</div>
      {call?.requestId ? <div className={styles.request}>{t('error.request', { id: call.requestId })}</div> : null}
      {absent ? (
        <div className={styles.action}>
          <Button component={PageLink} to="/" variant="default">
            {t('action.home')}
          </Button>
        </div>
      ) : null}
      {retry === undefined || closed || absent ? null : (
        <div className={styles.action}>
          <Button variant="default" onClick={retry}>
            {t('action.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Grey lines in the place of what is coming, so that nothing jumps. */
export function LoadingState({ lines = 6 }: { lines?: number }) {
  const t = useWords('kit');
  return (
    <div aria-busy="true" className={styles.loading}>
      <span className="hidden-text" role="status">
        {t('loading')}
      </span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <Skeleton key={line} height={14} width={`${92 - ((line * 17) % 40)}%`} radius="xs" />
      ))}
    </div>
  );
}

interface ProgressProps {
  title: string;
  /** 0 to 1; null while the size of the work is not known. */
  part: number | null;
  /** What is being done, in words: "merging, 240 000 of 1 000 000 rows". */
  detail?: ReactNode;
  secondsLeft?: number | null;
  onCancel?: () => void;
  /** Said under the bar: one may leave. Default true. */
  leave?: boolean;
}

/** Long work: how far, how long still; it can be left and, where allowed, cancelled. */
export function ProgressPanel({ title, part, detail, secondsLeft, onCancel, leave = true }: ProgressProps) {
  const t = useWords('kit');
  const format = useFormats();
  const minutes = secondsLeft === null || secondsLeft === undefined ? null : Math.ceil(secondsLeft / 60);
  return (
    <section className={styles.progress} aria-label={title}>
      <div className={styles.progressHead}>
        <strong>{title}</strong>
        <span className="num dim">{part === null ? '' : format.percent(part, 0)}</span>
      </div>
      <Progress.Root size="sm">
        <Progress.Section
          value={part === null ? 100 : part * 100}
          animated={part === null}
          striped={part === null}
          aria-label={title}
        />
      </Progress.Root>
      <div className={styles.progressFoot}>
        <span className="dim">
          {detail}
          {minutes === null ? null : (
            <> · {minutes <= 1 ? t('progress.soon') : t('progress.left', { count: minutes })}</>
          )}
          {leave ? <> · {t('progress.leave')}</> : null}
        </span>
        {onCancel === undefined ? null : (
          <Button variant="subtle" color="red" size="compact-xs" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        )}
      </div>
    </section>
  );
}
