import { Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../../ui-kit/call.ts';
import { SearchField } from '../../../ui-kit/FilterBar.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { KINDS, type Kind, searchEverything } from '../contract.ts';
import { readQuery, suggestions, writeQuery } from '../rules.ts';
import { HitLine } from './HitLine.tsx';
import styles from './Search.module.css';
import { useSearchWords } from './use-search-words.ts';

const defaults = { q: '', kind: '' };

/** Everything that fits: the best of each kind, or one kind page by page. */
export default function SearchPage() {
  const { t, kinds } = useSearchWords();
  const { language } = useReader();
  const [view, setView] = useUrlState(defaults);
  const kind = KINDS.find((one) => one === view.kind);
  const asked = view.q.trim() !== '';
  const found = useCall(searchEverything, { q: view.q }, { when: asked });
  const { terms } = readQuery(view.q);
  const offered = suggestions(view.q, language);
  const groups = asked ? (found.data?.groups ?? []) : [];
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const counted = (group: (typeof groups)[number]) => (group.more ? `${group.count}+` : String(group.count));
  return (
    <PageLayout
      title={t('page.title')}
      answer={
        <AnswerLine loading={asked && found.isPending}>
          {!asked
            ? t('page.ask')
            : t(groups.some((group) => group.more) ? 'page.answerMore' : 'page.answer', { count: total })}
        </AnswerLine>
      }
      toolbar={
        <search>
          <SearchField value={view.q} placeholder={t('page.field')} onChange={(q) => setView({ q })} />
        </search>
      }
    >
      <div className={`${styles.chips} ${styles.note}`}>
        {terms.map((term, at) =>
          term.is === 'text' ? null : (
            <button
              key={writeQuery([term])}
              type="button"
              className={styles.chip}
              aria-label={t('page.without', { field: writeQuery([term]) })}
              onClick={() => setView({ q: writeQuery(terms.filter((_, other) => other !== at)) })}
            >
              {writeQuery([term])}
              <IconX size={12} aria-hidden="true" />
            </button>
          ),
        )}
        {offered.map((one) => (
          <button key={one.adds} type="button" className={styles.chip} onClick={() => setView({ q: one.text })}>
            <IconPlus size={12} aria-hidden="true" />
            {one.adds}
          </button>
        ))}
      </div>
      {found.data?.hints.map((hint) => (
        <p key={`${hint.why}${hint.word}`} className={`${styles.note} dim`} role="note">
          {hint.why === 'field'
            ? t('hint.field', { word: hint.word })
            : hint.why === 'value'
              ? t('hint.value', { word: hint.word })
              : t('hint.right', { word: hint.word })}
        </p>
      ))}
      {found.data?.instead == null ? null : (
        <p className={styles.note} role="note">
          {t('page.instead', { words: found.data.instead })}
        </p>
      )}
      {groups.length === 0 ? null : (
        // biome-ignore lint/a11y/useSemanticElements: a row of buttons, no fields
        <div className={styles.tabs} role="group" aria-label={t('page.kinds')}>
          <button
            type="button"
            className={styles.tab}
            aria-pressed={kind === undefined}
            onClick={() => setView({ kind: '' })}
          >
            {t('page.all')}
          </button>
          {groups.map((group) => (
            <button
              key={group.kind}
              type="button"
              className={styles.tab}
              aria-pressed={group.kind === kind}
              onClick={() => setView({ kind: group.kind })}
            >
              {kinds[group.kind]}
              <span className="num">{counted(group)}</span>
            </button>
          ))}
        </div>
      )}
      {found.error !== null ? <ErrorState error={found.error} retry={() => void found.refetch()} /> : null}
      {asked && found.isPending && found.error === null ? <LoadingState /> : null}
      {!asked ? <EmptyState title={t('empty.ask')} text={t('empty.how')} /> : null}
      {asked && found.data !== undefined && groups.length === 0 ? (
        <EmptyState title={t('empty.title')} text={t('empty.text')} />
      ) : null}
      {kind !== undefined && asked ? <OneKind q={view.q} kind={kind} /> : null}
      {kind === undefined
        ? groups.map((group) => (
            <section key={group.kind} className={styles.group} aria-label={kinds[group.kind]}>
              <div className={styles.groupHead}>
                <h2>{kinds[group.kind]}</h2>
                <span className="dim num">{counted(group)}</span>
              </div>
              <ul className={styles.list}>
                {group.rows.map((hit) => (
                  <HitLine key={hit.id} hit={hit} />
                ))}
              </ul>
              {group.count > group.rows.length ? (
                <Button variant="subtle" size="compact-sm" mt={6} onClick={() => setView({ kind: group.kind })}>
                  {t('page.more', { kind: kinds[group.kind] })}
                </Button>
              ) : null}
            </section>
          ))
        : null}
    </PageLayout>
  );
}

/** All of one kind, page by page. */
function OneKind({ q, kind }: { q: string; kind: Kind }) {
  const { t, kinds } = useSearchWords();
  const list = useInfiniteQuery({
    queryKey: [searchEverything.name, 'pages', q, kind],
    queryFn: ({ signal, pageParam }) =>
      call(searchEverything, { q, kind, ...(pageParam === null ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  if (list.error !== null) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (list.data === undefined) return <LoadingState />;
  const rows = list.data.pages.flatMap((page) => page.groups[0]?.rows ?? []);
  return (
    <section aria-label={kinds[kind]}>
      <ul className={styles.list}>
        {rows.map((hit) => (
          <HitLine key={hit.id} hit={hit} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button variant="default" mt={12} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('page.next')}
        </Button>
      ) : null}
    </section>
  );
}
