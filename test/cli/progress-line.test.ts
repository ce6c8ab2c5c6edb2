import { describe, expect, test } from 'vitest';
import { durationText, ProgressLine, progressText } from '../../src/cli/progress-line.ts';

const half = { kind: 'progress', phase: 'read', done: 50, total: 100, events: 300_000 } as const;

describe('the line', () => {
  test('shows phase, share, rate and time left', () => {
    expect(progressText(half, 10, 80)).toBe(
      `${'█'.repeat(15)}${'░'.repeat(15)}  reading  50 %  30,000 events/s  10 s left`,
    );
  });

  test.each([80, 60, 40, 20, 10, 3, 0])('fits into %i columns', (width) => {
    expect(progressText(half, 10, width).length).toBeLessThanOrEqual(width);
  });

  test('knows no time left before it has seen anything', () => {
    expect(progressText({ ...half, done: 1 }, 0.2, 80)).not.toContain('left');
  });

  test.each([
    [0, '1 s'],
    [59.4, '59 s'],
    [200, '3 min 20 s'],
    [7500, '2 h 5 min'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});

describe('a stream', () => {
  function drawn(isTTY: boolean, times: readonly number[]): string[] {
    const written: string[] = [];
    let now = 0;
    const line = new ProgressLine({ isTTY, columns: 80, write: (text) => written.push(text) }, () => now);
    for (const time of times) {
      now = time;
      line.take(half);
    }
    line.take({ kind: 'said', text: 'Done.' });
    return written;
  }

  test('that is no terminal gets sentences only', () => {
    expect(drawn(false, [0, 200])).toEqual(['Done.\n']);
  });

  test('that is one is redrawn at most ten times a second, and cleared before a sentence', () => {
    const written = drawn(true, [0, 10, 50, 99, 150, 200]);
    expect(written).toHaveLength(4);
    expect(written.at(-2)).toBe('\r\u001b[2K');
    expect(written.at(-1)).toBe('Done.\n');
  });
});
