import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../../ui-kit/use-call.ts';
import { getImport, redetectImportFile } from '../contract.ts';
import lines from './Files.module.css';
import { type Dialect, READING } from './formats.ts';
import styles from './Imports.module.css';
import type { ImportFile } from './types.ts';
import { useImportWords } from './use-import-words.ts';

type Overrides = Record<string, unknown>;

interface Props {
  importId: string;
  file: ImportFile;
  before: () => Promise<boolean>;
  onClose: () => void;
}

/** How a file is read: what was detected, and what the person says instead. */
export function ReadingForm({ importId, file, before, onClose }: Props) {
  const { t, delimiter } = useImportWords();
  const [own, setOwn] = useState<Overrides>(file.overrides as Overrides);
  const act = useAct(redetectImportFile, { touches: [getImport], onDone: onClose });
  const table = file.tables[0];
  const dialect = table?.dialect as Dialect | undefined;
  const isText = table === undefined || table.format === 'csv';
  const sheets = file.tables.flatMap((each) => (each.sheet === null ? [] : [each.sheet]));
  const set = (name: string, value: unknown) =>
    setOwn((before) => {
      const next = { ...before };
      if (value === '' || value === undefined) delete next[name];
      else next[name] = value;
      return next;
    });
  const wordOf = (name: keyof typeof READING, value: string): string =>
    name === 'delimiter'
      ? delimiter(value)
      : name === 'decimal'
        ? t(value === ',' ? 'reading.comma' : 'reading.point')
        : name === 'dateOrder'
          ? t(`dateOrder.${value}`)
          : value.toUpperCase();
  const choice = (name: keyof typeof READING) => {
    const found = dialect?.[name];
    return (
      <NativeSelect
        key={name}
        size="xs"
        label={t(`reading.${name}`)}
        value={String(own[name] ?? '')}
        onChange={(event) => set(name, event.currentTarget.value)}
        data={[
          {
            value: '',
            label: found ? t('reading.detected', { value: wordOf(name, found) }) : t('reading.auto'),
          },
          ...READING[name].map((value) => ({ value, label: wordOf(name, value) })),
        ]}
      />
    );
  };
  return (
    <form
      className={lines.reading}
      onSubmit={async (event) => {
        event.preventDefault();
        if (await before()) act.mutate({ id: importId, fileId: file.id, overrides: own });
      }}
    >
      <div className={lines.readingFields}>
        {isText ? choice('encoding') : null}
        {isText ? choice('delimiter') : null}
        {choice('decimal')}
        {choice('dateOrder')}
        <TextInput
          size="xs"
          label={t('reading.headerRow')}
          inputMode="numeric"
          placeholder={table ? t('reading.detected', { value: table.headerRow }) : t('reading.auto')}
          value={own.headerRow === undefined ? '' : String(own.headerRow)}
          onChange={(event) => {
            const row = Number.parseInt(event.currentTarget.value, 10);
            set('headerRow', Number.isNaN(row) || row < 1 ? '' : row);
          }}
        />
        {sheets.length > 1 || own.sheet !== undefined ? (
          <NativeSelect
            size="xs"
            label={t('reading.sheet')}
            value={String(own.sheet ?? '')}
            onChange={(event) => set('sheet', event.currentTarget.value)}
            data={[
              { value: '', label: t('reading.allSheets') },
              ...sheets.map((name) => ({ value: name, label: name })),
            ]}
          />
        ) : null}
        <NativeSelect
          size="xs"
          label={t('reading.layout')}
          value={String(own.layout ?? '')}
          onChange={(event) => set('layout', event.currentTarget.value)}
          data={[
            {
              value: '',
              label: t('reading.detected', { value: t(table?.report ? 'reading.report' : 'reading.flat') }),
            },
            { value: 'flat', label: t('reading.flat') },
          ]}
        />
      </div>
      <div className={styles.acts}>
        <Button type="submit" variant="default" size="compact-sm" loading={act.isPending}>
          {t('reading.apply')}
        </Button>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClose}>
          {t('kit:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
