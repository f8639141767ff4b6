import {
  IconArrowsExchange,
  IconFileImport,
  IconFlag3,
  IconHeartHandshake,
  IconLink,
  IconNote,
  IconPaperclip,
  IconPencil,
  IconTargetArrow,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useReader } from '../../../ui-kit/reader.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { useAuditWords } from '../../audit/ui/public.tsx';
import type { Entry } from '../contract.ts';
import styles from './Timeline.module.css';
import { type Theme, themeOf, useEntryWords } from './use-entry-words.ts';

const ICONS: Record<Theme, typeof IconNote> = {
  notes: IconNote,
  files: IconPaperclip,
  projects: IconTargetArrow,
  tiers: IconFlag3,
  relationship: IconHeartHandshake,
  people: IconUser,
  fields: IconPencil,
  ledger: IconFileImport,
  structure: IconArrowsExchange,
  team: IconUsers,
};

interface Props {
  entry: Entry;
  /** The page on which it stands: an entry of another account names it. */
  at: { accountId: string } | { contactId: string };
  /** A link led to this entry: it is marked and brought into sight. */
  linked: boolean;
  /** What stands in place of the sentence: a note as it is. */
  children?: React.ReactNode;
}

/** One entry: what, where, who and when, with the link that leads back to it. */
export function EntryLine({ entry, at, linked, children }: Props) {
  const t = useWords('timeline');
  const say = useEntryWords();
  const { locale, timezone } = useReader();
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (linked) line.current?.scrollIntoView({ block: 'center' });
  }, [linked]);
  const theme = themeOf(entry.kind);
  const Icon = ICONS[theme];
  // A file leads to itself, unless it was removed by this.
  const fileId = theme === 'files' && entry.kind !== 'files.removed' ? entry.recordId : null;
  // What is about a person leads to them.
  const person =
    theme === 'people' || entry.kind === 'contacts.changed' || entry.kind === 'relationships.tieSet'
      ? entry.contactId
      : null;
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: timezone });
  return (
    <li ref={line} className={styles.entry} data-linked={linked || undefined} data-entry={entry.id}>
      <Icon className={styles.icon} size={16} stroke={1.6} aria-hidden="true" />
      <div className={styles.what}>
        {'accountId' in at && entry.account.id === at.accountId ? null : (
          <PageLink to={`/accounts/${entry.account.id}`} search={{ tab: 'timeline' }} className={styles.where}>
            {entry.account.name}
          </PageLink>
        )}
        {children ?? (
          <>
            <span>{say(entry)}</span>
            {entry.text === null || ('contactId' in at && person !== null) ? null : person !== null ? (
              <PageLink to={`/contacts/${person}`}>{entry.text}</PageLink>
            ) : fileId === null ? (
              <q className={styles.text}>{entry.text}</q>
            ) : (
              <PageLink to={`/accounts/${entry.account.id}`} search={{ tab: 'files', file: fileId }}>
                {entry.text}
              </PageLink>
            )}
            <Changes entry={entry} />
          </>
        )}
      </div>
      <span className={styles.who}>
        {children === undefined && entry.by ? <span>{entry.by.name}</span> : null}
        {entry.onBehalfOf ? <span>{t('onBehalfOf', { name: entry.onBehalfOf.name })}</span> : null}
        <PageLink
          to={'contactId' in at ? `/contacts/${at.contactId}` : `/accounts/${entry.account.id}`}
          search={'contactId' in at ? { entry: entry.id } : { tab: 'timeline', entry: entry.id }}
          className={styles.time}
          title={t('link')}
        >
          <time className="num" dateTime={entry.at}>
            {time.format(new Date(entry.at))}
          </time>
          <IconLink className={`${styles.link} no-print`} size={13} aria-hidden="true" />
          <span className="hidden-text">{t('link')}</span>
        </PageLink>
      </span>
    </li>
  );
}

interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

/** Which fields were changed: what each says now, and what it said. */
function Changes({ entry }: { entry: Entry }) {
  const t = useWords('timeline');
  const words = useAuditWords();
  const changes = (entry.params.changes ?? []) as Change[];
  if (changes.length === 0) return null;
  const kind =
    entry.kind === 'contacts.changed' ? 'contact' : entry.kind === 'dossiers.changed' ? 'dossierSection' : 'account';
  const said = (value: unknown, field: string) => ((value ?? null) === null ? t('nothing') : words.value(value, field));
  return (
    <dl className={styles.changes}>
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{words.field(field, kind)}</dt>
          <dd>
            <span>{said(after, field)}</span> <span className="dim">{t('was', { before: said(before, field) })}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
