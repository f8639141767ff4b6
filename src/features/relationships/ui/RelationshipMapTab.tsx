import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { FilterBar, type FilterField } from '../../../ui-kit/FilterBar.tsx';
import { useLive } from '../../../ui-kit/live.ts';
import { AnswerLine } from '../../../ui-kit/PageLayout.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { askAnew, callKey, useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import * as contract from '../contract.ts';
import { CoveragePanel, useCoverageLine } from './CoveragePanel.tsx';
import styles from './Map.module.css';
import { departmentsOf, drawnOf, fits } from './map-model.ts';
import { TOUCHED } from './touched.ts';
import { useMapActs } from './use-map-acts.ts';
import { optionsOf, useRelationshipWords } from './use-relationship-words.ts';

const AddPerson = lazy(() => import('./AddPerson.tsx'));
const PersonPanel = lazy(() => import('./PersonPanel.tsx'));
const DrawnMap = lazy(() => import('./DrawnMap.tsx'));
const MapTable = lazy(() => import('./MapTable.tsx'));
const MapClashDialog = lazy(() => import('./MapClashDialog.tsx'));
const StagePanel = lazy(() => import('./StagePanel.tsx'));
const none: string[] = [];
const defaults = {
  ...{ view: '', person: '', q: '', role: none, support: none, coverage: none, department: none },
  ...{ colleague: none, fold: none },
};

interface Props {
  account: { id: string; name: string };
  group: boolean;
}

