import { lazy, Suspense, useMemo } from 'react';
import type { Operation } from '../../../pure/operation.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { EditCell } from '../../../ui-kit/EditCell.tsx';
import type { FilterField } from '../../../ui-kit/FilterBar.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { type Field, type FieldAnswer, listFields, type RecordKind } from '../contract.ts';
import { FieldText } from './FieldText.tsx';

const FieldCell = lazy(() => import('./FieldCell.tsx'));
const RangeFilter = lazy(() => import('./RangeFilter.tsx'));

const EMPTY = 'set:no';
const isListed = (field: Field) => ['choice', 'choices', 'person'].includes(field.type);
const isEnd = (field: Field) => ['number', 'money', 'date'].includes(field.type);
/** What no list is sorted by. */
const UNSORTED = ['choices', 'person'];

const none: Field[] = [];

/** What of an address says something of a field: the parts behind `key:`. */
const saidOf = (key: string, where: readonly string[]) =>
  where.filter((one) => one.startsWith(`${key}:`)).map((one) => one.slice(key.length + 1));

/** The values that a filter of a list shows as chosen. */
function chosenOf(field: Field, where: readonly string[]): string[] {
  const said = saidOf(field.key, where);
  if (!isListed(field)) return said;
  return said.flatMap((one) => (one.startsWith('is:') ? one.slice(3).split(',') : [one]));
}

/** The conditions that chosen values mean. */
function whereOf(field: Field, chosen: readonly string[]): string[] {
  if (!isListed(field)) return chosen.map((one) => `${field.key}:${one}`);
  if (chosen.at(-1) === EMPTY) return [`${field.key}:${EMPTY}`];
  const ids = chosen.filter((one) => one !== EMPTY);
  return ids.length === 0 ? [] : [`${field.key}:is:${ids.join(',')}`];
}

interface Settings<Row> {
  sort?: boolean;
  /** What saves a record with its fields, and of which rows the reader may: their cells are changed where they stand. */
  edit?: { operation: Operation; may: (row: Row) => boolean };
}

/**
 * Fields of the organisation's own in a list: columns (hidden until they are chosen), filters, and the state of a FilterBar in which they stand beside the list's own. `where`
 * is what the address keeps of them.
 */
export function useListFields<Row extends { id: string; version: number; fields?: FieldAnswer[] }>(
  kind: RecordKind,
  where: readonly string[],
  settings: Settings<Row> = {},
) {
  const t = useWords('fields');
  const found = useCall(listFields, { recordKind: kind });
  const fields = found.data?.rows ?? none;
  const asksPeople = fields.some((field) => field.type === 'person');
  const members = useCall(listMembers, {}, { when: asksPeople }).data?.members;
  const sorts = settings.sort === true;
  const { edit } = settings;
  const columns = useMemo(
    () =>
      fields.map(
        (field): Column<Row> => ({
          id: `field:${field.key}`,
          title: field.label,
          show: (row) => {
            const answer = row.fields?.find((one) => one.key === field.key);
            const shown =
              answer && answer.value !== null ? <FieldText field={field} answer={answer} short /> : <NoValue />;
            if (edit === undefined || !edit.may(row)) return shown;
            const record = { id: row.id, version: row.version };
            return (
              <EditCell label={field.label} shown={shown}>
                {(close) => (
                  <FieldCell field={field} answer={answer} operation={edit.operation} record={record} onClose={close} />
                )}
              </EditCell>
            );
          },
          align: isEnd(field) ? 'end' : undefined,
          sort: sorts && !UNSORTED.includes(field.type),
          hidden: true,
        }),
      ),
    [fields, sorts, edit],
  );
  const filters = fields.map((field): FilterField => {
    const options =
      field.type === 'person'
        ? (members ?? []).map(({ id, name }) => ({ value: id, label: name }))
        : field.choices.map(({ id, label }) => ({ value: id, label }));
    const base = { key: `field:${field.key}`, label: field.label, many: true, less: true };
    if (isListed(field)) return { ...base, options: [...options, { value: EMPTY, label: t('filter.empty') }] };
    return {
      ...base,
      options: [],
      said: (chosen) =>
        chosen
          .map((one) =>
            one
              .replace(/^(is|has):/, '')
              .replace(/^from:/, '≥ ')
              .replace(/^to:/, '≤ ')
              .replace(/^set:yes$/, t('filter.filled'))
              .replace(/^set:no$/, t('filter.empty')),
          )
          .join(', '),
      draw: (chosen, change, close) => (
        <Suspense>
          <RangeFilter field={field} chosen={chosen} onChange={change} onClose={close} />
        </Suspense>
      ),
    };
  });
  const isKnown = (one: string) => fields.some(({ key }) => one.startsWith(`${key}:`));
  return {
    /** There are none. */
    none: fields.length === 0,
    columns,
    filters,
    /** The fields are not here yet: the list waits. */
    loading: found.isPending,
    /** What the address says of fields that are there: one that was archived since is not asked for. */
    where: where.filter(isKnown),
    /** The order of the address, unless it is by a field that is not there. */
    sort: (said: string) => (said.startsWith('field:') && !isKnown(`${said.slice(6)}:`) ? '' : said),
    /** Keys of the fields among the columns that are shown. */
    shown: (visible: Readonly<Record<string, boolean>>): string[] =>
      fields.filter(({ key }) => visible[`field:${key}`]).map(({ key }) => key),
    /** The state of a FilterBar with the chosen values of the fields. */
    state: Object.fromEntries(fields.map((field) => [`field:${field.key}`, chosenOf(field, where)])),
    /** A change of a FilterBar as one of the address. */
    change<P extends Record<string, unknown>>(part: P): Record<string, unknown> {
      const own = Object.keys(part).filter((name) => name.startsWith('field:'));
      if (own.length === 0) return part;
      const rest = Object.fromEntries(Object.entries(part).filter(([name]) => !name.startsWith('field:')));
      const next = own.reduce((now, name) => {
        const field = fields.find(({ key }) => `field:${key}` === name);
        if (field === undefined) return now;
        const others = now.filter((one) => !one.startsWith(`${field.key}:`));
        return [...others, ...whereOf(field, part[name] as readonly string[])];
      }, where as string[]);
      return { ...rest, where: next };
    },
  };
}
