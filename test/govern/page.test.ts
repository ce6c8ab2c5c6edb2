import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES } from '../../src/model/activation.ts';
import { DEFAULT_CHANNELS } from '../../src/model/governance.ts';

const page = readFileSync(new URL('../../docs/activation.md', import.meta.url), 'utf8');

test('the page of decisions has every rule, in the order of decision', () => {
  const codes = [...page.matchAll(/^\| `([a-z-]+)` \| [A-Z].*\. \|$/gm)].map(([, code]) => code);
  expect(codes).toEqual(RULES.map(({ code }) => code));
});

test('the page of decisions names the default channels with their risks', () => {
  const said = [...page.matchAll(/`([a-z-]+)` \((low|medium|high)(?: risk)?\)/g)].map(
    ([, channel, risk]) => ({
      channel,
      risk,
    }),
  );
  expect(said).toEqual(DEFAULT_CHANNELS);
});