/** Who is who at an account: the first line, the map drawn or as a table, the panel of one person, coverage, stage. */
export default function RelationshipMapTab({ account, group }: Props) {
  const t = useWords('relationships');
  const words = useRelationshipWords();
  const line = useCoverageLine();
  const client = useQueryClient();
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const [view, setView] = useUrlState(defaults);
  const [adding, setAdding] = useState<{ below: string } | null>(null);
  const [opened, setOpened] = useState(view.person !== '');
  const [atLines, setAtLines] = useState(false);
  const [removing, setRemoving] = useState<string | null>(null);
  const [kind, setKind] = useState<contract.LineKind>('reports');
  const found = useCall(contract.getRelationshipMap, { id: account.id, group });
  const coverage = useCall(contract.getContactCoverage, { id: account.id });
  useLive('relationships', () => TOUCHED.forEach((one) => void askAnew(client, callKey(one))));
  const clear = useAct(contract.clearMapPlaces, { touches: [contract.getRelationshipMap], done: t('laidOut') });
  const acts = useMapActs({ id: account.id, group }, found.data);
  const remove = useAct(contract.removeMapPerson, {
    touches: TOUCHED,
    done: t('takenOff'),
    onDone: () => {
      setRemoving(null);
      setOpened(false);
    },
  });
  const map = found.data;
  const people = useMemo(() => map?.people.filter((one) => fits(one, view)) ?? [], [map, view]);
  const drawn = useMemo(() => drawnOf(people, map?.lines ?? [], view.fold), [people, map, view.fold]);
  const accountNames = useMemo(
    () =>
      map === undefined || map.accounts.length < 2 ? null : new Map(map.accounts.map(({ id, name }) => [id, name])),
    [map],
  );
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (map === undefined) return <LoadingState lines={14} />;
  const personOf = (id: string) => map.people.find((one) => one.id === id);
  const selected = personOf(view.person);
  const isTable = view.view === 'table' || (view.view === '' && narrow);
  const focusCard = (id: string) => document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus();
  const open = (id: string, lines = false) => {
    setView({ person: id });
    setAtLines(lines);
    setAdding(null);
    setOpened(true);
  };
  const add = (below = '') => {
    setAdding({ below });
    setOpened(true);
  };
  const close = () => {
    setOpened(false);
    setAdding(null);
    requestAnimationFrame(() => focusCard(view.person));
  };
  const departments = departmentsOf(map.people).map((one) => ({ value: one, label: one }));
  const knowing = new Map(map.people.flatMap(({ ties }) => ties.map((tie) => [tie.user.id, words.colleague(tie)])));
  const fields: FilterField[] = [
    { key: 'role', label: t('field.roles'), many: true, options: optionsOf(words.roles) },
    { key: 'support', label: t('field.support'), many: true, options: optionsOf(words.supports) },
    { key: 'coverage', label: t('field.coverage'), many: true, options: optionsOf(words.levels) },
    { key: 'department', label: t('field.department'), many: true, options: departments },
    { key: 'colleague', label: t('field.colleague'), many: true, options: optionsOf(Object.fromEntries(knowing)) },
    ...(isTable ? [] : [{ key: 'fold', label: t('fold'), many: true, options: departments }]),
  ];
  const bar = (
    <FilterBar
      value={view}
      onChange={setView}
      search={{ key: 'q', placeholder: t('find') }}
      fields={fields}
      count={
        people.length === map.people.length
          ? t('count', { count: people.length })
          : t('countOf', { count: people.length, all: map.people.length })
      }
    />
  );
  const empty = (
    <EmptyState
      title={t('empty')}
      text={t('emptyText')}
      action={map.can.edit ? <Button onClick={() => add()}>{t('add')}</Button> : undefined}
    />
  );
  const content = !opened ? null : adding !== null ? (
    <AddPerson
      key={adding.below}
      accountId={personOf(adding.below)?.accountId ?? account.id}
      map={map}
      below={adding.below}
      onCancel={close}
      onDone={open}
    />
  ) : selected === undefined ? null : (
    <PersonPanel
      key={`${selected.id} ${atLines}`}
      person={selected}
      atLines={atLines}
      superiorMeets={acts.superiorMeets}
      map={map}
      onClose={close}
      onAddBelow={() => add(selected.id)}
      onRemove={() => setRemoving(selected.id)}
    />
  );
  const panel = content === null ? null : <Suspense fallback={<LoadingState lines={8} />}>{content}</Suspense>;
  const removed = removing === null ? undefined : personOf(removing);
  return (
    <div className={styles.tab}>
      <AnswerLine loading={coverage.isPending}>{coverage.data ? line(coverage.data) : null}</AnswerLine>
      {map.left > 0 ? <p className="dim">{t('beyond', { count: map.left })}</p> : null}
      <div className={`${styles.bar} no-print`}>
        {isTable ? <span /> : bar}
        {isTable || !map.can.edit ? null : (
          <SegmentedChoice
            label={t('drawn')}
            labelled
            value={kind}
            onChange={setKind}
            options={contract.LINE_KINDS.map((one) => ({ value: one, label: words.kinds[one] }))}
          />
        )}
        <SegmentedChoice
          label={t('view')}
          value={isTable ? 'table' : 'graph'}
          onChange={(one) => setView({ view: one })}
          options={[
            { value: 'graph', label: t('viewGraph') },
            { value: 'table', label: t('viewTable') },
          ]}
        />
        {map.can.edit && !isTable && map.people.some((one) => one.place !== null) ? (
          <Button variant="default" size="compact-sm" onClick={() => clear.mutate({ id: account.id })}>
            {t('layOut')}
          </Button>
        ) : null}
        {map.can.edit ? (
          <Button size="compact-sm" onClick={() => add()}>
            {t('add')}
          </Button>
        ) : null}
      </div>
      <div className={styles.work} data-open={(panel !== null && !narrow) || undefined}>
        <div>
          {isTable ? (
            <Suspense fallback={<LoadingState lines={12} />}>
              <MapTable map={map} people={people} toolbar={bar} empty={empty} onOpen={(one) => open(one.id)} />
            </Suspense>
          ) : map.people.length === 0 ? (
            empty
          ) : (
            <Suspense fallback={<LoadingState lines={12} />}>
              <DrawnMap
                account={{ ...account, group }}
                cards={drawn.cards}
                lines={drawn.lines}
                selected={view.person}
                accountNames={accountNames}
                can={map.can}
                onSelect={(id) => setView({ person: id })}
                onOpen={(id) => open(id)}
                onAddBelow={add}
                onRemove={setRemoving}
                onMove={acts.move}
                onDraw={(id) => open(id, true)}
                onFold={(department) => setView({ fold: [...view.fold, department] })}
                onConnect={(from, to, down) => {
                  // A reporting line that is dragged from the lower edge comes from the superior.
                  const turned = kind === 'reports' && down;
                  const [first, second] = turned ? [to, from] : [from, to];
                  acts.connect.mutate({ id: personOf(from)?.accountId ?? account.id, kind, from: first, to: second });
                }}
                onUnfold={(department) => setView({ fold: view.fold.filter((one) => one !== department) })}
              />
            </Suspense>
          )}
        </div>
        {panel === null ? null : narrow ? (
          <SideDrawer opened onClose={close} title={t('person')} size={380}>
            {panel}
          </SideDrawer>
        ) : (
          <aside
            className={`${styles.side} no-print`}
            aria-label={t('person')}
            onKeyDown={(event) => event.key === 'Escape' && close()}
          >
            {panel}
          </aside>
        )}
      </div>
      <div className={styles.two}>
        {coverage.data ? <CoveragePanel coverage={coverage.data} onOpen={open} /> : <LoadingState lines={6} />}
        <Suspense fallback={<LoadingState lines={6} />}>
          <StagePanel accountId={account.id} />
        </Suspense>
      </div>
      {acts.clash === null ? null : (
        <Suspense>
          <MapClashDialog clash={acts.clash} map={map} onTake={acts.takeTheirs} onKeep={acts.keepMine} />
        </Suspense>
      )}
      <Confirm
        opened={removed !== undefined}
        onClose={() => setRemoving(null)}
        title={t('takeOffTitle')}
        text={removed ? t('takeOffText', { name: words.nameOf(removed) }) : ''}
        button={t('takeOff')}
        danger
        busy={remove.isPending}
        onConfirm={() =>
          removed && remove.mutate({ id: removed.accountId, personId: removed.id, version: removed.version })
        }
      />
    </div>
  );
}
