import { describe, expect, test } from 'vitest';
import type { ServiceConfig } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { FORMAT_NAMES } from '../../src/intake/formats.ts';
import { documentOf, documentsOf, filesOf, textOf } from './deploy-file.ts';

const SECRETS = {
  MILESTREAM_KEY: 'a key that is long enough',
  MILESTREAM_KAFKA_PASSWORD: 'secret',
  MILESTREAM_REGISTRY_PASSWORD: 'secret',
};

/** The configuration by the service's own reader; certificates come with the pod, and are left out here. */
function configOf(name: string): ServiceConfig {
  const text = textOf(name).replace(/^ +tls: \{ ca: \/\S+ \}$/m, '  tls: {}');
  const read = readConfig(
    text,
    { file: '/etc/milestream/service.yaml', environment: SECRETS },
    ({ format }) => (FORMAT_NAMES.includes(format) ? [] : [`no format ${format}`]),
  );
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.config;
}

interface ComposeService {
  readonly environment?: Record<string, string>;
  readonly volumes?: readonly string[];
  readonly command?: readonly string[];
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly stop_grace_period?: string;
}

interface StatefulSet {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly terminationGracePeriodSeconds: number;
        readonly containers: readonly [
          {
            readonly env: readonly { readonly name: string }[];
            readonly securityContext: { readonly readOnlyRootFilesystem: boolean };
            readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
          },
        ];
      };
    };
  };
}

describe('the configuration of compose', () => {
  const config = configOf('deploy/service.yaml');
  const { services } = documentOf<{ services: Record<string, ComposeService> }>('deploy/compose.yaml');
  const { kafka, milestream } = services;
  const command = services['source-topic']?.command ?? [];

  test('asks for the broker, the source and the directory that are there', () => {
    expect(kafka?.environment?.KAFKA_ADVERTISED_LISTENERS).toContain(
      `PLAINTEXT://${config.kafka.brokers[0]},`,
    );
    expect(command).toContain(`--topic=${config.sources[0]?.topic}`);
    expect(milestream?.volumes).toContain(`state:${config.state.directory}`);
    expect(config.replication).toStrictEqual({ factor: 1, minInsync: 1 });
  });

  test('stops in less time than it is given', () => {
    expect(config.stopSeconds).toBeLessThan(Number.parseInt(milestream?.stop_grace_period ?? '', 10));
  });

  test('runs on a root that nothing can be written to, with a folder for what is tried', () => {
    expect(milestream).toMatchObject({ read_only: true, tmpfs: ['/tmp'] });
    expect(services.topics).toMatchObject({ read_only: true, tmpfs: ['/tmp'] });
  });
});

describe('the configuration of Kubernetes', () => {
  const config = configOf('deploy/kubernetes/service.yaml');
  const { spec } = documentOf<StatefulSet>('deploy/kubernetes/stateful-set.yaml').spec.template;
  const [container] = spec.containers;

  test('keeps its state on the volume, and stops in less time than it is given', () => {
    const mounts = container.volumeMounts.map(({ mountPath }) => mountPath);
    expect(mounts).toContain(config.state.directory);
    expect(mounts).toContain('/tmp');
    expect(container.securityContext.readOnlyRootFilesystem).toBe(true);
    expect(config.stopSeconds).toBeLessThan(spec.terminationGracePeriodSeconds);
  });

  test('gets the secrets that it asks for, by their names, out of the secret that is shown', () => {
    const names = container.env.map(({ name }) => name);
    expect(names.toSorted()).toStrictEqual(Object.keys(SECRETS).toSorted());
    const [secret] = documentsOf('deploy/kubernetes/secret.example.yaml');
    const keys = Object.keys(secret?.stringData as object).toSorted();
    const wanted = [...textOf('deploy/kubernetes/stateful-set.yaml').matchAll(/key: ([\w-]+) \}/g)];
    expect(wanted.map(([, key]) => key).toSorted()).toStrictEqual(keys);
  });

  test('lists every file but those that say that they are optional', () => {
    const { resources } = documentOf<{ resources: string[] }>('deploy/kubernetes/kustomization.yaml');
    const all = filesOf('deploy/kubernetes', '.yaml').map((path) => path.split('/').at(-1)!);
    const apart = ['kustomization.yaml', 'service.yaml', 'secret.example.yaml', 'service-monitor.yaml'];
    expect(all.toSorted()).toStrictEqual([...resources, ...apart].toSorted());
    for (const name of all) expect(documentsOf(`deploy/kubernetes/${name}`).length).toBeGreaterThan(0);
  });
});
