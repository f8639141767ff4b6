import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { DropArea } from '../../../ui-kit/DropArea.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useLive } from '../../../ui-kit/live.ts';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { askAnew, callKey, usePages } from '../../../ui-kit/use-call.ts';
import { Ago, NoValue, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listImports } from '../contract.ts';
import { FORMATS } from './formats.ts';
import styles from './Imports.module.css';
import { Said } from './Said.tsx';
import { StateBadge } from './StateBadge.tsx';
import { atWork, type Summary } from './types.ts';
import { useBeginImport } from './use-begin-import.ts';

/** Rows that came in with an import, whether new, changed or known. */
const rowsOf = (one: Summary) => one.inserted + one.updated;
const finished = (one: Summary) => one.state === 'done' || one.state === 'undone';

function useColumns(): Column<Summary>[] {
  const t = useWords('imports');
  return useMemo(() => {
    const count = (id: 'inserted' | 'updated' | 'unchanged' | 'rejected', title: string): Column<Summary> => ({
      id,
      title,
      align: 'end',
      width: 108,
      show: (row) =>
        !finished(row) ? (
          <NoValue why={t('list.notYet')} />
        ) : id === 'rejected' && row.rejected > 0 ? (
          <span className={styles.bad}>
            <Quantity value={row.rejected} />
          </span>
        ) : (
          <Quantity value={row[id]} />
        ),
    });
    return [
      {
        id: 'name',
        title: t('list.import'),
        grow: true,
        width: 220,
        fixed: true,
        phone: 'title',
        show: (row) => row.name,
      },
      {
        id: 'state',
        title: t('list.state'),
        width: 132,
        phone: 'figure',
        show: (row) => <StateBadge state={row.state} />,
      },
      {
        id: 'files',
        title: t('list.files'),
        width: 200,
        phone: 'none',
        show: (row) => (
          <span title={row.files.join('\n')}>
            <span className="dim num">{row.files.length}</span> {row.files.join(', ')}
          </span>
        ),
      },
      count('inserted', t('count.inserted')),
      count('updated', t('count.updated')),
      count('unchanged', t('count.unchanged')),
      count('rejected', t('count.rejected')),
      {
        id: 'who',
        title: t('list.who'),
        width: 130,
        show: (row) => row.createdBy ?? <NoValue why={t('list.nobody')} />,
      },
      { id: 'when', title: t('list.when'), width: 136, show: (row) => <Ago value={row.finishedAt ?? row.createdAt} /> },
    ];
  }, [t]);
}

function Answer({ rows, more }: { rows: readonly Summary[]; more: boolean }) {
  const t = useWords('imports');
  const format = useFormats();
  const last = rows.find(finished);
  const running = rows.filter((one) => atWork(one.state)).length;
  if (rows.length === 0) return <>{t('list.answerNone')}</>;
  return (
    <>
      <Said of={more ? 'list.answerMore' : 'list.answer'} values={{ count: rows.length }} />
      {last === undefined ? null : (
        <>
          {' '}
          <Said
            of={last.state === 'undone' ? 'list.lastUndone' : 'list.last'}
            values={{
              when: format.ago(last.finishedAt ?? last.createdAt),
              count: rowsOf(last),
              rejected: format.number(last.rejected),
            }}
          />
        </>
      )}
      {running > 0 ? <> {t('list.running', { count: running })}</> : null}
    </>
  );
}

/** Drop the company's ledger here; below, what was brought in before. */
export default function ImportList() {
  const t = useWords('imports');
  const client = useQueryClient();
  const [source, setSource] = useState('ledger');
  const list = usePages(listImports, { limit: 50 });
  const { begin, busy } = useBeginImport();
  const columns = useColumns();
  useLive('import', () => void askAnew(client, callKey(listImports)));
  return (
    <PageLayout
      title={t('menu.list')}
      answer={
        <AnswerLine loading={list.loading}>
          {list.rows ? <Answer rows={list.rows} more={list.more !== null} /> : null}
        </AnswerLine>
      }
    >
      <div className="no-print">
        <DropArea
          title={t('drop.title')}
          hint={t('drop.hint')}
          accept={FORMATS}
          busy={busy}
          onFiles={(files) => void begin(files, source)}
        />
        <details className={styles.more}>
          <summary>{t('drop.more')}</summary>
          <TextInput
            className={styles.source}
            label={t('drop.source')}
            description={t('drop.sourceHint')}
            value={source}
            maxLength={60}
            onChange={(event) => setSource(event.currentTarget.value)}
          />
        </details>
      </div>
      {list.rows?.length === 0 ? (
        <ol className={styles.how}>
          <li>
            <strong>{t('how.drop')}</strong>
            <span>{t('how.dropText')}</span>
          </li>
          <li>
            <strong>{t('how.check')}</strong>
            <span>{t('how.checkText')}</span>
          </li>
          <li>
            <strong>{t('how.run')}</strong>
            <span>{t('how.runText')}</span>
          </li>
        </ol>
      ) : (
        <DataTable
          name="imports.list"
          label={t('list.title')}
          toolbar={<h2 className={styles.title}>{t('list.title')}</h2>}
          columns={columns}
          {...list}
          rowId={(row) => row.id}
          rowLink={(row) => `/imports/${row.id}`}
          rowTone={(row) => (row.state === 'undone' || row.state === 'cancelled' ? 'dim' : undefined)}
        />
      )}
    </PageLayout>
  );
}
