import { Button, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { fileUrl } from '../../../ui-kit/call.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { exportAudit, listAudit, listAuditWords } from '../contract.ts';
import styles from './Audit.module.css';
import { type Entry, EntryDetails, usePersonWords } from './EntryDetails.tsx';
import { RecordWords, useChangeWords } from './RecordNames.tsx';
import { useAuditWords } from './use-audit-words.ts';

type Change = Entry['changes'][number];

const defaults = { reason: '', person: '', act: '', record: '', account: '', from: '', to: '' };

const given = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

function useColumns(open: (entry: Entry) => void): Column<Entry>[] {
  const t = useWords('audit');
  const words = useAuditWords();
  const person = usePersonWords();
  return [
    { id: 'time', title: t('time'), width: 160, fixed: true, show: (row) => <DateText value={row.at} time /> },
    {
      id: 'who',
      title: t('who'),
      width: 150,
      show: (row) => (
        <>
          {person(row.user)}
          {row.onBehalfOf ? <span className="dim"> {t('behalfOf', { name: person(row.onBehalfOf) })}</span> : null}
        </>
      ),
    },
    { id: 'act', title: t('act'), width: 190, phone: 'title', show: (row) => words.act(row.operation, row.word) },
    {
      id: 'record',
      title: t('record'),
      width: 220,
      show: (row) => (row.recordKind === null ? null : <RecordWords entry={row} />),
    },
    {
      id: 'changes',
      title: t('changes'),
      grow: true,
      show: (row) => (row.changes.length === 0 ? null : <ChangesInShort entry={row} />),
    },
    { id: 'reason', title: t('reason'), width: 140, show: (row) => row.reason ?? '' },
    {
      id: 'details',
      title: t('details'),
      width: 90,
      fixed: true,
      phone: 'bare',
      show: (row) => (
        <Button variant="subtle" size="compact-xs" onClick={() => open(row)}>
          {t('details')}
        </Button>
      ),
    },
  ];
}

function ChangesInShort({ entry }: { entry: Entry }) {
  const t = useWords('audit');
  const words = useAuditWords();
  const said = useChangeWords();
  const same = (change: Change) =>
    change.withheld === null && said(entry, change.before, change.field) === said(entry, change.after, change.field);
  const names = entry.changes.filter(same).map((change) => said(entry, change.after, change.field));
  const [first, ...others] = entry.changes.filter((change) => !same(change));
  if (first === undefined) return names.join(', ');
  const { before, after, withheld, field } = first;
  const values =
    withheld !== null
      ? t(withheld)
      : before === null
        ? said(entry, after, field)
        : `${said(entry, before, field)} → ${said(entry, after, field)}`;
  return (
    <div className={styles.summary}>
      {names.length > 0 ? <span className="dim">{names.join(', ')} · </span> : null}
      {words.field(field, entry.recordKind)}: {values}
      {others.length > 0 ? <span className="dim"> {t('more', { count: others.length })}</span> : null}
    </div>
  );
}

function ExportMenu({ filter }: { filter: Record<string, string> }) {
  const t = useWords('audit');
  const save = (format: 'csv' | 'xlsx') => location.assign(fileUrl(exportAudit, { ...filter, format }));
  return (
    <Popup
      kind="menu"
      align="end"
      label={t('export')}
      width={220}
      opener={(props) => (
        <Button variant="default" leftSection={<IconDownload size={15} />} title={t('exportNote')} {...props}>
          {t('export')}
        </Button>
      )}
    >
      {(close) =>
        (['csv', 'xlsx'] as const).map((format) => (
          <MenuLine
            key={format}
            onClick={() => {
              close();
              save(format);
            }}
          >
            {format === 'csv' ? t('exportCsv') : t('exportXlsx')}
          </MenuLine>
        ))
      }
    </Popup>
  );
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

/** Who did what, when, on whose behalf, before and after: filtered, opened, exported. */
export default function AuditTab() {
  const t = useWords('audit');
  const words = useAuditWords();
  const [view, setView] = useUrlState(defaults);
  const [opened, open] = useState<Entry | null>(null);
  const filter = given({
    text: view.reason,
    userId: view.person,
    operation: view.act,
    recordId: view.record,
    accountId: view.account,
    from: view.from,
    to: view.to,
  });
  const list = usePages(listAudit, filter);
  const acts = useCall(listAuditWords, {});
  const people = useCall(listMembers, { withEnded: true });
  const columns = useColumns(open);
  const nameOf = (id: string) => list.rows?.flatMap(({ names }) => names).find((one) => one.id === id)?.name;
  const options = (acts.data?.words ?? [])
    .map(({ operation, word }) => ({ value: operation, label: words.act(operation, word) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <>
      <p className={styles.lead}>{t('lead')}</p>
      <DataTable
        name="audit.entries"
        label={t('label')}
        columns={columns}
        {...list}
        rowId={(row) => row.id}
        onOpen={open}
        empty={
          <EmptyState
            title={t(Object.keys(filter).length === 0 ? 'noneTitle' : 'emptyTitle')}
            text={t(Object.keys(filter).length === 0 ? 'noneText' : 'emptyText')}
          />
        }
        toolbar={
          <FilterBar
            value={view}
            onChange={setView}
            search={{ key: 'reason', placeholder: t('searchReason') }}
            fields={[
              {
                key: 'person',
                label: t('who'),
                options: (people.data?.members ?? []).map(({ id, name }) => ({ value: id, label: name })),
              },
              { key: 'act', label: t('act'), options },
              ...(view.record === ''
                ? []
                : [
                    {
                      key: 'record',
                      label: t('record'),
                      options: [{ value: view.record, label: nameOf(view.record) ?? t('onlyThis') }],
                    },
                  ]),
              ...(view.account === ''
                ? []
                : [
                    {
                      key: 'account',
                      label: t('account'),
                      options: [{ value: view.account, label: nameOf(view.account) ?? t('onlyThis') }],
                    },
                  ]),
            ]}
          >
            <DayField label={t('from')} value={view.from} onChange={(from) => setView({ from })} />
            <DayField label={t('to')} value={view.to} onChange={(to) => setView({ to })} />
          </FilterBar>
        }
        tools={<ExportMenu filter={filter} />}
      />
      <SideDrawer
        opened={opened !== null}
        onClose={() => open(null)}
        title={opened ? words.act(opened.operation, opened.word) : ''}
        size={560}
      >
        {opened ? (
          <EntryDetails
            entry={opened}
            onRecord={(record) => {
              open(null);
              setView({ ...defaults, record });
            }}
          />
        ) : null}
      </SideDrawer>
    </>
  );
}
