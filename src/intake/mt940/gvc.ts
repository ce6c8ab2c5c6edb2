import type { Channel } from '../../model/transaction.ts';

/**
 * Geschäftsvorfallcodes of German banks (DFÜ-Abkommen, Anlage 3, chapter 8.2.6): those that name a channel.
 * Returned payments keep the channel of what is returned.
 */
const CODES: readonly (readonly [Channel, string])[] = [
  ['direct-debit', '004 005 104 105 108 109 171 174 181 184 192'],
  ['standing-order', '008 052 117 152'],
  ['card', '106 107 110 111 190'],
  ['cash', '082 083'],
  ['transfer', '020 051 053 054 056 116 118 119 153 154 156 157 159 160 166 167 168 169 177 191 201 202 206'],
  ['fee', '805 808 809'],
  ['interest', '814'],
];
const CHANNELS: ReadonlyMap<string, Channel> = new Map(
  CODES.flatMap(([channel, codes]) => codes.split(' ').map((code) => [code, channel] as const)),
);

/** The channel that a German transaction code means, or empty. */
export function channelOfGvc(code: string): Channel | '' {
  return CHANNELS.get(code) ?? '';
}
