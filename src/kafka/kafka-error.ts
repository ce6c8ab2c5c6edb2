import { OperationalError } from '../errors/operational-error.ts';

/** What an error of kafkajs says of itself; all of it is optional. */
interface KafkaFault {
  readonly name?: string;
  readonly message?: string;
  /** The protocol's name of the error. */
  readonly type?: string;
  /** The protocol's number of it, or the system's word. */
  readonly code?: number | string;
  readonly retriable?: boolean;
  readonly cause?: unknown;
}

const CAUSES_MAX = 8;
const CODE_PRODUCER_FENCED = 90;

const TLS_CODES = /^(ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|HOSTNAME_MISMATCH)/;
const TLS_WORDS = /certificate|ssl routines|tls/i;

const FENCED_TYPES: readonly string[] = ['INVALID_PRODUCER_EPOCH', 'TRANSACTION_COORDINATOR_FENCED'];
const MEMBER_TYPES: readonly string[] = ['UNKNOWN_MEMBER_ID', 'FENCED_INSTANCE_ID'];
/** What does not go away by itself, whatever is running at the time. */
const FATAL_CODES: readonly string[] = [
  'MS_KAFKA_SIGN_IN',
  'MS_KAFKA_TLS',
  'MS_KAFKA_NOT_ALLOWED',
  'MS_KAFKA_VERSION',
];

/** The protocol's name of an error, wherever in the chain of causes it stands; empty for none. */
export function faultType(error: unknown): string {
  for (const fault of causesOf(error)) {
    if (fault.code === CODE_PRODUCER_FENCED) return 'PRODUCER_FENCED';
    if (typeof fault.type === 'string') return fault.type;
  }
  return '';
}

/** Whether the broker said that another producer took this one's place. */
export function isFenced(error: unknown): boolean {
  const type = faultType(error);
  return type === 'PRODUCER_FENCED' || FENCED_TYPES.includes(type);
}

/** Whether only a person can help. A topic that is not there may be one that a restarted broker has not loaded yet. */
export function isFatal(error: unknown): boolean {
  return (
    FATAL_CODES.includes(toOperational(error, '').code) || faultType(error) === 'INCONSISTENT_GROUP_PROTOCOL'
  );
}

/** Whether the group knows this member no more. */
export function isMemberOver(error: unknown): boolean {
  return MEMBER_TYPES.includes(faultType(error));
}

/** Whether a broker answered: what it refused was not done. Without an answer nobody knows. */
export function isRefusal(error: unknown): boolean {
  const type = faultType(error);
  return type !== '' && type !== 'REQUEST_TIMED_OUT' && type !== 'NETWORK_EXCEPTION';
}

/** What a failure of Kafka means to whoever runs the service: a code, and what to do. */
export function toOperational(error: unknown, doing: string): OperationalError {
  if (error instanceof OperationalError) return error;
  const type = faultType(error);
  const [code, advice, retriable] = classify(error, type);
  const said = type !== '' ? type : lastMessage(error);
  return new OperationalError(code, `${doing}: ${said}${advice === '' ? '' : `. ${advice}`}`, {
    retriable,
    cause: error,
  });
}

function classify(error: unknown, type: string): [code: string, advice: string, retriable: boolean] {
  const faults = causesOf(error);
  const has = (name: string) => faults.some((fault) => fault.name === name);
  if (has('KafkaJSSASLAuthenticationError') || type === 'SASL_AUTHENTICATION_FAILED') {
    return ['MS_KAFKA_SIGN_IN', 'Check mechanism, name and password, and that the user exists', false];
  }
  if (faults.some(({ code, message }) => TLS_CODES.test(String(code)) || TLS_WORDS.test(message ?? ''))) {
    return ['MS_KAFKA_TLS', 'Check "kafka.tls", the certificates and their dates', false];
  }
  if (type.endsWith('AUTHORIZATION_FAILED')) {
    return ['MS_KAFKA_NOT_ALLOWED', '`milestream topics acls` prints the rights that are needed', false];
  }
  if (type === 'UNKNOWN_TOPIC_OR_PARTITION') {
    return ['MS_TOPIC_MISSING', '`milestream topics ensure` makes the topics that are ours', false];
  }
  if (type === 'MESSAGE_TOO_LARGE' || type === 'RECORD_LIST_TOO_LARGE') {
    return ['MS_RECORD_TOO_LARGE', 'Raise "max.message.bytes" of the topic', false];
  }
  if (type === 'UNSUPPORTED_VERSION' || has('KafkaJSServerDoesNotSupportApiKey')) {
    return ['MS_KAFKA_VERSION', 'Kafka 2.5 or later is needed', false];
  }
  const unreachable = faults.some(({ name }) =>
    /Connection|BrokerNotFound|NoBroker|Timeout/.test(name ?? ''),
  );
  if (unreachable && type === '') {
    return ['MS_KAFKA_UNREACHABLE', 'Check "kafka.brokers" and the network', true];
  }
  return ['MS_KAFKA', '', faults[0]?.retriable !== false || has('KafkaJSNumberOfRetriesExceeded')];
}

function causesOf(error: unknown): KafkaFault[] {
  const found: KafkaFault[] = [];
  let next: unknown = error;
  while (typeof next === 'object' && next !== null && found.length < CAUSES_MAX) {
    const fault = next as KafkaFault;
    found.push(fault);
    next = fault.cause;
  }
  return found;
}

/** The innermost words; kafkajs names hosts in them, never what records hold. */
function lastMessage(error: unknown): string {
  const messages = causesOf(error).map(({ message }) => message ?? '');
  return messages.findLast((message) => message !== '') ?? String(error);
}
