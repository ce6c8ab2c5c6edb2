import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { approvedSet } from '../../src/cli/approvals-option.ts';
import { loadSet } from '../../src/cli/load-set.ts';

const folder = mkdtempSync(join(tmpdir(), 'milestream-approvals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const shipped = loadSet().set;
// Two are enough: which ones a hash names is what is tried.
const set = { ...shipped, definitions: shipped.definitions.slice(0, 2) };

function file(text: string): string {
  const path = join(folder, 'approvals.yaml');
  writeFileSync(path, text);
  return path;
}

const approval = (hash: string) =>
  `approvals:\n  - { hash: ${hash}, by: Compliance, on: 2026-01-05, expires: 2026-12-31 }\n`;

test('without a file the definitions stay as they are', () => {
  expect(approvedSet(set, undefined)).toEqual({ set, warnings: [] });
});

test('approvals count for the definition whose hash they name', () => {
  const { set: approved, warnings } = approvedSet(set, file(approval(set.definitions[0]!.hash)));
  expect(approved.definitions.map(({ governance }) => governance.approvals.length)).toEqual([1, 0]);
  expect(warnings).toEqual([]);
});

test('an approval of what is not in force is warned of', () => {
  expect(approvedSet(set, file(approval('f'.repeat(64)))).warnings).toEqual([
    expect.stringContaining('fit no definition in force'),
  ]);
});

test('a file with a mistake, and one that is not there, are told with their place', () => {
  expect(() => approvedSet(set, file('approvals: 3\n'))).toThrow(/approvals\.yaml:1:12 MS_DEF_WRONG_TYPE/);
  expect(() => approvedSet(set, join(folder, 'none.yaml'))).toThrow(/none\.yaml cannot be read/);
});
