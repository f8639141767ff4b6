import { useMemo } from 'react';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { NoValue } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { INFLUENCES, LEVELS, type MapPerson, SUPPORTS } from '../contract.ts';
import { GLYPH, type RelationshipMap } from './map-model.ts';
import { useRelationshipWords } from './use-relationship-words.ts';

interface Props {
  map: RelationshipMap;
  people: readonly MapPerson[];
  toolbar: React.ReactNode;
  empty: React.ReactNode;
  onOpen: (person: MapPerson) => void;
}

/** The map as a table with every fact of it; a row opens the panel of the person. */
export default function MapTable({ map, people, toolbar, empty, onOpen }: Props) {
  const t = useWords('relationships');
  const words = useRelationshipWords();
  const columns = useMemo<Column<MapPerson>[]>(() => {
    const none = (why: string) => <NoValue why={why} />;
    const linesOf = (person: MapPerson, reporting: boolean) =>
      map.lines
        .filter((line) => line.from === person.id || line.to === person.id)
        .filter((line) => (line.kind === 'reports' && line.from === person.id) === reporting);
    const superior = (person: MapPerson) => {
      const line = linesOf(person, true)[0];
      const found = map.people.find((one) => one.id === line?.to);
      return found === undefined ? null : words.nameOf(found);
    };
    const accounts = new Map(map.accounts.map(({ id, name }) => [id, name]));
    return [
      {
        ...{ id: 'name', title: t('field.name'), width: 190, grow: true, fixed: true, sort: true, phone: 'title' },
        show: (one) => (
          <>
            {words.nameOf(one)}
            {one.contact?.latinName ? <span className="dim"> {one.contact.latinName}</span> : null}
            {one.contact !== null && !one.contact.isNow ? <span className="dim"> ({t('left')})</span> : null}
          </>
        ),
        value: (one) => words.nameOf(one),
      },
      ...(map.accounts.length > 1
        ? [
            {
              ...{ id: 'account', title: t('field.account'), width: 150, sort: true },
              show: (one: MapPerson) => accounts.get(one.accountId),
              value: (one: MapPerson) => accounts.get(one.accountId),
            },
          ]
        : []),
      {
        ...{ id: 'title', title: t('field.title'), width: 160, sort: true },
        show: (one) => one.contact?.title ?? none(t('unknown')),
        value: (one) => one.contact?.title,
      },
      {
        ...{ id: 'department', title: t('field.department'), width: 120, sort: true },
        show: (one) => one.department ?? none(t('unknown')),
        value: (one) => one.department,
      },
      {
        ...{ id: 'superior', title: t('field.reportsTo'), width: 150, sort: true },
        show: (one) => superior(one) ?? none(t('nobody')),
        value: superior,
      },
      {
        ...{ id: 'roles', title: t('field.roles'), width: 170 },
        show: (one) =>
          one.roles.length === 0 ? none(t('unknown')) : one.roles.map((role) => words.roles[role]).join(', '),
      },
      {
        ...{ id: 'support', title: t('field.support'), width: 120, sort: true },
        show: (one) =>
          one.support === null ? (
            none(t('support.unknown'))
          ) : (
            <>
              <span aria-hidden="true">{GLYPH[one.support]}</span> {words.supports[one.support]}
            </>
          ),
        value: (one) => (one.support === null ? null : SUPPORTS.indexOf(one.support)),
      },
      {
        ...{ id: 'influence', title: t('field.influence'), width: 90, sort: true },
        show: (one) => (one.influence === null ? none(t('unknown')) : words.influences[one.influence]),
        value: (one) => (one.influence === null ? null : INFLUENCES.indexOf(one.influence)),
      },
      {
        ...{ id: 'orientation', title: t('field.orientation'), width: 120 },
        show: (one) => (one.orientation === null ? none(t('unknown')) : words.orientations[one.orientation]),
      },
      {
        ...{ id: 'coverage', title: t('field.coverage'), width: 100, sort: true },
        show: (one) => (one.wanted === null ? words.levels[one.coverage] : none(t('placeholder'))),
        value: (one) => (one.wanted === null ? LEVELS.indexOf(one.coverage) : null),
      },
      {
        ...{ id: 'lines', title: t('lines'), width: 220 },
        show: (one) => {
          const said = linesOf(one, false).map((line) => words.lineWords(line, one.id, map.people));
          return said.length === 0 ? none(t('noLines')) : said.join('; ');
        },
      },
      {
        ...{ id: 'ties', title: t('ties'), width: 230 },
        show: (one) => (one.ties.length === 0 ? none(t('noTies')) : one.ties.map(words.tieWords).join('; ')),
      },
    ];
  }, [map, t, words]);
  return (
    <DataTable
      name="relationships.map"
      label={t('title')}
      columns={columns}
      rows={people}
      rowId={(one) => one.id}
      onOpen={onOpen}
      rowTone={(one) => (one.contact?.isNow === false ? 'dim' : undefined)}
      toolbar={toolbar}
      empty={map.people.length === 0 ? empty : <EmptyState title={t('noneFound')} />}
    />
  );
}
