import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { beginDefinition } from '../../src/cli/definitions-new.ts';
import { loadSet } from '../../src/cli/load-set.ts';
import { compileDefinitions } from '../../src/definitions/compile-definitions.ts';
import { formatProblem } from '../../src/definitions/problem.ts';
import { parseTimelines } from '../../src/definitions/timeline.ts';
import { createMatcher } from '../../src/merchants/matcher.ts';
import { readDefinitionFiles } from '../../src/runtime/load-definitions.ts';
import { tryMutants } from '../../src/runtime/try-mutants.ts';

const root = mkdtempSync(join(tmpdir(), 'milestream-new-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const { dictionary } = loadSet();
const enrich = createMatcher(dictionary, { cacheMax: 1000 });

function begin(id: string, domain: string, category: string, ...more: readonly string[]): Promise<number> {
  const given = ['--title', 'A: "new" thing', '--domain', domain, '--category', category];
  return beginDefinition([id, ...given, '--to', root, '--yes', ...more]);
}

describe('a definition that was begun passes at once', () => {
  test.each([
    ['first-pet', 'life', 'family.pets', '0.05'],
    ['new-medicine', 'life', 'health.pharmacy', '0.003'],
    ['lottery', 'stress', 'gambling', '2'],
    ['streaming', 'commercial', 'subscription.video', '0.5'],
    ['side-job', 'commercial', 'income.gig', '0.02'],
  ])('%s, in %s', async (id, domain, category, perYear) => {
    expect(await begin(id, domain, category, '--per-year', perYear)).toBe(0);
    const file = join(root, domain, `${id}.yaml`);
    const text = readFileSync(file, 'utf8');
    const compiled = compileDefinitions([...readDefinitionFiles(), { file, text }], dictionary.hash);
    if ('problems' in compiled) throw new Error(compiled.problems.map(formatProblem).join('\n'));
    const testFile = join(root, domain, `${id}.test.yaml`);
    const timelines = parseTimelines(readFileSync(testFile, 'utf8'), testFile);
    if ('problems' in timelines) throw new Error(timelines.problems.map(formatProblem).join('\n'));
    const silent = timelines.timelines.filter((timeline) => timeline.expect === 'silent');
    expect([timelines.timelines.length - silent.length, silent.length]).toEqual([4, 6]);
    const { failing, mutants } = tryMutants(compiled.set, id, timelines.timelines, enrich);
    expect(failing).toEqual([]);
    expect(mutants.filter(({ noticedBy }) => noticedBy === undefined)).toEqual([]);
  });

  test('and one of a special category goes to service only', async () => {
    await begin('new-doctor', 'commercial', 'health.medical');
    expect(readFileSync(join(root, 'commercial', 'new-doctor.yaml'), 'utf8')).toMatch(
      /purposes: \[service\]\n[\s\S]*sensitivity: H/,
    );
  });
});

describe('what cannot be begun is said', () => {
  test.each([
    [
      'a misspelt category',
      ['dog', 'life', 'family.pet'],
      'no category "family.pet". Did you mean "family.pets"?',
    ],
    ['an id with capitals', ['Dog', 'life', 'family.pets'], 'MS_DEF_PATTERN'],
    [
      'a domain that leaves the folder',
      ['dog', '../life', 'family.pets'],
      'a domain is a word in lower case',
    ],
    ['a category without a line', ['dog', 'life', 'shopping.optical'], 'no timeline could fire'],
    ['a category without a rhythm', ['dog', 'life', 'cash.withdrawal'], 'not found in a rhythm'],
    ['an id that is taken', ['new-recurring-income', 'life', 'family.pets'], 'MS_DEF_DUPLICATE_ID'],
  ] as const)('%s', async (_name, [id, domain, category], said) => {
    await expect(begin(id, domain, category)).rejects.toThrow(said);
  });

  test('a file that is there already', async () => {
    await begin('twice', 'life', 'family.pets');
    await expect(begin('twice', 'life', 'family.pets')).rejects.toThrow('is there already');
  });

  test('what is not given, where nobody can be asked', async () => {
    await expect(beginDefinition(['dog', '--to', root, '--yes'])).rejects.toThrow(
      'not given: What is it called?',
    );
  });
});
