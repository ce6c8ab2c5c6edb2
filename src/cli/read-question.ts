import { UsageError } from '../errors/operational-error.ts';
import { didYouMeanHint } from '../lib/did-you-mean.ts';
import { CHANNELS, type EnrichmentQuery } from '../model/transaction.ts';

/** What is asked about lines that do not say it themselves. */
export type LineDefaults = Pick<EnrichmentQuery, 'currency' | 'mcc' | 'channel' | 'direction'>;

/** The options that say it. */
export const LINE_OPTIONS = {
  currency: { type: 'string', default: '' },
  mcc: { type: 'string', default: '' },
  channel: { type: 'string', default: '' },
  direction: { type: 'string', default: 'out' },
} as const;

export const LINE_OPTIONS_HELP = `  --currency CODE      the account's currency, where a line does not say it
  --channel NAME       card, direct-debit, standing-order, transfer, cash, fee, interest, other
  --direction IN       in or out (default: out)
  --mcc CODE           merchant category code, four digits`;

/** Checks what the options say. */
export function lineDefaults(values: {
  readonly currency: string;
  readonly mcc: string;
  readonly channel: string;
  readonly direction: string;
}): LineDefaults {
  const { currency, mcc, channel, direction } = values;
  if (currency !== '' && !/^[A-Z]{3}$/.test(currency))
    throw new UsageError('--currency must be three capital letters, such as EUR');
  if (mcc !== '' && !/^\d{4}$/.test(mcc))
    throw new UsageError('--mcc must be four digits, leading zeros kept');
  if (channel !== '' && !CHANNELS.some((each) => each === channel))
    throw new UsageError(
      `--channel must be one of ${CHANNELS.join(', ')}.${didYouMeanHint(channel, CHANNELS)}`,
    );
  if (direction !== 'in' && direction !== 'out') throw new UsageError('--direction must be in or out');
  return { currency, mcc, channel, direction };
}

/** The question of a line: a JSON object is a plain event, all else a bare descriptor; undefined for events that are no transaction. */
export function readQuestion(line: string, defaults: LineDefaults): EnrichmentQuery | undefined {
  const event = line.startsWith('{') ? parseObject(line) : undefined;
  if (event === undefined) return questionOf(line, defaults);
  if (event.kind !== undefined && event.kind !== 'transaction') return undefined;
  const counterparty = (event.counterparty ?? {}) as Readonly<Record<string, unknown>>;
  const amount = textOf(event.amount);
  return {
    description: textOf(event.description),
    mcc: textOf(event.mcc) || defaults.mcc,
    channel: textOf(event.channel) || defaults.channel,
    direction: amount === '' ? defaults.direction : amount.startsWith('-') ? 'out' : 'in',
    currency: textOf(event.currency) || defaults.currency,
    counterpartyName: textOf(counterparty.name),
    counterpartyIban: textOf(counterparty.iban),
    creditorId: textOf(counterparty.creditorId),
  };
}

/** The question of a bare line. */
export function questionOf(description: string, defaults: LineDefaults): EnrichmentQuery {
  return { description, ...defaults, counterpartyName: '', counterpartyIban: '', creditorId: '' };
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    // A descriptor may begin with a brace.
    return undefined;
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
