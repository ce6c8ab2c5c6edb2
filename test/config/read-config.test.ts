import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CONFIG_SCHEMA } from '../../src/config/config-schema.ts';
import { readConfig, readConfigFile } from '../../src/config/read-config.ts';

const KEY = 'a key that is long enough';
const folder = mkdtempSync(join(tmpdir(), 'milestream-config-'));
const file = join(folder, 'service.yaml');
const SMALL =
  'kafka: { brokers: ["localhost:9092"] }\nsources: [{ topic: bank }]\noutputs: { format: json }\n';

function read(text: string, environment: Record<string, string> = { MILESTREAM_KEY: KEY }) {
  const given = { file, environment };
  return readConfig(text, given, ({ format }) => (format === 'plain' ? [] : [`no format ${format}`]));
}

function problems(text: string, environment?: Record<string, string>): string[] {
  const found = read(text, environment);
  return 'problems' in found ? found.problems.map(({ line, message }) => `${line} ${message}`) : [];
}

function config(text: string, environment?: Record<string, string>) {
  const found = read(text, environment);
  if ('problems' in found) throw new Error(JSON.stringify(found.problems));
  return found.config;
}

describe('a small configuration', () => {
  test('has everything else by default', () => {
    expect(config(SMALL)).toMatchObject({
      application: 'milestream',
      ledger: { partitions: 64, retentionDays: 0 },
      sources: [
        { topic: 'bank', id: 'bank', format: 'plain', encoding: 'bare', epoch: 0, accounts: 'named' },
      ],
      topics: { ledger: 'milestream.ledger', deadLetters: 'milestream.dead-letters' },
      kafka: { tls: undefined, sasl: undefined, sessionTimeoutMs: 30_000 },
      registry: undefined,
      partySecret: KEY,
      state: { directory: join(folder, 'state') },
    });
  });
  test('may be JSON', () => {
    const json = JSON.stringify({
      kafka: { brokers: ['localhost:9092'] },
      sources: [{ topic: 'bank' }],
      outputs: { format: 'json' },
    });
    expect(config(json)).toStrictEqual(config(SMALL));
  });
  test('names all topics after the application, but for those it names itself', () => {
    const { topics } = config(`${SMALL}application: crm\ntopics: { signals: life-events }\n`);
    expect(topics).toMatchObject({ ledger: 'crm.ledger', signals: 'life-events' });
  });
});

