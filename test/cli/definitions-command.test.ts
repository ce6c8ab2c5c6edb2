import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { definitionsCommand } from '../../src/cli/definitions-command.ts';
import { SMALL, SMALL_TIMELINES } from '../definitions/small-hypothesis.ts';

const own = mkdtempSync(join(tmpdir(), 'milestream-own-'));
mkdirSync(join(own, 'commercial'));
writeFileSync(join(own, 'commercial', 'dog.yaml'), SMALL);
writeFileSync(join(own, 'commercial', 'dog.test.yaml'), SMALL_TIMELINES);
afterAll(() => rmSync(own, { recursive: true, force: true }));

/** Runs the command; gives its exit code and what it printed. */
async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  let said = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  try {
    return { code: await definitionsCommand([...args]), said };
  } finally {
    spy.mockRestore();
  }
}

const withOwn = (...args: readonly string[]) => run(...args, '--definitions', own);

describe('definitions of one’s own, laid over the shipped ones', () => {
  test('are checked with their timelines', async () => {
    const { code, said } = await withOwn('check');
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/^\d+ definitions and their timelines are good\n$/),
    ]);
  });

  test('are tested', async () => {
    expect(await withOwn('test', 'dog')).toEqual({ code: 0, said: 'dog: 3 of 3 timelines hold\n' });
  });

  test('are mutated, each piece of evidence in a line', async () => {
    const { code, said } = await withOwn('mutate', 'dog');
    expect(code).toBe(0);
    expect(said).toContain('dog: 6 of 6 mutants noticed');
    expect(said).toMatch(/\n {2}vet +noticed +noticed\n/);
    expect(said).toContain('\n6 mutants, 0 survive\n');
  });

  test('are mutated, and a survivor is an exit code', async () => {
    const file = join(own, 'commercial', 'dog.test.yaml');
    writeFileSync(file, SMALL_TIMELINES.slice(0, SMALL_TIMELINES.indexOf('  - title: a horse')));
    const { code, said } = await withOwn('mutate', 'dog');
    writeFileSync(file, SMALL_TIMELINES);
    expect(code).toBe(1);
    expect(said).toMatch(/\n {2}stable +SURVIVES +SURVIVES\n/);
  });

  test('are shown', async () => {
    const { code, said } = await withOwn('show', 'dog');
    expect(code).toBe(0);
    expect(said).toContain('A dog (dog 1.0.0)');
    expect(said).toContain('None of them is enough alone: shopping');
  });
});

describe('a difference', () => {
  const changed = join(own, 'changed.yaml');

  test('that moves nobody’s purpose is told, and is no failure', async () => {
    writeFileSync(changed, SMALL.replace('confirm: 0.8', 'confirm: 0.85'));
    const { code, said } = await run('diff', join(own, 'commercial', 'dog.yaml'), changed);
    expect(code).toBe(0);
    expect(said).toBe('Dangerous (1)\n  THRESHOLD_RAISED dog: "confirm" is 0.85, was 0.8\n\n');
  });

  test('that breaks is an exit code', async () => {
    writeFileSync(changed, SMALL.replace('[service, marketing]', '[service, marketing, profiling]'));
    const { code, said } = await run('diff', join(own, 'commercial', 'dog.yaml'), changed, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(said).changes).toEqual([
      {
        level: 'breaking',
        type: 'PURPOSE_ADDED',
        definition: 'dog',
        message: 'it may be used for profiling, and might not before',
      },
    ]);
  });

  test('of two copies that lie somewhere', async () => {
    const other = join(own, 'older.yaml');
    writeFileSync(other, SMALL);
    writeFileSync(changed, SMALL.replace('endAfterDays: 90', 'endAfterDays: 60'));
    expect((await run('diff', other, changed)).said).toBe(
      'Dangerous (1)\n  LIFE_CHANGED dog: days to its end is 60, was 90\n\n',
    );
    expect((await run('diff', other, other)).said).toBe('nothing changed\n');
  });

  test('of what is not there is said with a hint', async () => {
    await expect(run('diff', 'new-recuring-payment', changed)).rejects.toThrow(
      'Did you mean "new-recurring-payment"?',
    );
  });

  test('of a file with a mistake names that file', async () => {
    writeFileSync(changed, SMALL.replace('confirm: 0.8', 'confirm: 80'));
    await expect(run('diff', join(own, 'commercial', 'dog.yaml'), changed)).rejects.toThrow(
      /changed\.yaml:\d+:\d+ MS_DEF_NOT_A_PROBABILITY/,
    );
  });
});
