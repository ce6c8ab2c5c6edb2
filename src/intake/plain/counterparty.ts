import { hex48 } from '../../lib/hash.ts';
import type { Counterparty } from '../../model/transaction.ts';
import type { PartyKey } from '../context.ts';
import { COUNTERPARTY_ID_LENGTH_MAX, COUNTERPARTY_NAME_LENGTH_MAX } from './bounds.ts';
import { failType, isAbsent, type Reading } from './reading.ts';
import { isRecord } from './record.ts';
import { readOptionalId, readText } from './text.ts';

/** The other side as the record names it; lives only until it is hashed. */
export interface PlainCounterparty {
  readonly name: string;
  readonly iban: string;
  readonly creditorId: string;
  readonly mandateId: string;
}

const NOBODY: PlainCounterparty = { name: '', iban: '', creditorId: '', mandateId: '' };

/** Reads `counterparty {name, iban, creditorId, mandateId}`, each of which may be absent. */
export function readCounterparty(reading: Reading, value: unknown): PlainCounterparty {
  if (isAbsent(value)) return NOBODY;
  if (!isRecord(value)) {
    failType(reading, 'counterparty', 'an object');
    return NOBODY;
  }
  const { name, iban, creditorId, mandateId } = value as Readonly<Record<keyof PlainCounterparty, unknown>>;
  return {
    name: isAbsent(name)
      ? ''
      : readText(reading, 'counterparty.name', name, COUNTERPARTY_NAME_LENGTH_MAX).trim(),
    iban: readOptionalId(reading, 'counterparty.iban', iban, COUNTERPARTY_ID_LENGTH_MAX),
    creditorId: readOptionalId(reading, 'counterparty.creditorId', creditorId, COUNTERPARTY_ID_LENGTH_MAX),
    mandateId: readOptionalId(reading, 'counterparty.mandateId', mandateId, COUNTERPARTY_ID_LENGTH_MAX),
  };
}

/** What is kept of the other side: ids of a business as they are, of an account or a name a keyed hash; undefined for nobody. */
export function identifyCounterparty(plain: PlainCounterparty, keyOf: PartyKey): Counterparty | undefined {
  if (plain === NOBODY) return undefined;
  const { creditorId, mandateId } = plain;
  const iban = foldIban(plain.iban);
  const name = foldName(plain.name);
  // The marks keep the hash of a name apart from that of an account written alike.
  const hash = iban !== '' ? hex48(keyOf(`i:${iban}`)) : name !== '' ? hex48(keyOf(`n:${name}`)) : '';
  if (creditorId !== '' || (hash === '' && mandateId !== ''))
    return { kind: 'creditor', hash, creditorId, mandateId };
  if (hash === '') return undefined;
  return { kind: iban !== '' ? 'account' : 'name', hash, creditorId, mandateId };
}

/** An IBAN without the blanks of print, in upper case. */
export function foldIban(iban: string): string {
  return iban.split(' ').join('').toUpperCase();
}

/** A name so folded that case, accents, dots and blanks make no difference: letters and digits, single blanks between. */
export function foldName(name: string): string {
  const text = name.normalize('NFKD').toUpperCase();
  let folded = '';
  let gap = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (isCombining(unit)) continue;
    if (!isWordUnit(unit)) {
      gap = folded !== '';
      continue;
    }
    if (gap) folded += ' ';
    gap = false;
    folded += text[index];
  }
  return folded;
}

function isCombining(unit: number): boolean {
  return unit >= 0x300 && unit <= 0x36f;
}

/** ASCII letters and digits, and whatever lies beyond Latin-1's punctuation: other scripts have words too. */
function isWordUnit(unit: number): boolean {
  if (unit < 128) return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90);
  return unit >= 0xc0 && !(unit >= 0x2000 && unit <= 0x206f);
}
