import type { Progress } from '../runtime/run-options.ts';

/** What a progress line is drawn on. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

type Counted = Extract<Progress, { kind: 'progress' }>;

const REDRAW_MS = 100;
const BAR_WIDTH_MAX = 30;
const NAMES = { read: 'reading', fold: 'folding', merge: 'merging' } as const;

/** Draws how far a run is, on a terminal only; sentences and warnings are written wherever it goes. */
export class ProgressLine {
  readonly #stream: ProgressStream;
  readonly #now: () => number;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #phase: string | undefined;
  #phaseBegan = 0;
  #isOpen = false;

  constructor(stream: ProgressStream, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
  }

  take(progress: Progress): void {
    if (progress.kind !== 'progress') {
      this.clear();
      this.#stream.write(`${progress.kind === 'warning' ? 'Warning: ' : ''}${progress.text}\n`);
      return;
    }
    if (this.#stream.isTTY !== true) return;
    const now = this.#now();
    if (progress.phase !== this.#phase) {
      this.#phase = progress.phase;
      this.#phaseBegan = now;
    } else if (now - this.#drawnAt < REDRAW_MS) return;
    this.#drawnAt = now;
    this.#isOpen = true;
    const width = (this.#stream.columns || 80) - 1;
    this.#stream.write(`\r\u001b[2K${progressText(progress, (now - this.#phaseBegan) / 1000, width)}`);
  }

  /** Takes the line away, so that text can stand in its place. */
  clear(): void {
    if (this.#isOpen) this.#stream.write('\r\u001b[2K');
    this.#isOpen = false;
  }
}

/** Phase, bar, share, rate and time left, as much of it as fits. */
export function progressText(progress: Counted, seconds: number, width: number): string {
  const { phase, done, total, events } = progress;
  const share = total === 0 ? 1 : Math.min(done / total, 1);
  const parts = [`${NAMES[phase]} ${`${Math.floor(share * 100)}`.padStart(3)} %`];
  if (events > 0 && seconds >= 1)
    parts.push(`${Math.round(events / seconds).toLocaleString('en-US')} events/s`);
  if (share > 0.02 && share < 1 && seconds >= 1)
    parts.push(`${durationText((seconds / share) * (1 - share))} left`);
  const text = parts.join('  ');
  const bar = Math.min(BAR_WIDTH_MAX, width - text.length - 3);
  if (bar < 5) return text.slice(0, Math.max(width, 0));
  const full = Math.round(share * bar);
  return `${'█'.repeat(full)}${'░'.repeat(bar - full)}  ${text}`;
}

/** "8 s", "3 min 20 s", "2 h 5 min": as precise as is worth reading. */
export function durationText(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
