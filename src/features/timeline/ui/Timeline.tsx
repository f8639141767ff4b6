import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CallError } from '../../../ui-kit/call-error.ts';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useLive } from '../../../ui-kit/live.ts';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { askAnew, callKey, useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { type Entry, listTimeline } from '../contract.ts';
import { EntryLine } from './EntryLine.tsx';
import styles from './Timeline.module.css';
import { THEMES, type Theme } from './use-entry-words.ts';

/** Draws entries that another room knows more about; gives null where the sentence says it all. Asked for a part of the list at a time, so that it can ask for its own in one call. */
export type More = (props: {
  entries: readonly Entry[];
  children: (draw: (entry: Entry) => ReactNode) => ReactNode;
}) => ReactNode;

interface Props {
  accountId: string;
  group: boolean;
  more: More;
}

/** Of whom the timeline tells: an account, or with the operation of a later room somebody at customers. */
interface OfProps {
  id: string;
  group?: boolean;
  list: typeof listTimeline;
  /** The page on which it stands: entries of another account name it. */
  at: { accountId: string } | { contactId: string };
  more: More;
}

const defaults = { q: '', what: [], by: '', from: '', to: '', entry: '' };
const PART = 50;

const partsOf = (rows: readonly Entry[]): Entry[][] =>
  Array.from({ length: Math.ceil(rows.length / PART) }, (_, at) => rows.slice(at * PART, (at + 1) * PART));

/** What happened on an account, newest first, under its days: filtered, searched, live; `entry` in the address opens it around that entry. */
export const Timeline = ({ accountId, group, more }: Props) => (
  <TimelineOf id={accountId} group={group} list={listTimeline} at={{ accountId }} more={more} />
);

/** The timeline of whatever has one. */
export function TimelineOf({ id, group = false, list: operation, at: page, more: Part }: OfProps) {
  const t = useWords('timeline');
  const client = useQueryClient();
  const [view, setView] = useUrlState(defaults);
  const kind = (view.what as Theme[]).flatMap((theme) => THEMES[theme] ?? []);
  const asked = {
    id,
    ...(group ? { group } : {}),
    ...(kind.length > 0 ? { kind } : {}),
    ...(view.q === '' ? {} : { q: view.q }),
    ...(view.by === '' ? {} : { person: view.by }),
    ...(view.from === '' ? {} : { from: view.from }),
    ...(view.to === '' ? {} : { to: view.to }),
  };
  const filtered = Object.keys(asked).length > (group ? 2 : 1);
  const list = usePages(operation, view.entry === '' ? asked : { ...asked, around: view.entry });
  const people = useCall(listMembers, { withEnded: true });
  useLive('timeline', () => void askAnew(client, callKey(operation)));
  const gone = view.entry !== '' && list.error instanceof CallError && list.error.status === 404;
  return (
    <div className={styles.timeline}>
      <div className="no-print">
        <FilterBar
          value={view}
          onChange={setView}
          search={{ key: 'q', placeholder: t('find') }}
          fields={[
            { key: 'what', label: t('what'), many: true, options: useThemes() },
            {
              key: 'by',
              label: t('who'),
              options: (people.data?.members ?? []).map(({ id, name }) => ({ value: id, label: name })),
            },
          ]}
        >
          <DayField label={t('from')} value={view.from} onChange={(from) => setView({ from })} />
          <DayField label={t('to')} value={view.to} onChange={(to) => setView({ to })} />
        </FilterBar>
      </div>
      {view.entry === '' ? null : (
        <p className={`${styles.around} no-print`} role="status">
          {gone ? t('gone') : t('around')}
          <Button variant="default" size="compact-xs" onClick={() => setView({ entry: '' })}>
            {t('newest')}
          </Button>
        </p>
      )}
      {gone ? null : list.error ? (
        <ErrorState error={list.error} retry={list.retry} />
      ) : list.loading ? (
        <LoadingState lines={8} />
      ) : list.rows?.length === 0 ? (
        <EmptyState
          title={filtered ? t('noneFound') : t('none')}
          text={filtered ? t('noneFoundText') : t('noneText')}
        />
      ) : (
        partsOf(list.rows ?? []).map((entries, at, parts) => (
          <Part key={entries[0]!.id} entries={entries}>
            {(draw) => (
              <Days
                entries={entries}
                before={parts[at - 1]?.at(-1)?.at}
                show={(entry) => (
                  <EntryLine key={entry.id} entry={entry} at={page} linked={entry.id === view.entry}>
                    {draw(entry) ?? undefined}
                  </EntryLine>
                )}
              />
            )}
          </Part>
        ))
      )}
      {list.more === null || list.rows === undefined ? null : (
        <Button variant="default" className="no-print" loading={list.more.loading} onClick={list.more.load}>
          {t('older')}
        </Button>
      )}
    </div>
  );
}

function useThemes() {
  const t = useWords('timeline');
  const words: Record<Theme, string> = {
    notes: t('theme.notes'),
    files: t('theme.files'),
    projects: t('theme.projects'),
    tiers: t('theme.tiers'),
    relationship: t('theme.relationship'),
    people: t('theme.people'),
    fields: t('theme.fields'),
    ledger: t('theme.ledger'),
    structure: t('theme.structure'),
    team: t('theme.team'),
  };
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

function DayField({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <span className={styles.day}>
      <span aria-hidden="true">{label}</span>
      <TextInput
        type="date"
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </span>
  );
}

/** Entries under the day on which they happened; the day of the entry `before` them is not said again. */
function Days(props: { entries: readonly Entry[]; before: string | undefined; show: (entry: Entry) => ReactNode }) {
  const format = useFormats();
  const days = new Map<string, Entry[]>();
  for (const entry of props.entries) {
    const day = format.day(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  const said = props.before === undefined ? null : format.day(props.before);
  return [...days].map(([day, entries]) => (
    <section key={day} aria-label={day}>
      {day === said ? null : <h3 className={styles.date}>{day}</h3>}
      <ol className={styles.entries}>{entries.map(props.show)}</ol>
    </section>
  ));
}
