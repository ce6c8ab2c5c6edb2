import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../src/definitions/parse-definition.ts';
import { withCalibration } from '../../src/definitions/with-calibration.ts';
import { readDefinitionFiles } from '../../src/runtime/load-definitions.ts';

const files = readDefinitionFiles();
const map = {
  method: 'platt',
  points: Array.from({ length: 20 }, (_, at) => [at / 19, at / 19] as const).map(
    ([raw, told]) => [Math.round(raw * 1e6) / 1e6, Math.round(told * 1e4) / 1e4] as const,
  ),
  labels: 1234,
  source: 'A test: "quotes", colons and # signs.',
};

describe('a definition with a calibration map', () => {
  test.each(
    files.map(({ file, text }) => [file, text]),
  )('%s reads as it did, but for the map', (file, text) => {
    const before = parseDefinition(text, file);
    const after = parseDefinition(withCalibration(text, map)!, file);
    if ('problems' in before || 'problems' in after) throw new Error(JSON.stringify([before, after]));
    expect(after.source.calibration).toEqual(map);
    expect({ ...after.source, calibration: 'x' }).toEqual({ ...before.source, calibration: 'x' });
  });

  test('keeps every other line, comments too, and goes back to the very text', () => {
    const text =
      'id: x # a comment\n\ncalibration: none # not yet\n# another\ntexts:\n  summary: >-\n    folded\n    text\n';
    const changed = withCalibration(text, map)!;
    expect(changed).toContain('id: x # a comment\n\ncalibration:\n  method: platt\n');
    expect(changed).toContain('    ] # not yet\n# another\ntexts:\n  summary: >-\n    folded\n    text\n');
    expect(withCalibration(changed, 'none')).toBe(text);
    expect(withCalibration(withCalibration(changed, { ...map, method: 'beta' })!, map)).toBe(changed);
  });

  test('is not made where there is none to change', () => {
    expect(withCalibration('id: x\n', map)).toBeUndefined();
    expect(withCalibration('- a\n', map)).toBeUndefined();
    expect(withCalibration('a: [', map)).toBeUndefined();
  });
});
