import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs, { type Kafka } from 'kafkajs';

/*
 * What we use of the inside of kafkajs 2.2.4, its last release. Its consumer resets a lost position in silence and
 * commits the reset, fetches without being asked, leaks aborted records and cannot read without a group. Its cluster
 * and its brokers are sound; a consumer hands its cluster to whoever assigns partitions, so nothing is forced open.
 */

export interface FetchedRecord {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
  readonly isControlRecord: boolean;
  readonly batchContext: { readonly producerId: string; readonly inTransaction: boolean };
}

export interface FetchedPartition {
  readonly partition: number;
  readonly highWatermark: string;
  readonly lastStableOffset: string;
  readonly abortedTransactions:
    | readonly { readonly producerId: string; readonly firstOffset: string }[]
    | null;
  readonly messages: readonly FetchedRecord[];
}

export interface FetchAnswer {
  readonly responses: readonly {
    readonly topicName: string;
    readonly partitions: readonly FetchedPartition[];
  }[];
  /** The bytes that came, for what the library does not tell; see `batch-ends.ts`. */
  readonly raw: Buffer;
  readonly apiVersion: number;
}

export interface FetchRequest {
  readonly maxWaitTime: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly isolationLevel: number;
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly {
      readonly partition: number;
      readonly fetchOffset: string;
      readonly maxBytes: number;
    }[];
  }[];
}

export interface JoinedGroup {
  readonly generationId: number;
  readonly memberId: string;
  readonly leaderId: string;
  readonly members: readonly { readonly memberId: string; readonly memberMetadata: Buffer }[];
}

export interface MemberOf {
  readonly groupId: string;
  readonly memberId: string;
  readonly groupGenerationId: number;
}

export interface Broker {
  fetch(request: FetchRequest): Promise<FetchAnswer>;
  joinGroup(request: {
    readonly groupId: string;
    readonly sessionTimeout: number;
    readonly rebalanceTimeout: number;
    readonly memberId: string;
    readonly groupProtocols: readonly { readonly name: string; readonly metadata: Buffer }[];
  }): Promise<JoinedGroup>;
  syncGroup(request: {
    readonly groupId: string;
    readonly generationId: number;
    readonly memberId: string;
    readonly groupAssignment: readonly { readonly memberId: string; readonly memberAssignment: Buffer }[];
  }): Promise<{ readonly memberAssignment: Buffer }>;
  listOffsets(request: {
    readonly isolationLevel: number;
    readonly topics: readonly {
      readonly topic: string;
      readonly partitions: readonly { readonly partition: number; readonly timestamp: number }[];
    }[];
  }): Promise<{
    readonly responses: readonly {
      readonly partitions: readonly { readonly partition: number; readonly offset: string }[];
    }[];
  }>;
  offsetFetch(request: {
    readonly groupId: string;
    readonly topics: readonly {
      readonly topic: string;
      readonly partitions: readonly { partition: number }[];
    }[];
  }): Promise<{
    readonly responses: readonly {
      readonly topic: string;
      readonly partitions: readonly {
        readonly partition: number;
        readonly offset: string;
        readonly metadata: string | null;
      }[];
    }[];
  }>;
  heartbeat(member: MemberOf): Promise<unknown>;
  leaveGroup(member: { readonly groupId: string; readonly memberId: string }): Promise<unknown>;
  offsetCommit(
    request: MemberOf & {
      readonly topics: readonly {
        readonly topic: string;
        readonly partitions: readonly {
          readonly partition: number;
          readonly offset: string;
          readonly metadata: string;
        }[];
      }[];
    },
  ): Promise<unknown>;
}

export interface Cluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addMultipleTargetTopics(topics: readonly string[]): Promise<void>;
  refreshMetadata(): Promise<void>;
  refreshMetadataIfNecessary(): Promise<void>;
  removeBroker(address: { readonly host: string; readonly port: number }): void;
  findBroker(of: { readonly nodeId: string | number }): Promise<Broker>;
  findGroupCoordinator(of: { readonly groupId: string }): Promise<Broker>;
  findTopicPartitionMetadata(
    topic: string,
  ): readonly { readonly partitionId: number; readonly leader: number }[];
}

const METADATA_AGE_MS_MAX = 60_000;

/** A cluster's connections of their own: a request that waits long holds nobody else up. */
export function openCluster(kafka: Kafka): Cluster {
  let found: Cluster | undefined;
  kafka.consumer({
    groupId: 'none: never joined',
    metadataMaxAge: METADATA_AGE_MS_MAX,
    allowAutoTopicCreation: false,
    partitionAssigners: [
      ({ cluster }) => {
        found = cluster as unknown as Cluster;
        return {
          name: 'none',
          version: 0,
          protocol: () => ({ name: 'none', metadata: Buffer.alloc(0) }),
          assign: async () => [],
        };
      },
    ],
  });
  if (found === undefined) throw new TypeError('kafkajs gave no cluster: another version than 2.2.4?');
  return found;
}

const DISCONNECT_MS_MAX = 1_000;

/** Lets go of a cluster; answers that are still to come are waited for no longer than that. */
export async function letGo(cluster: Cluster): Promise<void> {
  const bound = sleep(DISCONNECT_MS_MAX, undefined, { ref: false });
  await Promise.race([cluster.disconnect().catch(() => undefined), bound]);
}

interface Request {
  readonly request: { readonly apiVersion: number };
  readonly response: { readonly decode: (raw: Buffer) => Promise<object> };
}
type Lookup = (apiKey: number, definition: unknown) => (options: unknown) => Request;

const FETCH_API_KEY = 1;
const keepers = new WeakSet<object>();

/** The broker, made to keep the bytes of a fetch beside what the library decodes of them. */
export function keepRaw(broker: Broker): Broker {
  if (keepers.has(broker)) return broker;
  keepers.add(broker);
  const inner = broker as unknown as { lookupRequest: Lookup };
  let lookup = inner.lookupRequest;
  const keep: Lookup = (apiKey, definition) => {
    const make = lookup.call(broker, apiKey, definition);
    if (apiKey !== FETCH_API_KEY) return make;
    return (options) => {
      const { request, response } = make(options);
      const decode = async (raw: Buffer) => ({
        ...(await response.decode(raw)),
        raw,
        apiVersion: request.apiVersion,
      });
      return { request, response: { ...response, decode } };
    };
  };
  // The broker makes its lookup anew whenever it connects.
  Object.defineProperty(broker, 'lookupRequest', {
    get: () => keep,
    set: (made: Lookup) => {
      lookup = made;
    },
  });
  return broker;
}

/** The forms in which members tell of themselves, and leaders of what each gets. */
export const { MemberMetadata, MemberAssignment } = kafkajs.AssignerProtocol;
