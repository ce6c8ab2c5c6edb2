import { Buffer } from 'node:buffer';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { OperationalError } from '../errors/operational-error.ts';
import { LineSplitter } from '../runtime/embedded/line-splitter.ts';

/** What became of a line that could not be decoded. */
export type OnBadLine = (code: string, place: { readonly file: string; readonly line: number }) => void;

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** The lines of files, directories (their files by name) and `-`, in order and in bounded memory; gzip is known by content. Blank lines are left out. */
export async function* readLines(
  inputs: readonly string[],
  stdin: Readable,
  onBad: OnBadLine,
): AsyncGenerator<readonly string[]> {
  for (const file of inputs.flatMap(filesOf)) {
    let lines: string[] = [];
    const splitter = new LineSplitter(
      {
        line: (text) => {
          if (text.trim() !== '') lines.push(text);
        },
        bad: (code, _bytes, line) => onBad(code, { file, line: line + 1 }),
      },
      { startsFile: true },
    );
    try {
      for await (const block of unpacked(file === '-' ? stdin : createReadStream(file))) {
        splitter.push(block);
        if (lines.length > 0) yield lines;
        lines = [];
      }
    } catch (cause) {
      throw unreadable(file, cause);
    }
    splitter.end();
    if (lines.length > 0) yield lines;
  }
}

function filesOf(input: string): readonly string[] {
  if (input === '-') return [input];
  try {
    if (!statSync(input).isDirectory()) return [input];
    return readdirSync(input, { withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(input, each.name))
      .sort();
  } catch (cause) {
    throw unreadable(input, cause);
  }
}

async function* unpacked(source: Readable): AsyncGenerator<Buffer> {
  const blocks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer | string>;
  const first = await blocks.next();
  if (first.done === true) return;
  const head = Buffer.from(first.value);
  async function* whole(): AsyncGenerator<Buffer> {
    yield head;
    for (let next = await blocks.next(); next.done !== true; next = await blocks.next())
      yield Buffer.from(next.value);
  }
  if (!head.subarray(0, 2).equals(GZIP_MAGIC)) {
    yield* whole();
    return;
  }
  const gunzip = createGunzip();
  const feeding = feed(whole(), gunzip);
  for await (const block of gunzip) yield block as Buffer;
  await feeding;
}

async function feed(blocks: AsyncIterable<Buffer>, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    for await (const block of blocks) {
      if (!gunzip.write(block)) await new Promise((resolve) => gunzip.once('drain', resolve));
    }
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error as Error);
  }
}

function unreadable(file: string, cause: unknown): OperationalError {
  if (cause instanceof OperationalError) return cause;
  const code = (cause as { code?: string }).code === 'ENOENT' ? 'MS_INPUT_MISSING' : 'MS_INPUT_UNREADABLE';
  return new OperationalError(code, `${file} cannot be read`, { retriable: false, cause });
}
