import type { View } from '../lib/terminal.ts';

const WIDTH_MAX = 120;
const WIDTH_ELSEWHERE = 100;

/** How wide a stream is, and whether it shows colour: on a terminal only, and not where NO_COLOR asks for none. */
export function viewOf(stream: { readonly isTTY?: boolean; readonly columns?: number }): View {
  const colour = stream.isTTY === true && (process.env.NO_COLOR ?? '') === '';
  return { colour, width: Math.min(stream.columns || WIDTH_ELSEWHERE, WIDTH_MAX) };
}
