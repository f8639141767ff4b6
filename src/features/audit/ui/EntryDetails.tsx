import { Button } from '@mantine/core';
import type { OutputOf } from '../../../pure/operation.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { listAudit } from '../contract.ts';
import styles from './Audit.module.css';
import { RecordName, RecordWords, useChangeWords } from './RecordNames.tsx';
import { useAuditWords } from './use-audit-words.ts';

export type Entry = OutputOf<typeof listAudit>['rows'][number];

/** The name of somebody in the audit. */
export function usePersonWords() {
  const t = useWords('audit');
  return (person: Entry['user']) => (person === null ? t('system') : (person.name ?? t('formerPerson')));
}

function ChangedValue({ entry, value, field }: { entry: Entry; value: unknown; field: string }) {
  const said = useChangeWords();
  const isRecord = entry.names.some(({ id }) => id === value);
  return isRecord ? <RecordName entry={entry} id={value as string} /> : said(entry, value, field);
}

function Changes({ entry }: { entry: Entry }) {
  const t = useWords('audit');
  const words = useAuditWords();
  if (entry.changes.length === 0) return <p className="dim">{t('nothingChanged')}</p>;
  const withheld = { confidential: t('confidential'), erased: t('erased') };
  return (
    <table className={styles.changes}>
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('before')}</th>
          <th scope="col">{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {entry.changes.map((change) => (
          <tr key={change.field}>
            <th scope="row" title={change.field}>
              {words.field(change.field, entry.recordKind)}
            </th>
            {change.withheld === null ? (
              <>
                <td>
                  <ChangedValue entry={entry} value={change.before} field={change.field} />
                </td>
                <td>
                  <ChangedValue entry={entry} value={change.after} field={change.field} />
                </td>
              </>
            ) : (
              <td colSpan={2} className="dim">
                {withheld[change.withheld]}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One entry of the audit, whole: who, when, why, before and after. */
export function EntryDetails({ entry, onRecord }: { entry: Entry; onRecord: (recordId: string) => void }) {
  const t = useWords('audit');
  const person = usePersonWords();
  const { recordId } = entry;
  return (
    <div className={styles.details}>
      <dl className={styles.facts}>
        <dt>{t('time')}</dt>
        <dd>
          <DateText value={entry.at} time />
        </dd>
        <dt>{t('who')}</dt>
        <dd>{person(entry.user)}</dd>
        {entry.onBehalfOf === null ? null : (
          <>
            <dt>{t('behalf')}</dt>
            <dd>{person(entry.onBehalfOf)}</dd>
          </>
        )}
        {entry.recordKind === null ? null : (
          <>
            <dt>{t('record')}</dt>
            <dd>
              <RecordWords entry={entry} />{' '}
              {recordId === null ? null : (
                <Button variant="subtle" size="compact-xs" onClick={() => onRecord(recordId)}>
                  {t('onlyThis')}
                </Button>
              )}
            </dd>
          </>
        )}
        {entry.reason === null ? null : (
          <>
            <dt>{t('reason')}</dt>
            <dd>{entry.reason}</dd>
          </>
        )}
        <dt>{t('operation')}</dt>
        <dd>{entry.operation}</dd>
        {entry.requestId === null ? null : (
          <>
            <dt>{t('request')}</dt>
            <dd className={styles.small}>{entry.requestId}</dd>
          </>
        )}
      </dl>
      <Changes entry={entry} />
    </div>
  );
}
