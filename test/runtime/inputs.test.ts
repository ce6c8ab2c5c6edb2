import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Progress } from '../../src/runtime/run-options.ts';
import {
  deadLetters,
  digest,
  inputFile,
  outputs,
  population,
  run,
  scratch,
  sentences,
  transaction,
} from './helpers.ts';

const lines = population({ customers: 20 });
const text = lines.map((line) => `${line}\n`).join('');
const places = { places: false };

function file(content: string | Uint8Array, name = 'events.ndjson'): string {
  const path = join(scratch(), name);
  writeFileSync(path, content);
  return path;
}

async function digestOf(inputs: readonly string[], settings: Partial<Parameters<typeof run>[0]> = {}) {
  const out = scratch();
  await run({ ...settings, inputs, out });
  return digest(out, places);
}

const expected = await digestOf([file(text)]);

describe('inputs that are read alike', () => {
  test('with a byte-order mark, carriage returns and blank lines, without a last line end', async () => {
    const dressed = `\ufeff${lines.join('\r\n\r\n  \t\n')}`;
    expect(await digestOf([file(dressed)])).toBe(expected);
    for (const blockBytes of [1, 2, 3, 4]) {
      expect(await digestOf([file(dressed)], { tuning: { blockBytes } })).toBe(expected);
    }
  });

  test('packed by gzip, whatever its name, also in several members', async () => {
    expect(await digestOf([file(gzipSync(text), 'plain.ndjson')])).toBe(expected);
    const middle = text.indexOf('\n', text.length / 2) + 5;
    const members = Buffer.concat([gzipSync(text.slice(0, middle)), gzipSync(text.slice(middle))]);
    expect(await digestOf([file(members)])).toBe(expected);
  });

  test('from standard input, also packed', async () => {
    expect(await digestOf(['-'], { stdin: Readable.from([Buffer.from(text)]) })).toBe(expected);
    expect(await digestOf(['-'], { stdin: Readable.from([gzipSync(text)]) })).toBe(expected);
  });

  test('from a directory: its files by name, not deeper', async () => {
    const directory = scratch();
    mkdirSync(join(directory, 'deeper'));
    writeFileSync(join(directory, 'deeper', 'c.ndjson'), 'never read\n');
    inputFile(lines.slice(100), 'b.ndjson', directory);
    inputFile(lines.slice(0, 100), 'a.ndjson', directory);
    const out = scratch();
    const summary = await run({ inputs: [directory], out });
    expect(digest(out, places)).toBe(expected);
    expect(summary.files.map(({ name }) => name)).toEqual([
      join(directory, 'a.ndjson'),
      join(directory, 'b.ndjson'),
    ]);
  });

  test('an empty file is good, and so is one of blank lines', async () => {
    const out = scratch();
    const summary = await run({ inputs: [file(''), file('\n\r\n')], out });
    expect(summary.events).toEqual({ read: 0, accepted: 0, duplicate: 0, late: 0, dead: {} });
    expect(summary.nothingAccepted).toBe(false);
    expect(outputs(out)).toEqual({ signals: '', activations: '', audit: '', transactions: '' });
    expect(existsSync(join(out, 'dead-letters.ndjson'))).toBe(true);
  });

  test('the same content twice in one run is read once, and said', async () => {
    const said: Progress[] = [];
    const [a, b] = [file(text), file(text)];
    const out = scratch();
    const summary = await run({ inputs: [a, b, a], out }, said);
    expect(digest(out, places)).toBe(expected);
    expect(sentences(said).filter((sentence) => sentence.includes('is skipped'))).toHaveLength(2);
    expect(summary.events.read).toBe(lines.length);
  });

  test('versions of one id without `seen` keep their input order, a retraction follows its transaction', async () => {
    const out = scratch();
    const chain = [
      transaction({ id: 'x', date: '2025-03-09', description: 'M1' }),
      transaction({ id: 'x', date: '2025-03-02', description: 'M2' }),
      '{"kind":"transaction","op":"retract","customer":"c1","account":"a1","id":"x"}',
      transaction({ id: 'w', date: '2025-03-05', description: 'M3' }),
      transaction({ id: 'y', date: '2025-03-10', description: 'M4' }),
    ];
    await run({ inputs: [inputFile(chain)], out });
    const ids = outputs(out)
      .transactions!.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    // The second version is a duplicate to the stand-in core.
    expect(ids).toEqual(['w', 'x', 'x', 'y']);
  });
});

