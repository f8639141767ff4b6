import { Graph, layout } from '@dagrejs/dagre';
import type { Card, DrawnLine } from './map-model.ts';

/** The size of a card, in pixels of the unscaled map. */
export const CARD = { width: 176, height: 84 };
const GAP = { x: 18, y: 14 };
/** So many who lead nobody stand below each other before another column begins: wide maps cannot be read. */
const MOST_ROWS = 9;

export interface Point {
  x: number;
  y: number;
  /** In a column below the superior: lines come from the left, so that nobody seems to report to the card above. */
  stacked?: boolean;
}

interface Stack {
  id: string;
  members: string[];
  columns: number;
  rows: number;
}

function stackOf(id: string, members: string[], columns = Math.ceil(members.length / MOST_ROWS)): Stack {
  return { id, members, columns, rows: Math.ceil(members.length / columns) };
}

/**
 * Where each card stands (its upper left corner), by reporting lines: superiors above those who report to them. Three and more who report to the same person and lead nobody stand in
 * columns; who has no line stands in a block of its own. The same cards and lines give the same places, in whatever order they come.
 */
export function laidOut(cardIds: readonly string[], lines: readonly DrawnLine[]): Map<string, Point> {
  const ids = [...cardIds].sort();
  const reports = lines
    .filter(({ kind }) => kind === 'reports')
    .sort((a, b) => a.to.localeCompare(b.to) || a.from.localeCompare(b.from));
  const leads = new Set(reports.map(({ to }) => to));
  const above = new Map(reports.map(({ from, to }) => [from, to]));
  const leavesOf = new Map<string, string[]>();
  for (const id of ids) {
    if (leads.has(id)) continue;
    const key = above.get(id) ?? '';
    leavesOf.set(key, [...(leavesOf.get(key) ?? []), id]);
  }
  const stacks: Stack[] = [];
  for (const [superior, members] of leavesOf) {
    if (superior === '') stacks.push(stackOf('stack:', members, Math.max(1, Math.ceil(Math.sqrt(members.length)))));
    else if (members.length > 2) stacks.push(stackOf(`stack:${superior}`, members));
  }
  const stackAt = new Map(stacks.flatMap((stack) => stack.members.map((id) => [id, stack] as const)));
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 26, ranksep: 56 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, columns, rows } of stacks) {
    const width = columns * (CARD.width + GAP.x) - GAP.x;
    graph.setNode(id, { width, height: rows * (CARD.height + GAP.y) - GAP.y });
  }
  for (const id of ids) if (!stackAt.has(id)) graph.setNode(id, { ...CARD });
  for (const { from, to } of reports) graph.setEdge(to, stackAt.get(from)?.id ?? from);
  layout(graph);
  const corner = (id: string): Point => {
    const { x, y, width, height } = graph.node(id) as Point & typeof CARD;
    return { x: Math.round(x - width / 2), y: Math.round(y - height / 2) };
  };
  const places = new Map<string, Point>();
  for (const id of ids) {
    const stack = stackAt.get(id);
    if (stack === undefined) {
      places.set(id, corner(id));
      continue;
    }
    const at = stack.members.indexOf(id);
    const { x, y } = corner(stack.id);
    const [column, row] = [Math.floor(at / stack.rows), at % stack.rows];
    places.set(id, { x: x + column * (CARD.width + GAP.x), y: y + row * (CARD.height + GAP.y), stacked: true });
  }
  return places;
}

/** The places of the cards: where people put them, else by reporting lines. Cards of several maps stand as they are laid out. */
export function placesOf(cards: readonly Card[], lines: readonly DrawnLine[], kept: boolean): Map<string, Point> {
  const places = laidOut(
    cards.map(({ id }) => id),
    lines,
  );
  if (kept)
    for (const { id, person } of cards) if (person?.place) places.set(id, { x: person.place.x, y: person.place.y });
  return places;
}

/** The card that stands nearest in a direction, for the arrow keys; null where there is none. */
export function nearest(places: ReadonlyMap<string, Point>, from: string, key: string): string | null {
  const start = places.get(from);
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (start === undefined || way === undefined) return null;
  let best: { id: string; far: number } | null = null;
  for (const [id, place] of places) {
    const [dx, dy] = [place.x - start.x, place.y - start.y];
    const ahead = dx * way[0]! + dy * way[1]!;
    const aside = Math.abs(dx * way[1]!) + Math.abs(dy * way[0]!);
    // What lies in the direction comes first; far aside counts twice.
    if (id === from || ahead <= 0) continue;
    const far = ahead + 2 * aside;
    if (best === null || far < best.far) best = { id, far };
  }
  return best?.id ?? null;
}
