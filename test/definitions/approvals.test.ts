import { describe, expect, test } from 'vitest';
import { loadSet } from '../../src/cli/load-set.ts';
import { compileDefinitions } from '../../src/definitions/compile-definitions.ts';
import { parseApprovals } from '../../src/definitions/parse-approvals.ts';
import { withApprovals } from '../../src/definitions/with-approvals.ts';
import { parseDay } from '../../src/model/day.ts';
import { DEFAULT_CHANNELS } from '../../src/model/governance.ts';
import { readDefinitionFiles } from '../../src/runtime/load-definitions.ts';

const shipped = loadSet().set;
const recurring = shipped.definitions.filter(({ kind }) => kind === 'recurring-series');
const set = { ...shipped, definitions: recurring };
const { hash, id } = recurring[1]!;
const one = (by: string, rest = '') =>
  `  - { hash: ${hash}, definition: ${id}, by: ${by}, on: 2026-01-05, expires: 2026-12-31${rest} }\n`;

describe('a file of approvals', () => {
  test('is read as YAML and as JSON', () => {
    const approval = { by: 'Compliance', hash, on: parseDay('2026-01-05'), expires: parseDay('2026-12-31') };
    expect(parseApprovals(`approvals:\n${one('Compliance')}`, 'a.yaml')).toEqual({ approvals: [approval] });
    const json = { approvals: [{ hash, by: 'Compliance', on: '2026-01-05', expires: '2026-12-31' }] };
    expect(parseApprovals(JSON.stringify(json), 'a.json')).toEqual({ approvals: [approval] });
  });

  test('with mistakes names all of them, each with its place', () => {
    const text = `approvals:\n  - { hash: abc, by: Compliance, on: 2026-02-30, expires: 2026-12-31, sigature: x }\n`;
    const parsed = parseApprovals(text, 'a.yaml');
    if (!('problems' in parsed)) throw new Error('it was read');
    expect(parsed.problems.map(({ code, line }) => [code, line])).toEqual([
      ['MS_DEF_PATTERN', 2],
      ['MS_DEF_DATE', 2],
      ['MS_DEF_UNKNOWN_FIELD', 2],
    ]);
  });

  test('is laid over the definitions whose hash it names, and what fits none is told', () => {
    const parsed = parseApprovals(`approvals:\n${one('Compliance')}${one('Risk')}`, 'a.yaml');
    if ('problems' in parsed) throw new Error('it was not read');
    const stray = { ...parsed.approvals[0]!, hash: 'f'.repeat(64) };
    const { set: approved, unused } = withApprovals(set, [...parsed.approvals, stray]);
    expect(approved.definitions.map(({ governance }) => governance.approvals.length)).toEqual([0, 2]);
    expect(unused).toEqual([stray]);
    expect(approved.hash).toBe(set.hash);
  });
});

describe('what a definition says of its own use, compiled', () => {
  const [file] = readDefinitionFiles().filter((each) => each.file.endsWith(`${id}.yaml`));
  const compiled = (change: (text: string) => string) => {
    const result = compileDefinitions([{ ...file!, text: change(file!.text) }], 'm0');
    if ('problems' in result) throw new Error(JSON.stringify(result.problems));
    return result.set.definitions[0]!.governance;
  };
  const USES = / {2}byUse:\n(?: {4}.*\n)+/;

  test('has its domain by its folder, its days, and the uses that it names', () => {
    expect(compiled((text) => text)).toMatchObject({
      ...{ domain: 'recurring', lawfulBasis: 'legitimate-interests', vulnerabilityDriver: 'none' },
      ...{ effective: parseDay('2026-01-01'), expires: parseDay('2027-12-31'), approvals: [] },
      uses: [{ channel: 'push', risk: 'medium', threshold: 9500, early: false, named: true }],
    });
  });

  test('without uses of its own has the default channels at the threshold that confirms', () => {
    const { uses } = compiled((text) => text.replace(USES, ''));
    expect(uses.map(({ channel, risk }) => ({ channel, risk }))).toEqual(DEFAULT_CHANNELS);
    expect(uses.every(({ threshold, named, early }) => threshold === 9000 && !named && !early)).toBe(true);
  });

  test('asks for the more of two thresholds of one channel and risk, and lets early in where both do', () => {
    const use = (confidence: number, early: boolean) =>
      `    - { channel: advisor, risk: low, confidence: ${confidence}, early: ${early}, why: A test of it. }\n`;
    const uses = (first: string, second: string) =>
      compiled((text) => text.replace(USES, `  byUse:\n${first}${second}`)).uses;
    expect(uses(use(0.7, true), use(0.65, true))).toMatchObject([{ threshold: 7000, early: true }]);
    expect(uses(use(0.7, true), use(0.95, false))).toMatchObject([{ threshold: 9500, early: false }]);
  });

  test('a use of early signals may ask for less than what confirms, and any other not', () => {
    const text = file!.text.replace('confidence: 0.95', 'confidence: 0.7');
    const problems = compileDefinitions([{ ...file!, text }], 'm0');
    expect('problems' in problems && problems.problems.map(({ code }) => code)).toEqual([
      'MS_DEF_THRESHOLD_ORDER',
    ]);
    expect(
      compiled(() => text.replace('confidence: 0.7', 'early: true\n      confidence: 0.7')).uses,
    ).toMatchObject([{ threshold: 7000, early: true }]);
  });
});
