import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { retold } from '../rules.ts';
import type { Entry } from './EntryDetails.tsx';
import { useAuditWords } from './use-audit-words.ts';

const named = (entry: Entry, id: unknown) => entry.names.find((one) => one.id === id);

/** The name of a record that an entry tells of, as a link where there is a page; null when it is gone, hidden or has no name. */
export function RecordName({ entry, id }: { entry: Entry; id: string | null }) {
  const record = named(entry, id);
  if (record === undefined) return null;
  if (record.path === null) return record.name;
  const [to = '', search] = record.path.split('?');
  return (
    <PageLink to={to} search={Object.fromEntries(new URLSearchParams(search))}>
      {record.name}
    </PageLink>
  );
}

/** What an entry is about: the kind of its record, its name, and the account that it hangs on. */
export function RecordWords({ entry }: { entry: Entry }) {
  const words = useAuditWords();
  if (entry.recordKind === null) return null;
  const isOnAccount = entry.accountId !== entry.recordId && named(entry, entry.accountId) !== undefined;
  return (
    <>
      <span className="dim">{words.record(entry.recordKind)}</span> <RecordName entry={entry} id={entry.recordId} />
      {isOnAccount ? (
        <>
          {' · '}
          <RecordName entry={entry} id={entry.accountId} />
        </>
      ) : null}
    </>
  );
}

/** A value before or after a change in words, the records in it by name. */
export function useChangeWords() {
  const words = useAuditWords();
  return (entry: Entry, value: unknown, field: string) =>
    words.value(
      retold(value, (text) => named(entry, text)?.name ?? text),
      field,
    );
}
