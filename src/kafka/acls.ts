import { planTopics, type TopicWishes } from './topic-plan.ts';

export interface AclWishes {
  readonly application: string;
  readonly wishes: TopicWishes;
  readonly sources: readonly string[];
  readonly broker: string;
}

/** Rights of one role, as commands of Kafka's own tool. */
export interface AclRole {
  readonly role: string;
  readonly principal: string;
  readonly commands: readonly string[];
}

/** The rights that each role needs, and no more. */
export function aclCommands({ application, wishes, sources, broker }: AclWishes): AclRole[] {
  const own = planTopics(wishes).map(({ topic }) => topic);
  const { signals, activations, audit, transactions } = wishes.topics;
  const allow = (principal: string) => (operations: readonly string[], resource: string) =>
    `kafka-acls.sh --bootstrap-server ${broker} --add --allow-principal User:${principal} ${operations
      .map((operation) => `--operation ${operation}`)
      .join(' ')} ${resource}`;
  const service = allow(application);
  const maker = allow(`${application}-admin`);
  const subscriber = allow('SUBSCRIBER');
  const prefixed = `--resource-pattern-type prefixed`;
  return [
    {
      role: 'the service (`start`)',
      principal: application,
      commands: [
        ...sources.map((topic) => service(['Read', 'Describe'], `--topic ${topic}`)),
        ...own.map((topic) => service(['Read', 'Write', 'Describe', 'DescribeConfigs'], `--topic ${topic}`)),
        service(['Read', 'Describe'], `--group ${application}- ${prefixed}`),
        service(['Write', 'Describe'], `--transactional-id ${application}- ${prefixed}`),
        service(['IdempotentWrite'], '--cluster'),
      ],
    },
    {
      role: 'who makes topics (`topics ensure`)',
      principal: `${application}-admin`,
      commands: [
        ...own.map((topic) =>
          maker(['Create', 'Describe', 'DescribeConfigs', 'AlterConfigs'], `--topic ${topic}`),
        ),
        ...sources.map((topic) => maker(['Describe'], `--topic ${topic}`)),
      ],
    },
    {
      role: 'who reads what is found',
      principal: 'SUBSCRIBER',
      commands: [signals, activations, audit, ...(wishes.outputs.transactions ? [transactions] : [])].map(
        (topic) => subscriber(['Read', 'Describe'], `--topic ${topic}`),
      ),
    },
  ];
}
