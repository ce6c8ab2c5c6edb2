import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { OperationalError, UsageError } from '../errors/operational-error.ts';
import { explainCustomer } from '../explain/explain-customer.ts';
import { renderExplanation } from '../explain/render-explanation.ts';
import { readCustomer } from '../runtime/read-customer.ts';
import { readEmitted } from '../runtime/read-emitted.ts';
import { loadSet } from './load-set.ts';
import { viewOf } from './view.ts';

export const EXPLAIN_HELP = `milestream explain --state DIR --customer ID   what is said of a customer, what is not, and why

  --state DIR        the state of a run (the run's --state, or state in its --out)
  --customer ID      whose
  --out DIR          the --out of the run, to show signals as they were told; by default
                     the folder that the state lies in
  --definitions DIR  the run's --definitions
  --signal EPISODE   only this episode
  --json             as JSON

Example: milestream explain --state found/state --customer c000001`;

/** Explains one customer; gives the exit code. */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      state: { type: 'string' },
      customer: { type: 'string' },
      signal: { type: 'string' },
      out: { type: 'string' },
      definitions: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${EXPLAIN_HELP}\n`);
    return 0;
  }
  const { state: location, customer, signal: episode } = values;
  if (location === undefined || customer === undefined) {
    throw new UsageError('explain needs --state DIR and --customer ID');
  }
  const { set } = loadSet(undefined, values.definitions);
  const { state, record } = await readCustomer(location, customer);
  if (state === undefined) {
    throw new OperationalError('MS_CUSTOMER_UNKNOWN', `${location} knows no customer ${customer}`, {
      retriable: false,
    });
  }
  if (record.definitionsHash !== set.hash) {
    process.stderr.write(
      'The definitions have changed since the state was written: it is explained by those of today.\n',
    );
  }
  const emitted = await readEmitted(values.out ?? dirname(location), customer);
  const whole = explainCustomer(state, set, emitted);
  const explanation =
    episode === undefined
      ? whole
      : { ...whole, signals: whole.signals.filter((signal) => signal.episode === episode), nearMisses: [] };
  if (episode !== undefined && explanation.signals.length === 0) {
    throw new OperationalError('MS_EPISODE_UNKNOWN', `customer ${customer} has no episode ${episode}`, {
      retriable: false,
    });
  }
  process.stdout.write(
    values.json
      ? `${JSON.stringify(explanation)}\n`
      : `${renderExplanation(explanation, viewOf(process.stdout))}\n`,
  );
  return 0;
}
