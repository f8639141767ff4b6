import { ActionIcon, Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconFile,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconFileTypeXml,
  IconX,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DropArea } from '../../../ui-kit/DropArea.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { getImport, removeImportFile } from '../contract.ts';
import lines from './Files.module.css';
import { type Dialect, FORMATS } from './formats.ts';
import styles from './Imports.module.css';
import { ReadingForm } from './ReadingForm.tsx';
import { Step } from './Step.tsx';
import type { ImportFile, ImportView, TableView } from './types.ts';
import { forget, send, type Upload, uploads } from './uploads.ts';
import { type ImportWords, useImportWords } from './use-import-words.ts';

interface Props {
  view: ImportView;
  /** Files may be added, removed and read otherwise. */
  open: boolean;
  /** Saves what is not saved before files change; false: it could not be saved. */
  before: () => Promise<boolean>;
}

/** The files of an import: what each is, how it is read, those on their way, and room for more. */
export function FilesStep({ view, open, before }: Props) {
  const { t } = useImportWords();
  const format = useFormats();
  const client = useQueryClient();
  const coming = uploads.use().filter((one) => one.importId === view.id);
  const size = view.files.reduce((sum, file) => sum + file.size, 0);
  const add = async (files: File[]) => {
    if (await before()) send(client, view.id, files);
  };
  return (
    <Step
      number={1}
      title={t('files.title')}
      done={view.files.length > 0 && view.files.every((file) => !file.problem) && coming.length === 0}
      note={
        view.files.length > 0 ? `${t('files.count', { count: view.files.length })}, ${format.bytes(size)}` : undefined
      }
    >
      <ul className={lines.files}>
        {view.files.map((file) => (
          <FileLine key={file.id} importId={view.id} file={file} open={open} before={before} />
        ))}
        {coming.map((one) => (
          <UploadLine key={one.key} upload={one} />
        ))}
      </ul>
      {open ? (
        <DropArea
          small
          title={view.files.length === 0 ? t('drop.title') : t('files.add')}
          hint={view.files.length === 0 ? t('drop.hint') : t('files.addHint')}
          accept={FORMATS}
          onFiles={(files) => void add(files)}
        />
      ) : null}
    </Step>
  );
}

const iconOf = (file: ImportFile) =>
  file.problem
    ? IconAlertTriangle
    : ({ csv: IconFileTypeCsv, xlsx: IconFileSpreadsheet, commerceml: IconFileTypeXml }[file.tables[0]?.format ?? ''] ??
      IconFile);

/** What was detected, in a line: "CSV, UTF-8, comma, 1,234.56, header in row 1". */
function factsOf({ t, delimiter }: ImportWords, table: TableView): string[] {
  const dialect = table.dialect as Dialect;
  const facts = [t(`format.${table.format}`, { defaultValue: table.format })];
  if (dialect.compression) facts.push(dialect.compression);
  if (table.format === 'commerceml') return facts;
  if (dialect.encoding) facts.push(dialect.encoding.toUpperCase());
  if (dialect.delimiter) facts.push(delimiter(dialect.delimiter));
  facts.push(dialect.decimal === ',' ? '1234,56' : '1234.56');
  for (const order of new Set(Object.values(dialect.dateOrders))) facts.push(t(`dateOrder.${order}`));
  facts.push(t('files.header', { row: table.headerRow }));
  return facts;
}

function FileLine({
  importId,
  file,
  open,
  before,
}: {
  importId: string;
  file: ImportFile;
  open: boolean;
  before: Props['before'];
}) {
  const words = useImportWords();
  const { t } = words;
  const format = useFormats();
  const [reading, setReading] = useState(false);
  const remove = useAct(removeImportFile, { touches: [getImport] });
  const Icon = iconOf(file);
  const first = file.tables[0];
  const sheets = file.tables.flatMap((table) => (table.format === 'xlsx' && table.sheet !== null ? [table.sheet] : []));
  const report = file.tables.find((table) => table.report)?.report;
  const unsure = Object.entries((first?.dialect as Dialect | undefined)?.confidence ?? {}).filter(
    ([, how]) => how === 'ambiguous',
  );
  return (
    <li className={lines.file} data-bad={file.problem !== null || undefined}>
      <Icon size={20} stroke={1.4} aria-hidden="true" />
      <div className={lines.fileWords}>
        <div className={lines.fileName}>
          <strong>{file.name}</strong>
          <span className="dim num">{format.bytes(file.size)}</span>
        </div>
        {file.problem ? <p className={styles.bad}>{words.unreadable(file.problem)}</p> : null}
        {first === undefined ? null : <span className="dim">{factsOf(words, first).join(' · ')}</span>}
        {sheets.length > 1 ? (
          <span className="dim">{t('files.sheets', { count: sheets.length, names: format.list(sheets) })}</span>
        ) : null}
        {file.tables.length > 1 && sheets.length === 0 ? (
          <span className="dim">{t('files.tables', { count: file.tables.length })}</span>
        ) : null}
        {report ? <span className="dim">{t('files.report')}</span> : null}
        {unsure.length > 0 ? (
          <span className={styles.warn}>
            {t('files.unsure', { what: format.list(unsure.map(([name]) => t(`reading.${name}`).toLowerCase())) })}
          </span>
        ) : null}
        {reading ? (
          <ReadingForm importId={importId} file={file} before={before} onClose={() => setReading(false)} />
        ) : null}
      </div>
      {open ? (
        <div className={lines.fileActs}>
          {first?.format === 'commerceml' || reading ? null : (
            <Button variant="default" size="compact-xs" onClick={() => setReading(true)} aria-expanded={reading}>
              {t('files.reading')}
            </Button>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size="md"
            aria-label={t('files.remove', { name: file.name })}
            title={t('files.remove', { name: file.name })}
            loading={remove.isPending}
            onClick={async () => (await before()) && remove.mutate({ id: importId, fileId: file.id })}
          >
            <IconX size={15} />
          </ActionIcon>
        </div>
      ) : null}
    </li>
  );
}

function UploadLine({ upload }: { upload: Upload }) {
  const { t } = useImportWords();
  const format = useFormats();
  const reason = useReason();
  const said =
    upload.state === 'failed'
      ? reason(upload.error)
      : upload.state === 'waiting'
        ? t('files.waiting')
        : upload.sent >= 1
          ? t('files.looking')
          : t('files.sending', { part: format.percent(upload.sent, 0), size: format.bytes(upload.size) });
  return (
    <li className={lines.file} data-bad={upload.state === 'failed' || undefined}>
      <IconFile size={20} stroke={1.4} aria-hidden="true" />
      <div className={lines.fileWords}>
        <div className={lines.fileName}>
          <strong>{upload.name}</strong>
          <span className="dim num">{format.bytes(upload.size)}</span>
        </div>
        <span
          className={upload.state === 'failed' ? styles.bad : 'dim'}
          role={upload.state === 'failed' ? 'alert' : undefined}
        >
          {said}
        </span>
        {upload.state === 'failed' ? null : (
          <progress
            className={lines.upload}
            aria-label={upload.name}
            max={1}
            value={upload.state === 'sending' && upload.sent >= 1 ? undefined : upload.sent}
          />
        )}
      </div>
      {upload.state === 'failed' ? (
        <Button variant="default" size="compact-xs" onClick={() => forget(upload.key)}>
          {t('files.forget')}
        </Button>
      ) : null}
    </li>
  );
}
