import { parseArgs } from 'node:util';
import type { ServiceConfig } from '../config/config.ts';
import { UsageError } from '../errors/operational-error.ts';
import { aclCommands } from '../kafka/acls.ts';
import type { TopicFinding } from '../kafka/check-topics.ts';
import { checkTopics, ensureTopics, type TopicsOptions } from '../kafka/topics.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { loadConfig } from './load-config.ts';

const HELP = `Usage: milestream topics ensure | check | acls --config FILE

  ensure        makes the topics of ours that are missing, and sets what can be set
  check         tells what of the topics is not as it must be; changes nothing
  acls          prints the rights that the service needs, as commands
  --config FILE the configuration of the service
  --json        the answer as JSON

Example: milestream topics ensure --config service.yaml`;

const ACTIONS = ['ensure', 'check', 'acls'] as const;

/** Makes, checks or explains the topics of the service; gives the exit code. */
export async function topicsCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
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
  const [word = ''] = positionals;
  const action = ACTIONS.find((known) => known === word);
  if (action === undefined) {
    throw new UsageError(`topics needs one of ${ACTIONS.join(', ')}.${didYouMeanHint(word, ACTIONS)}`);
  }
  if (values.config === undefined) throw new UsageError('topics needs --config FILE');
  const config = loadConfig(values.config);
  switch (action) {
    case 'ensure': {
      const { done, findings } = await ensureTopics(topicsOptions(config));
      return tell(findings, done, values.json);
    }
    case 'check':
      return tell(await checkTopics(topicsOptions(config)), [], values.json);
    case 'acls':
      return tellAcls(config, values.json);
  }
}

/** What the commands on topics need of the configuration. */
export function topicsOptions(config: ServiceConfig): TopicsOptions {
  return {
    access: config.kafka,
    clientId: `${config.application}-topics`,
    wishes: config,
    sources: config.sources.map(({ topic }) => topic),
    log: () => {},
  };
}

function tell(findings: readonly TopicFinding[], done: readonly string[], json: boolean): number {
  const broken = findings.filter(({ isWarning }) => !isWarning);
  if (json) process.stdout.write(`${JSON.stringify({ done, findings })}\n`);
  else {
    for (const line of done) process.stdout.write(`${line}\n`);
    for (const { message, isWarning } of findings) {
      process.stdout.write(`${isWarning ? 'warning: ' : 'problem: '}${message}\n`);
    }
    if (findings.length === 0) process.stdout.write('all topics are as they must be\n');
  }
  return broken.length === 0 ? 0 : 1;
}

function tellAcls(config: ServiceConfig, json: boolean): number {
  const roles = aclCommands({
    application: config.application,
    wishes: config,
    sources: config.sources.map(({ topic }) => topic),
    broker: config.kafka.brokers[0] ?? '',
  });
  if (json) process.stdout.write(`${JSON.stringify(roles)}\n`);
  else {
    for (const { role, commands } of roles) process.stdout.write(`# ${role}\n${commands.join('\n')}\n\n`);
  }
  return 0;
}