describe('lines that cannot be read', () => {
  const good = transaction({});
  const binary = Buffer.from([0x7b, 0x00, 0xff, 0xfe, 0x80]);
  const broken = Buffer.concat([
    Buffer.from(`\n{"kind":\n${good}\n`),
    binary,
    Buffer.from(`\r\n${transaction({ id: 't2', amount: '1,50' })}\n`),
    Buffer.from('{"kind":"identity","from":"a","to":"b"}'),
  ]);

  test('are dead letters with code, place and bytes, and the rest goes on', async () => {
    const out = scratch();
    const path = file(broken);
    const summary = await run({ inputs: [path], out, tuning: { rangeBytes: 7 } });
    const letters = deadLetters(out);
    expect(letters.map(({ code, place }) => [code, place.line])).toEqual([
      ['MS_JSON', 2],
      ['MS_ENCODING', 4],
      ['MS_AMOUNT_FORMAT', 5],
      ['MS_IDENTITY_RESERVED', 6],
    ]);
    expect(letters.every(({ place }) => place.file === path)).toBe(true);
    expect(Buffer.from(letters[1]!.bytes!, 'base64').equals(binary)).toBe(true);
    expect(summary.events).toMatchObject({ read: 5, accepted: 1 });
    expect(summary.events.dead).toEqual({
      MS_JSON: 1,
      MS_ENCODING: 1,
      MS_AMOUNT_FORMAT: 1,
      MS_IDENTITY_RESERVED: 1,
    });
  });

  test('leave their bytes out when told so', async () => {
    const out = scratch();
    await run({ inputs: [file(broken)], out, deadLetterBytes: false });
    expect(deadLetters(out).map(({ bytes }) => bytes)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('a line of 50 MB is one, and is cut to its first MiB', async () => {
    const out = scratch();
    const long = Buffer.alloc(50_000_000, 'x');
    const path = file(
      Buffer.concat([Buffer.from(`${good}\n`), long, Buffer.from(`\n${transaction({ id: 't2' })}`)]),
    );
    const summary = await run({ inputs: [path], out });
    const [letter] = deadLetters(out);
    expect(letter).toMatchObject({ code: 'MS_LINE_TOO_LONG', place: { line: 2 }, truncated: true });
    expect(Buffer.from(letter!.bytes!, 'base64')).toHaveLength(1024 * 1024);
    expect(summary.events).toMatchObject({ read: 3, accepted: 2 });
  });

  test.each([
    100_000,
    1 << 20,
    1 << 22,
  ])('a line of one MiB is read, one byte more is too long (blocks of %i)', async (blockBytes) => {
    const padded = (bytes: number) => {
      const bare = transaction({ note: '' });
      return transaction({ note: 'x'.repeat(bytes - bare.length) });
    };
    const out = scratch();
    const summary = await run({
      inputs: [inputFile([padded(1 << 20), padded((1 << 20) + 1)])],
      out,
      tuning: { blockBytes },
    });
    expect(summary.events).toMatchObject({ accepted: 1, dead: { MS_LINE_TOO_LONG: 1 } });
  });

  test('when they are all there is, the summary says that nothing was accepted', async () => {
    const summary = await run({ inputs: [file('no\nno\n')], out: scratch() });
    expect(summary.nothingAccepted).toBe(true);
  });

  test.each([1, 2, 3])('any bytes are read to their end (seed %i)', async (seed) => {
    const out = scratch();
    const bytes = Buffer.alloc(200_000);
    for (let index = 0, value = seed; index < bytes.length; index++) {
      value = (Math.imul(value, 1103515245) + 12345) & 0x7fffffff;
      bytes[index] = value >>> 16;
    }
    const summary = await run({ inputs: [file(bytes)], out, tuning: { rangeBytes: 9973 } });
    const letters = deadLetters(out);
    expect(letters).toHaveLength(summary.events.read);
    const last = letters.at(-1)!.place.line;
    expect(last).toBe(bytes.toString('latin1').split('\n').length);
  });
});

describe('a bad world', () => {
  const good = file(text);

  test.each([1, 2])('a missing file or directory is named, and nothing is left behind', async () => {
    const out = scratch();
    const missing = join(out, 'missing', 'x.ndjson');
    await expect(run({ inputs: [good, missing], out })).rejects.toMatchObject({
      code: 'MS_INPUT_MISSING',
      message: expect.stringContaining(missing),
    });
    expect(existsSync(join(out, 'signals.ndjson'))).toBe(false);
    expect(existsSync(join(out, '.milestream-run'))).toBe(false);
  });

  test('an output path that is a file, or lies in one, is refused', async () => {
    for (const out of [good, join(good, 'deeper')]) {
      await expect(run({ inputs: [good], out, engine: 'rocksdb-native' })).rejects.toMatchObject({
        code: 'MS_OUT_NOT_A_DIRECTORY',
      });
    }
    expect(readFileSync(good, 'utf8')).toBe(text);
  });

  test('a gzip file that was cut ends the run with its name', async () => {
    const cut = file(gzipSync(text).subarray(0, 500));
    await expect(run({ inputs: [cut], out: scratch() })).rejects.toMatchObject({
      code: 'MS_INPUT_UNREADABLE',
      message: expect.stringContaining(cut),
    });
  });

  test('a gzip bomb ends the run before it fills the disk', async () => {
    const bomb = file(gzipSync(Buffer.alloc(300_000_000, ' ')));
    await expect(run({ inputs: [bomb], out: scratch() })).rejects.toMatchObject({ code: 'MS_INPUT_EXPANDS' });
  });

  test('a file that grows while it is read is read as it stood, and that is said', async () => {
    const growing = file(text);
    const said: Progress[] = [];
    const out = scratch();
    const at = (point: string) => {
      if (point === 'range-read') appendFileSync(growing, transaction({ id: 'later' }));
    };
    const summary = await run({ inputs: [growing], out, tuning: { at, rangeBytes: 10_000 } }, said);
    expect(digest(out, places)).toBe(expected);
    expect(summary.warnings.join()).toContain('grew while it was read');
    expect(said.some(({ kind }) => kind === 'warning')).toBe(true);
  });

  test('a file that shrinks while it is read ends the run and changes nothing', async () => {
    const shrinking = file(text);
    const out = scratch();
    const at = (point: string) => {
      if (point === 'range-read') truncateSync(shrinking, 20_000);
    };
    await expect(run({ inputs: [shrinking], out, tuning: { at, rangeBytes: 10_000 } })).rejects.toMatchObject(
      {
        code: 'MS_INPUT_CHANGED',
      },
    );
    expect(existsSync(join(out, 'signals.ndjson'))).toBe(false);
  });

  const tmpfs = mountSmall();

  test.skipIf(tmpfs === undefined)('a run that cannot fit on the disk is refused with numbers', async () => {
    const large = file(`${transaction({})}\n`.repeat(60_000));
    const out = join(tmpfs!, 'refused');
    await expect(run({ inputs: [large], out })).rejects.toMatchObject({
      code: 'MS_DISK_SPACE',
      message: expect.stringMatching(/needs about .* MiB .* has .* MiB free/),
    });
  });

  test.skipIf(tmpfs === undefined)(
    'a disk that fills up ends the run with its place; with room it goes on',
    async () => {
      const packed = file(
        gzipSync(
          Buffer.from(
            Array.from(
              { length: 60_000 },
              (_, index) => `${transaction({ customer: `c${index % 50}`, id: `t${index}` })}\n`,
            ).join(''),
          ),
        ),
      );
      const out = join(tmpfs!, 'full');
      const ballast = join(tmpfs!, 'ballast');
      writeFileSync(ballast, Buffer.alloc(2 << 20));
      await expect(run({ inputs: [packed], out, transactions: false })).rejects.toMatchObject({
        code: 'MS_DISK_FULL',
        message: expect.stringContaining(tmpfs!),
      });
      execFileSync('mount', ['-o', 'remount,size=64m', tmpfs!]);
      const summary = await run({ inputs: [packed], out, transactions: false });
      expect(summary.events.read).toBe(60_000);
    },
  );
});

/** A file system of 8 MiB, or nothing where mounting is not permitted, which is said. */
function mountSmall(): string | undefined {
  const directory = scratch();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', directory], { stdio: 'pipe' });
  } catch {
    process.stderr.write('NOT TESTED: a full disk (mounting a tmpfs is not permitted here)\n');
    return undefined;
  }
  // Hooks run last first: this one before the directories are removed.
  afterAll(() => {
    execFileSync('umount', [directory]);
  });
  return directory;
}
