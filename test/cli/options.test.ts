import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OPTIONS } from '../../src/cli/options.ts';

test('every option that a command takes is one that a wrong one may have meant', () => {
  const folder = new URL('../../src/cli/', import.meta.url);
  const taken = readdirSync(folder).flatMap((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    return [...text.matchAll(/^\s+'?([a-z][a-z-]*)'?: \{ type: '(?:string|boolean)'/gm)].map(
      ([, option]) => `--${option}`,
    );
  });
  expect(taken.length).toBeGreaterThan(30);
  expect([...new Set(taken)].sort()).toEqual([...OPTIONS].sort());
});
