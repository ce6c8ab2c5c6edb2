import { isMap, isScalar, parseDocument, type Range } from 'yaml';
import type { CalibrationSource } from './documentation-source.ts';

const POINTS_A_LINE = 6;

/**
 * A definition's text with another calibration map: only these lines change, so comments and the author's own layout
 * stay as they are. Undefined when the text has no calibration to change.
 */
export function withCalibration(text: string, calibration: CalibrationSource | 'none'): string | undefined {
  const document = parseDocument(text, { keepSourceTokens: true });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const pair = document.contents.items.find(({ key }) => isScalar(key) && key.value === 'calibration');
  const start = rangeOf(pair?.key)?.[0];
  const end = endOf(pair?.value);
  if (start === undefined || end === undefined) return undefined;
  return text.slice(0, start) + yamlOf(calibration) + text.slice(end);
}

/** Where a value ends, without the comment behind it, which a block counts as its own. */
function endOf(node: unknown): number | undefined {
  const last = isMap(node) && node.flow !== true ? node.items.at(-1)?.value : undefined;
  return last === undefined ? rangeOf(node)?.[1] : endOf(last);
}

function rangeOf(node: unknown): Range | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  return (node.range as Range | null) ?? undefined;
}

function yamlOf(calibration: CalibrationSource | 'none'): string {
  if (calibration === 'none') return 'calibration: none';
  const { method, points, labels, source } = calibration;
  const pairs = points.map(([raw, told]) => `[${raw}, ${told}]`);
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += POINTS_A_LINE) {
    lines.push(`      ${pairs.slice(at, at + POINTS_A_LINE).join(', ')},`);
  }
  return [
    'calibration:',
    `  method: ${method}`,
    `  labels: ${labels}`,
    `  source: ${JSON.stringify(source)}`,
    '  points:',
    '    [',
    ...lines,
    '    ]',
  ].join('\n');
}