describe('problems', () => {
  test('are told all at once, each with its line', () => {
    const text = `aplication: x
kafka: { brokers: [localhost] }
sources:
  - topic: bank
    encoding: avrol
ledger:
  partitions: 0
  retentionDays: "7"
`;
    expect(problems(text)).toStrictEqual([
      '1 the configuration knows no "aplication". Did you mean "application"?',
      '2 "kafka.brokers.0" must match pattern "^[^\\s:]+:\\d{1,5}$"',
      '5 "sources.0.encoding" must be one of bare, avro, json-schema. Did you mean "avro"?',
      '7 "ledger.partitions" must lie between 1 and 4096',
      '8 "ledger.retentionDays" must be a whole number',
    ]);
  });
  test.each([
    ['no field that is needed', 'kafka: { brokers: ["a:1"] }\n', '1 the configuration lacks "sources"'],
    ['a field misspelt', SMALL.replace('sources', 'surces'), 'Did you mean "sources"?'],
    ['a broken file', 'kafka: [\n', 'Flow sequence'],
    ['two keys', `${SMALL}zone: UTC\nzone: UTC\n`, '5 Map keys must be unique'],
    ['a list for the file', '[]', 'must be a map of fields'],
    ['an empty file', '', 'must be a map of fields'],
    ['a zone of nowhere', `${SMALL}zone: Europe/Nowhere\n`, '4 "zone" must be an IANA zone'],
    ['a day that does not exist', `${SMALL}historyUntil: 2026-02-30\n`, '4 "historyUntil" must be a day'],
    ['more copies wanted than kept', `${SMALL}replication: { factor: 1 }\n`, 'nothing could be written'],
    [
      'a source twice',
      SMALL.replace('[{ topic: bank }]', '[{ topic: bank }, { topic: bank, id: b }]'),
      'twice',
    ],
    [
      'two sources of one name',
      SMALL.replace('[{ topic: bank }]', '[{ topic: bank }, { topic: b, id: bank }]'),
      'two sources are named bank',
    ],
    ['our own topic as a source', SMALL.replace('topic: bank', 'topic: milestream.ledger'), 'is our own'],
    ['two topics of one name', `${SMALL}topics: { audit: x, signals: x }\n`, 'are both x'],
    ['Avro without a registry', SMALL.replace('json', 'avro'), '3 outputs in Avro need "registry"'],
    [
      'a source that needs a registry',
      SMALL.replace('topic: bank', 'topic: bank, encoding: avro'),
      'a source in avro needs "registry"',
    ],
    [
      'a format that others do not know',
      SMALL.replace('topic: bank', 'topic: bank, format: xx'),
      '2 no format xx',
    ],
    ['commits too slow for the session', `${SMALL}commitMs: 10000\n`, 'at most a fifth'],
    [
      'a secret in the file',
      `${SMALL}registry: { url: "http://r", password: hush }\n`,
      '"password" may not stand in the file',
    ],
  ])('%s is told', (_, text, expected) => {
    const found = problems(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
    expect(found[0]).not.toContain('hush');
  });
  test('are told by file and line when the file is read', () => {
    writeFileSync(file, SMALL.replace('topic: bank', 'topc: bank'));
    expect(() => readConfigFile(file, { MILESTREAM_KEY: KEY }, () => [])).toThrow(
      `${file}:2 "sources.0" knows no "topc". Did you mean "topic"?`,
    );
    expect(() => readConfigFile(join(folder, 'none'), {}, () => [])).toThrow('cannot be read (ENOENT)');
  });
});

describe('secrets', () => {
  const signIn = (sasl: string) => SMALL.replace('brokers:', `sasl: ${sasl}, brokers:`);
  test('come by the environment', () => {
    const text = signIn('{ mechanism: scram-sha-512, username: u }');
    const { kafka } = config(text, { MILESTREAM_KEY: KEY, MILESTREAM_KAFKA_PASSWORD: 'p' });
    expect(kafka.sasl).toStrictEqual({ mechanism: 'scram-sha-512', username: 'u', password: 'p' });
  });
  test('come by files that count from the configuration', () => {
    writeFileSync(join(folder, 'secret'), 'q\n');
    const { kafka } = config(signIn('{ mechanism: plain, username: u, passwordFile: secret }'));
    expect(kafka.sasl).toMatchObject({ password: 'q' });
    const oauth = '{ mechanism: oauthbearer, tokenUrl: "http://t", clientId: c, clientSecretFile: secret }';
    expect(config(signIn(oauth)).kafka.sasl).toStrictEqual({
      mechanism: 'oauthbearer',
      tokenUrl: 'http://t',
      clientId: 'c',
      clientSecret: 'q',
      scope: '',
    });
  });
  test('that are missing are told with the variable that gives them', () => {
    expect(problems(signIn('{ mechanism: plain, username: u }'))[0]).toContain('MILESTREAM_KAFKA_PASSWORD');
    expect(
      problems(signIn('{ mechanism: plain }'), { MILESTREAM_KEY: KEY, MILESTREAM_KAFKA_PASSWORD: 'p' })[0],
    ).toContain('plain needs "username"');
    expect(problems(SMALL, {})[0]).toContain('MILESTREAM_KEY');
    expect(problems(SMALL, { MILESTREAM_KEY: 'short' })[0]).toContain('at least 16 characters');
  });
  test('of TLS are read from their files', () => {
    const { kafka } = config(SMALL.replace('brokers:', 'tls: { ca: secret }, brokers:'));
    expect(kafka.tls).toMatchObject({ ca: 'q\n', certificate: '' });
    expect(problems(SMALL.replace('brokers:', 'tls: { ca: nowhere }, brokers:'))[0]).toContain('(ENOENT)');
    expect(problems(SMALL.replace('brokers:', 'tls: { key: secret }, brokers:'))[0]).toContain(
      'needs its key',
    );
    expect(config(SMALL.replace('brokers:', 'tls: {}, brokers:')).kafka.tls).toBeDefined();
  });
});

test('the published schema is the one that files are held against', async () => {
  const published = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Milestream service configuration',
    ...CONFIG_SCHEMA,
  };
  // `npx vitest run test/config --update` writes it anew.
  const path = fileURLToPath(new URL('../../docs/service-config.schema.json', import.meta.url));
  await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot(path);
});
