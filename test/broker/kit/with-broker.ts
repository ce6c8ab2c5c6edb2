import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

const NEEDED = ['java', 'javac', 'mvn'];

/** Why no broker can be started here; undefined where one can. */
function whyNot(): string | undefined {
  if (process.env.MILESTREAM_BROKER === 'off') return 'MILESTREAM_BROKER is off';
  const missing = NEEDED.filter((name) => spawnSync(name, ['-version'], { stdio: 'ignore' }).status !== 0);
  return missing.length === 0 ? undefined : `${missing.join(', ')} not found`;
}

/**
 * Tests against a real broker: skipped, and said so, on a machine that cannot start one;
 * with `MILESTREAM_BROKER=required` that is a failure.
 */
export function describeWithBroker(name: string, body: () => void): void {
  const reason = whyNot();
  if (reason === undefined) {
    describe(name, body);
    return;
  }
  if (process.env.MILESTREAM_BROKER === 'required') {
    throw new Error(`${name}: a broker is required, but ${reason}`);
  }
  process.stderr.write(`\n*** SKIPPED: "${name}" needs a real Kafka broker, but ${reason}. ***\n\n`);
  describe.skip(name, body);
}
