import { runEmbedded } from '../../src/runtime/run-embedded.ts';
import type { RunOptions } from '../../src/runtime/run-options.ts';

/* A run in a process of its own, told by one argument; it may kill itself at a named point. */

interface Told {
  readonly options: RunOptions;
  readonly killAt?: { readonly point: string; readonly time: number; readonly signal?: NodeJS.Signals };
}

const { options, killAt } = JSON.parse(process.argv[2]!, (_, value) =>
  value === null ? undefined : value,
) as Told;
let times = 0;
const at = (point: string): void => {
  if (point === killAt?.point && ++times === killAt.time)
    process.kill(process.pid, killAt.signal ?? 'SIGKILL');
};
const controller = new AbortController();
process.once('SIGINT', () => controller.abort());
try {
  const summary = await runEmbedded(
    { ...options, tuning: { ...options.tuning, at } },
    (progress) => {
      if (progress.kind !== 'progress') process.stderr.write(`${progress.text}\n`);
      else process.stderr.write(`${progress.phase} ${progress.done}\n`);
    },
    controller.signal,
  );
  process.stdout.write(JSON.stringify(summary));
} catch (error) {
  process.stderr.write(`${String((error as { code?: unknown }).code)} ${String(error)}\n`);
  process.exitCode = 1;
}
