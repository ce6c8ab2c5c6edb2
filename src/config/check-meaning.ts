import { parseDay } from '../model/day.ts';
import type { ServiceConfig } from './config.ts';
import type { PathStep } from './config-text.ts';

const PARTY_SECRET_LENGTH_MIN = 16;
/** Several commits must fit into a session, or others take partitions that still work. */
const COMMITS_IN_A_SESSION_MIN = 5;

/** What no schema can say: fields that contradict each other. */
export function checkMeaning(
  config: ServiceConfig,
  problemAt: (path: readonly PathStep[], message: string) => void,
): void {
  const { registry, sources, topics, outputs, replication, historyUntil, zone } = config;
  if (registry === undefined && outputs.format === 'avro') {
    problemAt(
      ['outputs', 'format'],
      'outputs in Avro need "registry"; without one set "outputs.format" to json',
    );
  }
  sources.forEach(({ encoding, topic, id }, index) => {
    if (registry === undefined && encoding !== 'bare') {
      problemAt(['sources', index, 'encoding'], `a source in ${encoding} needs "registry"`);
    }
    if (sources.findIndex((other) => other.topic === topic) < index) {
      problemAt(['sources', index, 'topic'], `the topic ${topic} is a source twice`);
    } else if (sources.findIndex((other) => other.id === id) < index) {
      problemAt(['sources', index, 'id'], `two sources are named ${id}`);
    }
    const own = Object.entries(topics).find(([, name]) => name === topic);
    if (own !== undefined) {
      problemAt(['sources', index, 'topic'], `the topic ${topic} is our own ("${own[0]}"), and no source`);
    }
  });
  const names = Object.entries(topics);
  names.forEach(([word, name], index) => {
    const first = names.findIndex(([, other]) => other === name);
    if (first < index) problemAt(['topics', word], `"${word}" and "${names[first]![0]}" are both ${name}`);
  });
  if (replication.minInsync > replication.factor) {
    problemAt(
      ['replication', 'minInsync'],
      '"replication.minInsync" is above "replication.factor": nothing could be written',
    );
  }
  if (historyUntil !== '' && parseDay(historyUntil) === undefined) {
    problemAt(['historyUntil'], '"historyUntil" must be a day that exists, written YYYY-MM-DD');
  }
  if (!isZone(zone)) problemAt(['zone'], '"zone" must be an IANA zone such as Europe/Berlin');
  if (config.commitMs * COMMITS_IN_A_SESSION_MIN > config.kafka.sessionTimeoutMs) {
    problemAt(
      ['commitMs'],
      `"commitMs" must be at most a fifth of "kafka.sessionTimeoutMs" (${config.kafka.sessionTimeoutMs})`,
    );
  }
  if (config.partySecret !== '' && config.partySecret.length < PARTY_SECRET_LENGTH_MIN) {
    problemAt(
      ['keyFile'],
      `the key that people and accounts are keyed with needs at least ${PARTY_SECRET_LENGTH_MIN} characters`,
    );
  }
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
