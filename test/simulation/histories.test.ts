import { expect, test } from 'vitest';
import { standInCore } from './cores.ts';
import { runHistory } from './run-history.ts';

test('one', async () => {
  const t = performance.now();
  const counts: Record<string, number> = {};
  for (let seed = 1; seed <= 100; seed++) {
    const verdict = await runHistory(seed, standInCore, {});
    for (const [k, v] of Object.entries(verdict.counts)) counts[k] = (counts[k] ?? 0) + v;
    if (verdict.wrong !== undefined) {
      const again = await runHistory(seed, standInCore, { trace: true });
      const { writeFileSync } = await import('node:fs');
      writeFileSync('/var/tmp/w-k1-scratch/trace.txt', again.trace.join('\n'));
      console.log(counts);
      expect.fail(`seed ${seed}: ${verdict.wrong} (again: ${again.wrong})`);
    }
  }
  console.log(performance.now() - t, counts);
});
