import { IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useLive } from '../../../ui-kit/live.ts';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { askAnew, callKey, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { type AccountFile, listFiles } from '../contract.ts';
import styles from './Files.module.css';
import { UploadPanel } from './UploadPanel.tsx';
import { GROUPS, type Group, ICONS, useFileWords } from './use-file-words.ts';

const FileDrawer = lazy(() => import('./FileDrawer.tsx'));

const defaults = { q: '', what: [], file: '' };

/** The files of an account: uploaded, looked for by their words, opened. */
export default function FilesTab({ accountId, group }: { accountId: string; group: boolean }) {
  const { t, groups } = useFileWords();
  const client = useQueryClient();
  const [view, setView] = useUrlState(defaults);
  const kind = (view.what as Group[]).flatMap((one) => GROUPS[one] ?? []);
  const asked = {
    ...(group ? { group } : {}),
    ...(view.q === '' ? {} : { q: view.q }),
    ...(kind.length > 0 ? { kind } : {}),
  };
  const list = usePages(listFiles, { id: accountId, ...asked });
  useLive('timeline', () => void askAnew(client, callKey(listFiles)));
  const show = (id: string) => setView({ file: id });
  const columns = useColumns(group, show);
  const filtered = view.q !== '' || kind.length > 0;
  return (
    <div className={styles.column}>
      {list.first?.can.write ? <UploadPanel accountId={accountId} maxBytes={list.first.maxBytes} /> : null}
      <DataTable
        name="files.account"
        label={t('title')}
        columns={columns}
        {...list}
        rowId={(row) => row.id}
        onOpen={(row) => show(row.id)}
        whole
        toolbar={
          <FilterBar
            value={view}
            onChange={setView}
            search={{ key: 'q', placeholder: t('find') }}
            fields={[
              {
                key: 'what',
                label: t('field.kind'),
                many: true,
                options: Object.entries(groups).map(([value, label]) => ({ value, label })),
              },
            ]}
          />
        }
        empty={
          <EmptyState
            title={filtered ? t('noneFound') : t('none')}
            text={filtered ? t('noneFoundText') : t('noneText')}
          />
        }
      />
      <Suspense>
        {view.file === '' ? null : (
          <FileDrawer key={view.file} fileId={view.file} onClose={() => setView({ file: '' })} />
        )}
      </Suspense>
    </div>
  );
}

function useColumns(group: boolean, show: (id: string) => void): Column<AccountFile>[] {
  const { t, kindName } = useFileWords();
  const format = useFormats();
  return [
    {
      id: 'name',
      title: t('field.name'),
      show: (row) => <FileName file={row} onOpen={() => show(row.id)} />,
      grow: true,
      fixed: true,
      phone: 'title',
    },
    ...(group
      ? [{ id: 'account', title: t('field.account'), show: (row: AccountFile) => row.accountName, width: 180 }]
      : []),
    { id: 'kind', title: t('field.kind'), show: (row) => kindName(row.kind), width: 120 },
    { id: 'size', title: t('field.size'), show: (row) => format.bytes(row.size), align: 'end', width: 90 },
    { id: 'version', title: t('field.version'), show: (row) => row.number, align: 'end', width: 80 },
    { id: 'author', title: t('field.changedBy'), show: (row) => row.changedBy?.name ?? t('nobody'), width: 160 },
    {
      id: 'changed',
      title: t('field.changedAt'),
      show: (row) => <DateText value={row.changedAt} />,
      width: 120,
      phone: 'figure',
    },
  ];
}

/** What beside the account a file belongs to. */
function ofWhat({ record }: AccountFile, t: ReturnType<typeof useFileWords>['t']): string {
  if (record.kind === 'note') return t('ofNote');
  if (record.kind === 'contact') return t('ofContact');
  return record.kind === 'task'
    ? t('ofTask', { name: record.name ?? '' })
    : t('ofProject', { name: record.name ?? '' });
}

function FileName({ file, onOpen }: { file: AccountFile; onOpen: () => void }) {
  const { t } = useFileWords();
  const Icon = ICONS[file.kind];
  return (
    <span className={styles.name}>
      <Icon size={18} stroke={1.4} aria-hidden="true" />
      <span className={styles.named}>
        <button type="button" className={styles.open} onClick={onOpen}>
          {file.name}
        </button>
        {file.kept === null ? null : (
          <Badge tone="warn">
            <IconLock size={12} aria-hidden="true" /> {file.kept.class?.name ?? t('confidential')}
          </Badge>
        )}
        {file.record.kind === 'account' ? null : <span className="dim">{ofWhat(file, t)}</span>}
      </span>
    </span>
  );
}
