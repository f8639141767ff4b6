import { listImports } from '../../features/imports/contract.ts';
import { Section } from '../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../ui-kit/States.tsx';
import { useCall } from '../../ui-kit/use-call.ts';
import { Ago } from '../../ui-kit/Values.tsx';
import { useWords } from '../../ui-kit/words.ts';
import styles from './Home.module.css';

/** The last imports and how they ended. */
export function LatestImports() {
  const t = useWords('home');
  const imports = useCall(listImports, { limit: 5 });
  if (imports.error) return <ErrorState error={imports.error} retry={() => void imports.refetch()} />;
  const states: Record<string, string> = {
    draft: t('state.draft'),
    checking: t('state.checking'),
    queued: t('state.queued'),
    running: t('state.running'),
    done: t('state.done'),
    failed: t('state.failed'),
    cancelled: t('state.cancelled'),
    undone: t('state.undone'),
  };
  return (
    <Section title={t('imports')} framed actions={<PageLink to="/imports">{t('all')}</PageLink>}>
      {imports.isPending ? <LoadingState lines={3} /> : null}
      {imports.data?.rows.length === 0 ? <p className="dim">{t('importsNone')}</p> : null}
      <ul className={styles.rows}>
        {imports.data?.rows.map((row) => (
          <li key={row.id}>
            <PageLink to={`/imports/${row.id}`}>{row.name}</PageLink>
            <span className="dim">
              {states[row.state] ?? row.state} · <Ago value={row.finishedAt ?? row.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
