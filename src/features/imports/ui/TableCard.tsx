import { NativeSelect } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChevronRight,
  IconCircleCheck,
  IconCircleDashed,
  IconHelpCircle,
} from '@tabler/icons-react';
import { useId, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { fieldOf, KINDS } from '../rules-kinds.ts';
import { FieldTable } from './FieldTable.tsx';
import styles from './Imports.module.css';
import { MeaningFields } from './MeaningFields.tsx';
import type { Checked } from './mapping-checks.ts';
import { SampleRows } from './SampleRows.tsx';
import cards from './Tables.module.css';
import type { ImportFile, Kind, TableMapping, TableView } from './types.ts';
import { useImportWords } from './use-import-words.ts';

interface Props {
  file: ImportFile;
  table: TableView;
  mapping: TableMapping;
  problems: Checked;
  /** The only table: shown in full from the beginning. */
  alone: boolean;
  /** May be changed. */
  open: boolean;
  /** Still what was found out: its reasons hold. */
  asProposed: boolean;
  onChange: (mapping: TableMapping) => void;
  /** Another kind, with what the columns keep of the one before. */
  onKind: (mapping: TableMapping) => void;
}

/** How sure the proposal is: a word and a shape. */
function Confidence({ value, left }: { value: number; left: boolean }) {
  const { t } = useImportWords();
  if (left) return null;
  const [word, Shape, tone] =
    value >= 0.85
      ? ([t('sure.sure'), IconCircleCheck, 'good'] as const)
      : value >= 0.6
        ? ([t('sure.likely'), IconCircleDashed, 'outline'] as const)
        : ([t('sure.unsure'), IconHelpCircle, 'warn'] as const);
  return (
    <Badge tone={tone}>
      <Shape size={12} stroke={2} aria-hidden="true" />
      {word}
    </Badge>
  );
}

/** One table: what it is, why, which column is which field, and how its values are meant. */
export function TableCard({ file, table, mapping, problems, alone, open, asProposed, onChange, onKind }: Props) {
  const words = useImportWords();
  const { t } = words;
  const format = useFormats();
  const id = useId();
  const left = mapping.kind === null;
  const [own, setOwn] = useState<boolean | null>(null);
  const shown = own ?? (alone || problems.count > 0 || (!left && table.confidence < 0.6));
  const used = new Set(Object.values(mapping.fields));
  const name = file.tables.length > 1 ? `${file.name} › ${table.name}` : file.name;
  const choose = (kind: string) =>
    onKind({
      ...mapping,
      kind: kind === '' ? null : (kind as Kind),
      fields: keep(kind, mapping.fields),
      constants: keep(kind, mapping.constants),
      options: kind === '' ? mapping.options : {},
    });
  return (
    <section className={cards.card} aria-label={name} data-left={left || undefined}>
      <div className={cards.cardHead}>
        <button
          type="button"
          className={cards.fold}
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => setOwn(!shown)}
        >
          <IconChevronRight size={15} stroke={2} aria-hidden="true" />
          <span>{name}</span>
        </button>
        <span className={cards.cardState}>
          {problems.count > 0 ? (
            <Badge tone="bad">
              <IconAlertTriangle size={12} stroke={2} aria-hidden="true" />
              {t('tables.problems', { count: problems.count })}
            </Badge>
          ) : (
            <Confidence value={table.confidence} left={left} />
          )}
          <span className="dim num">
            {left ? '' : t('tables.used', { used: used.size, count: table.headers.length })}
          </span>
        </span>
        {open ? (
          <NativeSelect
            className={cards.kind}
            size="xs"
            aria-label={t('tables.kindOf', { name })}
            value={mapping.kind ?? ''}
            onChange={(event) => choose(event.currentTarget.value)}
            data={[
              { value: '', label: t('kind.none') },
              ...KINDS.map((kind) => ({ value: kind, label: words.kind(kind) })),
            ]}
          />
        ) : (
          <span className={cards.kind}>{words.kind(mapping.kind)}</span>
        )}
      </div>
      {shown ? (
        <div id={id} className={cards.cardBody}>
          <p className={cards.why}>
            {mapping.kind === null ? null : <>{words.kindHelp(mapping.kind)}. </>}
            {asProposed && table.reasons.length > 0 ? (
              <span className="dim">{t('tables.because', { why: format.list(table.reasons.map(words.said)) })}</span>
            ) : null}
          </p>
          {problems.needs.length + problems.other.length + table.warnings.length === 0 ? null : (
            <ul className={styles.notes}>
              {problems.needs.map((alternatives) => (
                <li key={alternatives.join()} data-tone="bad">
                  {t('tables.need', {
                    what: alternativesOf(
                      alternatives,
                      (one) => words.field(mapping.kind, one),
                      t('tables.or'),
                      t('tables.with'),
                    ),
                  })}
                </li>
              ))}
              {problems.other.map((text) => (
                <li key={text} data-tone="bad">
                  {text}
                </li>
              ))}
              {table.warnings
                .filter((text) => !text.startsWith('Nothing was found for'))
                .map((text) => (
                  <li key={text}>{words.said(text)}</li>
                ))}
            </ul>
          )}
          {left ? null : (
            <>
              <FieldTable table={table} mapping={mapping} problems={problems} open={open} onChange={onChange} />
              <MeaningFields table={table} mapping={mapping} open={open} onChange={onChange} />
            </>
          )}
          <SampleRows table={table} startOpen={left} />
        </div>
      ) : null}
    </section>
  );
}

/** Entries that a table keeps when it becomes another kind: those whose fields the new kind has too. */
const keep = (kind: string, entries: Record<string, string>): Record<string, string> =>
  kind === ''
    ? entries
    : Object.fromEntries(Object.entries(entries).filter(([name]) => fieldOf(kind as Kind, name) !== undefined));

/** "Net, gross, or quantity with price". */
function alternativesOf(
  alternatives: readonly string[],
  word: (name: string) => string,
  or: string,
  and: string,
): string {
  return alternatives.map((each) => each.split('+').map(word).join(` ${and} `)).join(` ${or} `);
}
