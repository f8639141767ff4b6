import type { Support } from '../contract.ts';
import { CARD, placesOf } from './map-layout.ts';
import { type Card, type DrawnLine, GLYPH } from './map-model.ts';

/** What stands on a card of the picture, in the reader's words. */
export interface PictureCard {
  name: string;
  title: string;
  roles: string;
  foot: string;
  support: Support | null;
}

interface Picture {
  cards: readonly Card[];
  lines: readonly DrawnLine[];
  kept: boolean;
  heading: string;
  /** Who took it out, and when: below the map and across it. */
  mark: string;
  say: (card: Card) => PictureCard;
  lineWord: (line: DrawnLine) => string;
}

const COLOURS: Record<Support, string> = {
  mentor: '#0f7350',
  supporter: '#0f7350',
  neutral: '#62615c',
  nonSupporter: '#8a5006',
  opponent: '#b92435',
};
const LINES = {
  reports: 'stroke="#62615c" stroke-width="1.4"',
  influence: 'stroke="#3353ce" stroke-width="1.6" stroke-dasharray="6 4" marker-end="url(#arrow)"',
  conflict: 'stroke="#b92435" stroke-width="2" stroke-dasharray="2 3"',
};
const MARGIN = 32;

const safe = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** The map as an SVG file of its own: nothing is loaded from anywhere, every text is escaped. */
export function pictureOf({ cards, lines, kept, heading, mark, say, lineWord }: Picture): string {
  const places = placesOf(cards, lines, kept);
  const all = [...places.values()];
  const [left, top] = [Math.min(0, ...all.map(({ x }) => x)), Math.min(0, ...all.map(({ y }) => y))];
  const width = Math.max(520, ...all.map(({ x }) => x + CARD.width - left)) + 2 * MARGIN;
  const height = Math.max(120, ...all.map(({ y }) => y + CARD.height - top)) + 2 * MARGIN + 64;
  const at = (id: string) => {
    const { x, y } = places.get(id)!;
    return { x: x - left + MARGIN, y: y - top + MARGIN + 28 };
  };
  const drawnLines = lines.map((line) => {
    const [a, b] = line.kind === 'reports' ? [at(line.to), at(line.from)] : [at(line.from), at(line.to)];
    const [x1, y1] = [a.x + CARD.width / 2, a.y + CARD.height];
    const [x2, y2] = [b.x + CARD.width / 2, b.y];
    const bend = (y1 + y2) / 2;
    if (line.kind === 'reports' && places.get(line.from)!.stacked)
      return `<path d="M${x1} ${y1}V${y1 + 24}H${b.x - 9}V${y2 + CARD.height / 2}H${b.x}" fill="none" ${LINES.reports}/>`;
    if (line.kind === 'reports') return `<path d="M${x1} ${y1}V${bend}H${x2}V${y2}" fill="none" ${LINES.reports}/>`;
    const word = safe(lineWord(line));
    return `<path d="M${x1} ${y1}C${x1} ${y1 + 60} ${x2} ${y2 - 60} ${x2} ${y2}" fill="none" ${LINES[line.kind]}/><text x="${(x1 + x2) / 2}" y="${bend}" font-size="10" text-anchor="middle" fill="#1b1b1a" stroke="#fff" stroke-width="3" paint-order="stroke">${word}</text>`;
  });
  const drawnCards = cards.map((card) => {
    const { x, y } = at(card.id);
    const { name, title, roles, foot, support } = say(card);
    const colour = support === null ? '#62615c' : COLOURS[support];
    const dash = card.person?.wanted == null ? '' : ' stroke-dasharray="5 3"';
    const glyph = support === null ? '' : `<tspan fill="${colour}">${GLYPH[support]}</tspan> `;
    const line = (dy: number, text: string, more: string) => `<text x="${x + 12}" y="${y + dy}" ${more}>${text}</text>`;
    return [
      `<rect x="${x}" y="${y}" width="${CARD.width}" height="${CARD.height}" rx="6" fill="#fff" stroke="#c9c7c1"${dash}/>`,
      `<rect x="${x}" y="${y}" width="4" height="${CARD.height}" rx="2" fill="${colour}"/>`,
      line(21, `${glyph}${safe(cut(name, 22))}`, 'font-size="12.5" font-weight="600" fill="#1b1b1a"'),
      line(37, safe(cut(title, 30)), 'font-size="10.5" fill="#62615c"'),
      line(53, safe(cut(roles, 30)), 'font-size="10.5" fill="#1b1b1a"'),
      line(72, safe(cut(foot, 31)), 'font-size="10.5" fill="#62615c"'),
    ].join('');
  });
  const across = `<text x="${width / 2}" y="${height / 2}" font-size="${Math.max(16, Math.round(width / 34))}" text-anchor="middle" fill="#1b1b1a" fill-opacity="0.09" transform="rotate(-18 ${width / 2} ${height / 2})">${safe(mark)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, Arial, sans-serif"><defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#3353ce"/></marker></defs><rect width="${width}" height="${height}" fill="#fff"/><text x="${MARGIN}" y="34" font-size="16" font-weight="600" fill="#1b1b1a">${safe(heading)}</text>${drawnLines.join('')}${drawnCards.join('')}${across}<text x="${MARGIN}" y="${height - 16}" font-size="11" fill="#62615c">${safe(mark)}</text></svg>`;
}

/** Hands a file to the reader. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** An SVG as PNG, twice as fine. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  // Browsers draw nothing on canvases that are too large.
  const scale = Math.min(2, 8000 / Math.max(image.width, image.height));
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png'),
  );
}
