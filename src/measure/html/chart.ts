import { escapeHtml } from './escape.ts';

/** A picture's own measures; it grows and shrinks with its column. */
const WIDTH = 340;
const HEIGHT = 250;
const LEFT = 50;
const RIGHT = 24;
const TOP = 12;
const BOTTOM = 40;

/** From what to what an axis goes, and where it is marked. */
export interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly marks: readonly number[];
  readonly format: (value: number) => string;
}

/** A picture with two axes: what is drawn in it is placed by `x` and `y`. */
export interface Chart {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** The whole picture around what was drawn. */
  readonly draw: (id: string, words: { title: string; description: string }, inner: string) => string;
}

/** A chart of two axes; its title and description are what a screen reader says. */
export function chartOf(across: Axis, up: Axis): Chart {
  const x = (value: number) => place(value, across, LEFT, WIDTH - RIGHT);
  const y = (value: number) => place(value, up, HEIGHT - BOTTOM, TOP);
  const frame = [
    ...up.marks.map(
      (mark) =>
        `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(mark)}" y2="${y(mark)}"/>` +
        `<text class="soft" x="${LEFT - 6}" y="${y(mark) + 4}" text-anchor="end">${escapeHtml(up.format(mark))}</text>`,
    ),
    ...across.marks.map(
      (mark) =>
        `<text class="soft" x="${x(mark)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${escapeHtml(across.format(mark))}</text>`,
    ),
    `<line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}"/>`,
    `<text class="soft" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${escapeHtml(across.label)}</text>`,
  ].join('');
  return {
    x,
    y,
    draw: (id, { title, description }, inner) =>
      `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-description">` +
      `<title id="${id}-title">${escapeHtml(title)}</title>` +
      `<desc id="${id}-description">${escapeHtml(description)}</desc>${frame}${inner}</svg>`,
  };
}

/** A line through some places. */
export function lineThrough(places: readonly (readonly [number, number])[], name: string): string {
  if (places.length === 0) return '';
  return `<polyline class="${name}" points="${places.map(([x, y]) => `${x},${y}`).join(' ')}"/>`;
}

function place(value: number, { from, to }: Axis, low: number, high: number): number {
  const share = to === from ? 0 : (Math.min(to, Math.max(from, value)) - from) / (to - from);
  return Math.round((low + (high - low) * share) * 10) / 10;
}
