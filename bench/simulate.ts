import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Finding, runRange } from '../test/simulation/run-range.ts';

/*
 * Simulated histories of the service by the million: `npm run simulate -- --histories 1000000 --seed 1 --threads 4`.
 * A history that fails is told with its seed and its last moments; `--trace SEED` tells all moments of one.
 */

const HISTORIES_AT_ONCE = 200;
const FINDINGS_MAX = 10;

interface Range {
  readonly from: number;
  readonly count: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      histories: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      threads: { type: 'string', default: `${availableParallelism()}` },
      trace: { type: 'string' },
    },
  });
  if (values.trace !== undefined) {
    const { findings, trace } = await runRange({ from: Number(values.trace), count: 1, isTraced: true });
    process.stdout.write(`${trace.join('\n')}\n${findings[0]?.wrong ?? 'nothing is wrong'}\n`);
    return;
  }
  const [histories, seed, threads] = [values.histories, values.seed, values.threads].map(Number);
  if (![histories, seed, threads].every((value) => Number.isSafeInteger(value) && value! >= 1))
    throw new RangeError('--histories, --seed and --threads are whole numbers from 1');
  await runAll(seed!, histories!, threads!);
}

async function runAll(seed: number, histories: number, threads: number): Promise<void> {
  const started = performance.now();
  const findings: Finding[] = [];
  const counts: Record<string, number> = {};
  let next = seed;
  let done = 0;
  const work = (): Range | undefined => {
    const count = Math.min(HISTORIES_AT_ONCE, seed + histories - next);
    if (count <= 0 || findings.length >= FINDINGS_MAX) return undefined;
    next += count;
    return { from: next - count, count };
  };
  const runThread = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: true });
      worker.on('error', reject);
      const give = () => {
        const range = work();
        if (range !== undefined) worker.postMessage(range);
        else void worker.terminate().then(() => resolve());
      };
      worker.on('message', (result: Awaited<ReturnType<typeof runRange>>) => {
        done += result.histories;
        findings.push(...result.findings);
        for (const [name, count] of Object.entries(result.counts)) counts[name] = (counts[name] ?? 0) + count;
        for (const { seed: of, wrong, trace } of result.findings)
          process.stdout.write(`history ${of}: ${wrong}\n  ${trace.join('\n  ')}\n\n`);
        if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${histories} histories`);
        give();
      });
      give();
    });
  await Promise.all(Array.from({ length: threads }, runThread));
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(
    `${JSON.stringify(counts, null, 1)}\n${done} histories from seed ${seed} in ${seconds.toFixed(0)} s, ${findings.length} wrong\n`,
  );
  if (findings.length > 0) process.exitCode = 1;
}

if (isMainThread || workerData !== true) await main();
else {
  parentPort?.on('message', async (range: Range) => {
    parentPort?.postMessage(await runRange(range));
  });
}
