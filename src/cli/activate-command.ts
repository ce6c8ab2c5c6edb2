import { parseArgs } from 'node:util';
import { compileDefinitions } from '../definitions/compile-definitions.ts';
import { formatProblem } from '../definitions/problem.ts';
import { UsageError } from '../errors/operational-error.ts';
import { openKafkaLog } from '../kafka/kafka-log.ts';
import { readDefinitionFiles } from '../runtime/load-definitions.ts';
import { activateDefinitions } from '../runtime/service/activate-definitions.ts';
import { encodeDefinitions } from '../runtime/service/definition-content.ts';
import { loadConfig } from './load-config.ts';
import { loadDictionary } from './load-dictionary.ts';

const HELP = `Usage: milestream definitions activate --config FILE

Publishes the definitions (the shipped ones, or the folder that the configuration names) and puts them in force:
the services of this application go over to them at one place of the ledger, all at the same.

  --config FILE  the configuration of the service
  --json         the answer as JSON

Example: milestream definitions activate --config service.yaml`;

/** Puts the definitions of this installation in force; gives the exit code. */
export async function activateCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      config: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  if (values.config === undefined) throw new UsageError('definitions activate needs --config FILE');
  const config = loadConfig(values.config);
  const files = readDefinitionFiles(config.definitions === '' ? undefined : config.definitions);
  const { hash: dictionaryHash } = loadDictionary(config.dictionary === '' ? undefined : config.dictionary);
  const compiled = compileDefinitions(files, dictionaryHash);
  if (!('set' in compiled)) {
    const lines = compiled.problems.map(formatProblem);
    throw new UsageError(`the definitions have problems:\n${lines.join('\n')}`);
  }
  const { hash: definitionsHash, definitions } = compiled.set;
  const log = await openKafkaLog({
    access: config.kafka,
    clientId: `${config.application}-definitions`,
    sessionTimeoutMs: config.kafka.sessionTimeoutMs,
    log: () => {},
  });
  try {
    const content = encodeDefinitions(files, dictionaryHash);
    const epoch = await activateDefinitions(log, config.topics, { content, definitionsHash, dictionaryHash });
    const count = definitions.length;
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ epoch, definitionsHash, dictionaryHash, definitions: count })}\n`
        : `${count} definitions are to be in force, as epoch ${epoch} (${definitionsHash.slice(0, 12)})\n`,
    );
    return 0;
  } finally {
    await log.close();
  }
}
