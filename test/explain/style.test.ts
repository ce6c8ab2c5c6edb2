import { describe, expect, test } from 'vitest';
import { STYLE } from '../../src/explain/page/style.ts';

/** The colours by name, in light and, laid over them, in dark. */
const [light, dark] = STYLE.markup.split('prefers-color-scheme:dark').map(coloursOf) as [Colours, Colours];
type Colours = ReadonlyMap<string, string>;

function coloursOf(css: string): Colours {
  return new Map(
    [...css.matchAll(/--([a-z0-9]+):(#[0-9a-f]{3,6})/g)].map(([, name, value]) => [name!, value!]),
  );
}

/** WCAG 2.2: relative luminance, then the ratio of the lighter to the darker. */
function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)].sort((x, y) => y - x) as [number, number];
  return (a + 0.05) / (b + 0.05);
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each([
  ['light', light],
  ['dark', new Map([...light, ...dark])],
])('in %s', (_name, colours) => {
  const grounds = ['ground', 'card'].map((name) => colours.get(name)!);

  test.each(['text', 'soft', 'link', 'for', 'against', 'early', 'over'])('%s can be read', (name) => {
    for (const ground of grounds) expect(contrast(colours.get(name)!, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ...['paid', 'income', 'missed', 'focus'],
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((index) => `c${index}`),
  ])('%s can be seen', (name) => {
    for (const ground of grounds) expect(contrast(colours.get(name)!, ground)).toBeGreaterThanOrEqual(3);
  });
});

test('contrast is reckoned as the standard does', () => {
  expect(contrast('#fff', '#000000')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
