import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { kafkaJars, kafkaVersion } from './downloads.ts';
import { freePorts, type JavaProcess, startJava } from './java-process.ts';
import { asAdmin, eventually } from './topics.ts';

const run = promisify(execFile);
const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qk';
const START_MS_MAX = 60_000;
const LOG_SETTINGS = `<Configuration status="WARN"><Appenders><Console name="out" target="SYSTEM_OUT"><PatternLayout pattern="%d %p %c{1} %m%n"/></Console></Appenders><Loggers><Root level="warn"><AppenderRef ref="out"/></Root></Loggers></Configuration>`;
const LOG_SETTINGS_OLD =
  'log4j.rootLogger=WARN, out\nlog4j.appender.out=org.apache.log4j.ConsoleAppender\nlog4j.appender.out.layout=org.apache.log4j.PatternLayout\nlog4j.appender.out.layout.ConversionPattern=%d %p %c{1} %m%n\n';

/** A person or program that signs in, by any mechanism that the broker offers. */
export interface BrokerUser {
  readonly name: string;
  readonly password: string;
}

/** A real Kafka broker, alone in its cluster. */
export interface Broker {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** The listener that asks for a name and a password; empty where no users were given. */
  readonly secureAddress: string;
  /** A second listener whose address, as told to clients, is the port of a proxy that a test may put before it. */
  readonly proxied: { readonly port: number; readonly proxyPort: number };
  readonly jars: string;
  /** Starts it again after it was stopped or killed, on the same ports with the same data. */
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/** Starts a broker in KRaft mode on free loopback ports. */
export async function startBroker(
  users: readonly BrokerUser[] = [],
  offsetsRetentionMinutes?: number,
): Promise<Broker> {
  const ports = await portsOfNode();
  const wishes = { users, ...(offsetsRetentionMinutes === undefined ? {} : { offsetsRetentionMinutes }) };
  const node = await makeNode(1, [ports], wishes);
  await node.start();
  return node;
}

/** Several brokers that keep each other's partitions. */
export interface Cluster extends Pick<Broker, 'address' | 'jars'> {
  readonly nodes: readonly Broker[];
  close(): Promise<void>;
}

/** Starts a cluster; its topics may be kept as often as it has brokers. */
export async function startCluster(count: number): Promise<Cluster> {
  const ports = await Promise.all(Array.from({ length: count }, portsOfNode));
  const nodes = await Promise.all(ports.map((_, index) => makeNode(index + 1, ports, { users: [] })));
  await Promise.all(nodes.map((node) => node.start()));
  const address = nodes.map((node) => node.address).join(',');
  await allRegistered(address, count);
  return {
    address: nodes.map(({ address }) => address).join(','),
    jars: nodes[0]!.jars,
    nodes,
    close: async () => {
      await Promise.all(nodes.map((node) => node.close()));
    },
  };
}

/** A broker answers before the others know of it: topics with three copies need all three. */
async function allRegistered(address: string, count: number): Promise<void> {
  await eventually(
    async () => {
      const { brokers } = await asAdmin({ address }, (admin) => admin.describeCluster());
      return brokers.length >= count ? true : undefined;
    },
    { what: `a cluster of ${count}` },
  );
}

interface NodePorts {
  readonly port: number;
  readonly controllerPort: number;
  readonly securePort: number;
  readonly proxiedPort: number;
  readonly proxyPort: number;
}

interface NodeWishes {
  readonly users: readonly BrokerUser[];
  readonly offsetsRetentionMinutes?: number;
}

async function portsOfNode(): Promise<NodePorts> {
  const [port, controllerPort, securePort, proxiedPort, proxyPort] = await freePorts(5);
  return {
    port: port!,
    controllerPort: controllerPort!,
    securePort: securePort!,
    proxiedPort: proxiedPort!,
    proxyPort: proxyPort!,
  };
}

/** Formats the data of a broker; it is not started yet. */
async function makeNode(id: number, all: readonly NodePorts[], wishes: NodeWishes): Promise<Broker> {
  const jars = await kafkaJars();
  const folder = mkdtempSync(join(tmpdir(), 'milestream-kafka-'));
  const { port, securePort, proxiedPort, proxyPort } = all[id - 1]!;
  const { users } = wishes;
  const path = join(folder, 'server.properties');
  writeFileSync(path, propertiesOf(id, folder, all, wishes));
  writeFileSync(join(folder, 'log4j2.xml'), LOG_SETTINGS);
  writeFileSync(join(folder, 'log4j.properties'), LOG_SETTINGS_OLD);
  const classPath = ['-cp', join(jars, 'lib', '*')];
  const logging = kafkaVersion().startsWith('3.')
    ? `-Dlog4j.configuration=file:${folder}/log4j.properties`
    : `-Dlog4j2.configurationFile=${folder}/log4j2.xml`;
  const scram = users.flatMap(({ name, password }) =>
    ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
      '--add-scram',
      `${mechanism}=[name=${name},password=${password}]`,
    ]),
  );
  const format = ['format', '-t', CLUSTER_ID, '-c', path, '--ignore-formatted', ...scram];
  await run('java', ['-Xmx256m', logging, ...classPath, 'kafka.tools.StorageTool', ...format], {
    cwd: folder,
  });
  let java: JavaProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    await java?.end(signal);
    java = undefined;
  };
  return {
    address: `127.0.0.1:${port}`,
    secureAddress: users.length === 0 ? '' : `127.0.0.1:${securePort}`,
    proxied: { port: proxiedPort, proxyPort },
    jars,
    start: async () => {
      java = startJava(['-Xmx512m', logging, ...classPath, 'kafka.Kafka', path], { cwd: folder });
      await listening(port, java);
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: () => java?.child.kill('SIGSTOP'),
    resume: () => java?.child.kill('SIGCONT'),
    close: async () => {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listening(port: number, java: JavaProcess): Promise<void> {
  const deadline = Date.now() + START_MS_MAX;
  while (Date.now() < deadline) {
    if (java.child.exitCode !== null) throw new Error(`the broker ended: ${java.said()}`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    await sleep(100);
  }
  throw new Error(`the broker does not listen: ${java.said()}`);
}

function propertiesOf(id: number, folder: string, all: readonly NodePorts[], wishes: NodeWishes): string {
  const { port, controllerPort, securePort, proxiedPort, proxyPort } = all[id - 1]!;
  const { users, offsetsRetentionMinutes = 43_200 } = wishes;
  const voters = all.map((each, index) => `${index + 1}@127.0.0.1:${each.controllerPort}`).join(',');
  const copies = all.length;
  const inSync = Math.max(1, copies - 1);
  const secure = users.length > 0;
  const secureListener = secure ? `,SECURE://127.0.0.1:${securePort}` : '';
  const plainUsers = users.map(({ name, password }) => `user_${name}="${password}"`).join(' ');
  return `process.roles=broker,controller
node.id=${id}
controller.quorum.voters=${voters}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort},PROXIED://127.0.0.1:${proxiedPort}${secureListener}
advertised.listeners=PLAINTEXT://127.0.0.1:${port},PROXIED://127.0.0.1:${proxyPort}${secureListener}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT,SECURE:SASL_PLAINTEXT
log.dirs=${folder}/data
offsets.topic.num.partitions=1
offsets.topic.replication.factor=${copies}
transaction.state.log.num.partitions=1
transaction.state.log.replication.factor=${copies}
transaction.state.log.min.isr=${inSync}
share.coordinator.state.topic.replication.factor=${copies}
share.coordinator.state.topic.min.isr=${inSync}
share.coordinator.state.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
offsets.retention.minutes=${offsetsRetentionMinutes}
group.min.session.timeout.ms=1000
auto.create.topics.enable=false
transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
log.cleaner.backoff.ms=200
broker.session.timeout.ms=1500
broker.heartbeat.interval.ms=300
${secure ? securitySettings(plainUsers) : ''}`;
}

function securitySettings(plainUsers: string): string {
  const plain = 'org.apache.kafka.common.security.plain.PlainLoginModule';
  const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule';
  return `sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
listener.name.secure.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
listener.name.secure.plain.sasl.jaas.config=${plain} required ${plainUsers};
listener.name.secure.scram-sha-256.sasl.jaas.config=${scram} required;
listener.name.secure.scram-sha-512.sasl.jaas.config=${scram} required;
`;
}
