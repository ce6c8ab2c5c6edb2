import { Buffer } from 'node:buffer';
import { closeSync } from 'node:fs';
import type { DeadLetter } from '../../errors/dead-letter.ts';
import { endWriting, openToWrite, writeAll } from './files.ts';

/** What of a line goes into a dead letter, at the most. */
export const DEAD_LETTER_BYTES_MAX = 1024 * 1024;
const BUFFER_BYTES = 256 * 1024;
/** Before each letter: line within the range, bytes before the line number, bytes behind it. */
export const DEAD_LETTER_HEAD_BYTES = 12;

/** Keeps dead letters until the number of their line is known: text before the number, and text behind it. */
export class DeadLetterFile {
  readonly path: string;
  readonly #withBytes: boolean;
  readonly #descriptor: number;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #bytes = 0;

  constructor(path: string, options: { readonly withBytes: boolean }) {
    this.path = path;
    this.#withBytes = options.withBytes;
    this.#descriptor = openToWrite(path);
  }

  /** Bytes so far: where the next letter will begin. */
  get bytes(): number {
    return this.#bytes;
  }

  add(
    letter: Pick<DeadLetter, 'code' | 'detail'>,
    place: { readonly file: string; readonly line: number; readonly path: string },
    bytes: Buffer,
    truncated: boolean,
  ): void {
    const { file, line, path } = place;
    const before = `{"code":"${letter.code}","detail":${JSON.stringify(letter.detail)},"place":{"file":${JSON.stringify(file)},"line":`;
    const kept = this.#withBytes ? `,"bytes":"${bytes.toString('base64')}"` : '';
    const where = path === '' ? '' : `,"path":${JSON.stringify(path)}`;
    const behind = `${where}}${kept}${truncated && this.#withBytes ? ',"truncated":true' : ''}}\n`;
    const size = Buffer.byteLength(before);
    const behindSize = Buffer.byteLength(behind);
    const record = Buffer.allocUnsafe(DEAD_LETTER_HEAD_BYTES + size + behindSize);
    record.writeUInt32LE(line, 0);
    record.writeUInt32LE(size, 4);
    record.writeUInt32LE(behindSize, 8);
    record.write(before, DEAD_LETTER_HEAD_BYTES, 'utf8');
    record.write(behind, DEAD_LETTER_HEAD_BYTES + size, 'utf8');
    this.#waiting.push(record);
    this.#waitingBytes += record.length;
    this.#bytes += record.length;
    if (this.#waitingBytes >= BUFFER_BYTES) this.#flush();
  }

  finish(options: { readonly sync: boolean }): void {
    this.#flush();
    endWriting(this.#descriptor, this.path, options);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #flush(): void {
    if (this.#waitingBytes === 0) return;
    writeAll(this.#descriptor, Buffer.concat(this.#waiting), this.path);
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
