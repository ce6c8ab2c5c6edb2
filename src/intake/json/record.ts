import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import { DAY_MILLISECONDS, formatDay } from '../../model/day.ts';
import { CHANNELS } from '../../model/transaction.ts';
import type { FormatRecord } from '../format.ts';
import {
  counterpartyOf,
  type Days,
  decimalOf,
  firstText,
  given,
  idOf,
  mccOf,
  negated,
  optionalDecimal,
  signedBy,
  wordIn,
} from '../json-stream/fields.ts';
import { isObject, type JsonObject } from '../json-stream/json-decoder.ts';
import { decimalOfBase64, scaledDecimal } from './decimal-bytes.ts';
import type { JsonMapping, JsonRole } from './mapping.ts';

/** Turns a record into a plain transaction by a mapping; undefined for one that the mapping leaves out. */
export function readByMapping(
  record: JsonObject,
  mapping: JsonMapping,
  days: Days,
): FormatRecord | DeadLetter | undefined {
  for (const { field, is } of mapping.skip) {
    const value = given(valueAt(record, field));
    if (is === undefined ? value !== undefined : is.some((one) => one === value)) return undefined;
  }
  const at = (role: JsonRole) => fieldOf(record, mapping, role);
  const amount = amountOf(record, mapping);
  if (typeof amount !== 'string') return amount;
  const day = (role: JsonRole) => dayOf(at(role), mapping, days);
  const status = firstText(at('status'), `${at('status') ?? ''}`);
  const balance = decimalText('balanceAfter', at('balanceAfter'), mapping.scale);
  return {
    kind: 'transaction',
    customer: idOf(at('customer')),
    account: idOf(at('account')),
    accountType: at('accountType'),
    id: idOf(at('id')),
    date: day('date'),
    transactionDate: day('transactionDate'),
    valueDate: day('valueDate'),
    at: instantOf(at('at'), mapping, days),
    seen: seenOf(at('seen')),
    amount,
    currency: at('currency'),
    description: descriptionOf(record, mapping),
    status: mapping.pending.includes(status)
      ? 'pending'
      : mapping.rejected.includes(status)
        ? 'rejected'
        : 'booked',
    channel: channelOf(firstText(at('channel')), mapping),
    mcc: mccOf(at('mcc')),
    counterparty: counterpartyOf({
      name: at('counterparty'),
      iban: at('iban'),
      creditorId: at('creditorId'),
      mandateId: at('mandateId'),
    }),
    balanceAfter: optionalDecimal(balance),
    replaces: idOf(at('replaces')),
    reverses: idOf(at('reverses')),
  };
}

/** Account and id alone, of a record that is no more. */
export function readIdentity(record: JsonObject, mapping: JsonMapping, days: Days): FormatRecord {
  const at = (role: JsonRole) => fieldOf(record, mapping, role);
  return {
    kind: 'transaction',
    op: 'retract',
    customer: idOf(at('customer')),
    account: idOf(at('account')),
    id: idOf(at('id')),
    date: dayOf(at('date'), mapping, days),
  };
}

function fieldOf(record: JsonObject, mapping: JsonMapping, role: JsonRole): unknown {
  const names = mapping.fields[role];
  if (names === undefined) return undefined;
  for (const name of names) {
    const value = given(name.startsWith('=') ? name.slice(1) : valueAt(record, name));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A field by its name; behind a dot by the name inside of what stands before it. */
export function valueAt(record: JsonObject, name: string): unknown {
  if (Object.hasOwn(record, name)) return record[name];
  let value: unknown = record;
  for (const key of name.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** All fields that say something, each once: banks part a line among several. */
function descriptionOf(record: JsonObject, mapping: JsonMapping): string {
  const texts = (mapping.fields.description ?? []).map((name) => firstText(valueAt(record, name)));
  return texts.filter((text, index) => text !== '' && texts.indexOf(text) === index).join(' ');
}

function amountOf(record: JsonObject, mapping: JsonMapping): string | DeadLetter {
  const amount = decimalText('amount', fieldOf(record, mapping, 'amount'), mapping.scale);
  if (typeof amount !== 'string' || mapping.sign === 'signed') return amount;
  if (mapping.sign === 'inverted') return negated(amount);
  const value = fieldOf(record, mapping, 'flag');
  if (value === undefined) return deadLetter('MS_FIELD_MISSING', '"flag" is missing');
  const word = `${value}`;
  const isOut = mapping.flag.out.includes(word);
  if (!isOut && !mapping.flag.in.includes(word))
    return deadLetter('MS_FIELD_VALUE', '"flag" holds no word that the mapping knows');
  return signedBy('amount', amount, isOut);
}

/** A decimal number; with a scale a whole number of minor units, or its bytes. */
function decimalText(field: string, value: unknown, scale: number | undefined): string | DeadLetter {
  if (scale === undefined) return decimalOf(field, value);
  if (typeof value === 'number' && Number.isSafeInteger(value)) return scaledDecimal(BigInt(value), scale);
  if (typeof value === 'string') {
    if (/^-?\d{1,18}$/.test(value)) return scaledDecimal(BigInt(value), scale);
    const decimal = decimalOfBase64(value, scale);
    return (
      decimal ?? deadLetter('MS_AMOUNT_FORMAT', `"${field}" must be minor units, or their bytes in base64`)
    );
  }
  const text = decimalOf(field, value);
  return typeof text === 'string' ? deadLetter('MS_AMOUNT_FORMAT', `"${field}" must be minor units`) : text;
}

const PER_DAY = { days: 1, seconds: 86_400, milliseconds: DAY_MILLISECONDS, microseconds: 86_400_000_000 };

function dayOf(value: unknown, mapping: JsonMapping, days: Days): unknown {
  if (typeof value !== 'number') return days.dayOf(value);
  if (mapping.dates === 'iso' || !Number.isFinite(value)) return value;
  if (mapping.dates === 'days') return days.dayOf(daysText(value));
  return days.dayOf(instantText(value, mapping.dates));
}

/** Days since 1970 as a date; what is out of all range stays a number, and is refused. */
function daysText(day: number): unknown {
  return Number.isInteger(day) && Math.abs(day) < 700_000 ? formatDay(day) : day;
}

function instantText(value: number, unit: 'seconds' | 'milliseconds' | 'microseconds'): unknown {
  const day = Math.floor(value / PER_DAY[unit]);
  const text = daysText(day);
  if (typeof text !== 'string') return value;
  const milliseconds = Math.floor(
    ((value - day * PER_DAY[unit]) / PER_DAY[unit]) * DAY_MILLISECONDS + 0.0005,
  );
  const part = (size: number, count: number) => `${Math.floor(milliseconds / size) % count}`.padStart(2, '0');
  const rest = `${milliseconds % 1000}`.padStart(3, '0');
  return `${text}T${part(3_600_000, 24)}:${part(60_000, 60)}:${part(1000, 60)}.${rest}Z`;
}

function instantOf(value: unknown, mapping: JsonMapping, days: Days): string | undefined {
  if (typeof value !== 'number') return days.instantOf(value);
  if (mapping.dates === 'iso' || mapping.dates === 'days') return undefined;
  return days.instantOf(instantText(value, mapping.dates));
}

/** A version may be a number, or an instant; what is neither orders nothing. */
function seenOf(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}

function channelOf(word: string, mapping: JsonMapping): string | undefined {
  return wordIn(mapping.channels, word) ?? CHANNELS.find((known) => known === word);
}
