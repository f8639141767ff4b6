import {
  applyNodeChanges,
  Background,
  ConnectionMode,
  Controls,
  type Edge,
  MarkerType,
  type Node,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../../ui-kit/words.ts';
import type { LineKind } from '../contract.ts';
import { CardMenu } from './CardMenu.tsx';
import styles from './Map.module.css';
import { CARD, nearest, type Point, placesOf } from './map-layout.ts';
import type { Card, DrawnLine } from './map-model.ts';
import { type CardData, PersonCard } from './PersonCard.tsx';
import { useRelationshipWords } from './use-relationship-words.ts';

interface Props {
  cards: readonly Card[];
  lines: readonly DrawnLine[];
  selected: string;
  /** Names of the accounts, where cards of several stand on one map. */
  accountNames: ReadonlyMap<string, string> | null;
  mayEdit: boolean;
  onSelect: (id: string) => void;
  /** Enter: the panel of the person. */
  onOpen: (id: string) => void;
  onAddBelow: (id: string) => void;
  onRemove: (id: string) => void;
  onMove: (id: string, place: Point) => void;
  /** A line was dragged from one card to another; `down`: from the lower edge, as from a superior. */
  onConnect: (from: string, to: string, down: boolean) => void;
  onUnfold: (department: string) => void;
  onFold: (department: string) => void;
  /** The panel of the person, at the lines. */
  onDraw: (id: string) => void;
}

const nodeTypes = { card: PersonCard };
/** How far Alt and an arrow move a card. */
const STEP = 20;

/** Where a line leaves and arrives: a superior's below; influence and conflict by the nearer edges, side by side below both. */
function gripsOf({ kind, from, to }: DrawnLine, places: ReadonlyMap<string, Point>) {
  const [start, end] = [places.get(from), places.get(to)];
  if (kind === 'reports') return { sourceHandle: 'bottom', targetHandle: start?.stacked ? 'left' : 'top' };
  const down = (end?.y ?? 0) - (start?.y ?? 0);
  if (Math.abs(down) < CARD.height) return { sourceHandle: 'bottom', targetHandle: 'bottom' };
  return down > 0 ? { sourceHandle: 'bottom', targetHandle: 'top' } : { sourceHandle: 'top', targetHandle: 'bottom' };
}

const edgeOf = (line: DrawnLine, word: string, places: ReadonlyMap<string, Point>): Edge => {
  const { id, kind, from, to } = line;
  const reports = kind === 'reports';
  return {
    id,
    type: reports ? 'smoothstep' : 'default',
    // Superiors stand above: their line leaves below.
    ...(reports ? { source: to, target: from } : { source: from, target: to }),
    ...gripsOf(line, places),
    ...(reports ? { pathOptions: { offset: 9, borderRadius: 4 } } : {}),
    className: styles[kind as LineKind],
    label: reports ? undefined : word,
    labelShowBg: true,
    markerEnd: kind === 'influence' ? { type: MarkerType.ArrowClosed, color: 'var(--accent)' } : undefined,
  };
};

function Graph(props: Props) {
  const { cards, lines, selected, accountNames, mayEdit } = props;
  const t = useWords('relationships');
  const { kinds } = useRelationshipWords();
  const flow = useReactFlow();
  const box = useRef<HTMLDivElement>(null);
  const places = useMemo(() => placesOf(cards, lines, accountNames === null), [cards, lines, accountNames]);
  const reached = places.has(selected) ? selected : (cards[0]?.id ?? '');
  const latest = useRef(props);
  latest.current = props;
  const made = useMemo(
    () =>
      cards.map((card): Node<CardData> => {
        const name = card.person === null ? null : (accountNames?.get(card.person.accountId) ?? null);
        const data: CardData = {
          ...{ card, mayEdit, accountName: name, isSelected: card.id === selected, isReached: card.id === reached },
          onFocus: () => card.id !== latest.current.selected && latest.current.onSelect(card.id),
        };
        return { id: card.id, type: 'card', position: places.get(card.id)!, ...CARD, data };
      }),
    [cards, places, accountNames, mayEdit, selected, reached],
  );
  const [nodes, setNodes] = useState(made);
  useEffect(() => setNodes(made), [made]);
  const edges = useMemo(() => lines.map((line) => edgeOf(line, kinds[line.kind], places)), [lines, kinds, places]);
  const width = useStore((state) => state.width);
  const shape = cards.map(({ id }) => id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: fits anew when other cards are shown, or in another width
  useEffect(() => {
    const frame = requestAnimationFrame(() => void flow.fitView({ padding: 0.04, maxZoom: 1 }));
    return () => cancelAnimationFrame(frame);
  }, [shape, width]);

  const [menu, setMenu] = useState<{ id: string; x: number; y: number; times: number } | null>(null);
  const elementOf = (id: string) => box.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`);
  const openMenu = (id: string, point: { x: number; y: number } | null) => {
    const { left = 0, bottom = 0 } = elementOf(id)?.getBoundingClientRect() ?? {};
    setMenu((now) => ({ id, ...(point ?? { x: left + 8, y: bottom - 8 }), times: (now?.times ?? 0) + 1 }));
  };
  const onContextMenu = (event: React.MouseEvent) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-card]')?.dataset.card;
    if (id === undefined) return;
    event.preventDefault();
    // The keyboard names no point of its own.
    const at = event.button === 2 ? { x: event.clientX, y: event.clientY } : null;
    const show = () => openMenu(id, at);
    // A menu that opens before the button is let go would be closed by it.
    if ((event.buttons & 2) === 0) show();
    else window.addEventListener('pointerup', () => setTimeout(show), { once: true, capture: true });
  };
  const menuCard = cards.find(({ id }) => id === menu?.id);
  const focus = (id: string) => {
    elementOf(id)?.focus({ preventScroll: true });
    const [at, size, { x, y, zoom }] = [places.get(id), box.current?.getBoundingClientRect(), flow.getViewport()];
    if (at === undefined || size === undefined) return;
    const [left, top] = [at.x * zoom + x, at.y * zoom + y];
    const isOut =
      left < 0 || top < 0 || left + CARD.width * zoom > size.width || top + CARD.height * zoom > size.height;
    if (isOut) void flow.setCenter(at.x + CARD.width / 2, at.y + CARD.height / 2, { zoom });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.card;
    const card = cards.find((one) => one.id === id);
    if (id === undefined || card === undefined) return;
    const act = (work: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      work();
    };
    const at = places.get(id)!;
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (move !== undefined && event.altKey) {
      if (mayEdit && accountNames === null && card.person !== null)
        act(() => props.onMove(id, { x: at.x + move[0]! * STEP, y: at.y + move[1]! * STEP }));
    } else if (move !== undefined) {
      const next = nearest(places, id, event.key);
      act(() => next !== null && focus(next));
    } else if (event.key === 'Enter' || event.key === ' ') {
      act(() => (card.fold === null ? props.onOpen(id) : props.onUnfold(card.fold.department)));
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      act(() => openMenu(id, null));
    } else if (event.key === 'Insert' && mayEdit) act(() => props.onAddBelow(id));
    else if (event.key === 'Delete' && mayEdit && card.person !== null) act(() => props.onRemove(id));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards take the keys; this only hears them
    <div ref={box} className={`${styles.graph} no-print`} onKeyDown={onKeyDown} onContextMenu={onContextMenu}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={(changes: NodeChange<Node<CardData>>[]) => setNodes((now) => applyNodeChanges(changes, now))}
        onNodeClick={(_event, node) => {
          const { fold } = (node.data as CardData).card;
          if (fold === null) props.onOpen(node.id);
          else props.onUnfold(fold.department);
        }}
        onNodeDragStop={(_event, node) => {
          const [x, y] = [Math.round(node.position.x), Math.round(node.position.y)];
          const before = places.get(node.id);
          if (before?.x !== x || before?.y !== y) props.onMove(node.id, { x, y });
        }}
        onConnect={({ source, target, sourceHandle }) => props.onConnect(source, target, sourceHandle === 'bottom')}
        connectionMode={ConnectionMode.Loose}
        nodesDraggable={mayEdit && accountNames === null}
        nodesConnectable={mayEdit}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        minZoom={0.15}
        maxZoom={2}
        fitView
        fitViewOptions={{ padding: 0.04, maxZoom: 1 }}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{
          'controls.ariaLabel': t('zoom.label'),
          'controls.zoomIn.ariaLabel': t('zoom.in'),
          'controls.zoomOut.ariaLabel': t('zoom.out'),
          'controls.fitView.ariaLabel': t('zoom.fit'),
        }}
        aria-label={t('graph')}
      >
        <Background gap={24} color="var(--line)" />
        <Controls showInteractive={false} />
      </ReactFlow>
      {menu === null || menuCard === undefined ? null : (
        <CardMenu
          key={menu.times}
          card={menuCard}
          at={menu}
          mayEdit={mayEdit}
          onClose={() => elementOf(menu.id)?.focus({ preventScroll: true })}
          onOpen={() => props.onOpen(menu.id)}
          onAddBelow={() => props.onAddBelow(menu.id)}
          onDraw={() => props.onDraw(menu.id)}
          onFold={props.onFold}
          onUnfold={props.onUnfold}
          onRemove={() => props.onRemove(menu.id)}
        />
      )}
    </div>
  );
}

/** The map as a graph: people as cards, reporting lines from above to below, influence and conflict between them. */
export default function MapGraph(props: Props) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}
