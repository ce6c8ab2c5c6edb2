import { type DeadLetter, deadLetter } from '../../errors/dead-letter.ts';
import { formatDay, isDayInRange } from '../../model/day.ts';
import { readAmountText } from './amount.ts';
import { channelOf } from './channel.ts';
import type { Columns } from './columns.ts';
import { isAmbiguous, readDate } from './date.ts';
import type { CsvMapping, CsvRole } from './mapping.ts';
import { type Money, readMoney } from './money.ts';
import type { RowReader } from './row-reader.ts';

/** A row as a plain transaction; the fields are texts as contracts have them. */
export type CsvRecord = Record<string, unknown>;

/** Turns a row into a plain transaction; undefined for a row that holds neither day nor amount, such as a remark. */
export function readRow(fields: readonly string[], reader: RowReader): CsvRecord | DeadLetter | undefined {
  const { columns, mapping } = reader;
  if (isRemark(fields, columns)) return undefined;
  if (fields.length < columns.needed)
    return deadLetter(
      'MS_CSV_ROW',
      `the row has ${fields.length} fields, and the mapping needs ${columns.needed}`,
    );
  if (
    columns.width > 0 &&
    fields.length > columns.width &&
    fields.some((field, index) => index >= columns.width && field.trim() !== '')
  )
    return deadLetter('MS_CSV_ROW', `the row has ${fields.length} fields, and the header ${columns.width}`);
  const date = readDay(fields, 'date', reader);
  if (typeof date !== 'string') return date ?? deadLetter('MS_FIELD_MISSING', '"date" is missing');
  const money = readMoney(fields, reader);
  if ('kind' in money) return money;
  const currency = readCurrency(fields, reader, money);
  if (typeof currency !== 'string') return currency;
  const record: CsvRecord = {
    kind: 'transaction',
    date,
    amount: money.amount,
    currency,
    description: readDescription(fields, columns),
  };
  return addDetails(record, fields, reader, money) ?? addTexts(record, fields, columns, mapping);
}

/** Headings, sums and remarks that exports put among their rows. */
function isRemark(fields: readonly string[], columns: Columns): boolean {
  const { date, amount, debit, credit } = columns.first;
  return [date, amount, debit, credit].every((index) => cell(fields, index) === '');
}

function cell(fields: readonly string[], index: number): string {
  const text = index < 0 ? undefined : fields[index];
  return text === undefined ? '' : text.trim();
}

function readDay(
  fields: readonly string[],
  role: 'date' | 'valueDate' | 'transactionDate',
  reader: RowReader,
): string | DeadLetter | undefined {
  const text = cell(fields, reader.columns.first[role]);
  if (text === '') return undefined;
  const { dateFormat, memory } = reader;
  const day = text === memory.lastDate ? memory.lastDay : readDate(text, dateFormat);
  if (day === 'swapped') {
    memory.orderInDoubt = true;
    return deadLetter(
      'MS_DATE_ORDER',
      `"${role}" has day and month in the other order than ${dateFormat.text}`,
    );
  }
  if (day === 'format')
    return deadLetter('MS_DATE_FORMAT', `"${role}" must be written ${dateFormat.text} and exist`);
  memory.lastDate = text;
  memory.lastDay = day;
  if (!isDayInRange(day)) return deadLetter('MS_DATE_RANGE', `"${role}" must lie within 1970 to 2099`);
  // A day beyond 12 shows the order again; until then a day that could be read both ways cannot be trusted.
  if (memory.orderInDoubt) {
    if (isAmbiguous(day, dateFormat))
      return deadLetter(
        'MS_DATE_ORDER',
        `"${role}" can be read in two orders, and a row before it was written in the other`,
      );
    memory.orderInDoubt = false;
  }
  return formatDay(day);
}

function readCurrency(
  fields: readonly string[],
  { columns, mapping }: RowReader,
  money: Money,
): string | DeadLetter {
  const given = cell(fields, columns.first.currency).toUpperCase() || mapping.currency;
  const currency = given === '' ? money.currency : given;
  if (currency === '') return deadLetter('MS_FIELD_MISSING', '"currency" is missing');
  if (money.currency !== '' && money.currency !== currency)
    return deadLetter('MS_AMOUNT_CONTRADICTS', '"amount" names another currency than the row or the mapping');
  return currency;
}

/** Columns of the description in their order, without those that only repeat what stands already. */
function readDescription(fields: readonly string[], columns: Columns): string {
  let text = '';
  for (const index of columns.description) {
    const part = cell(fields, index);
    if (part !== '' && !text.includes(part)) text = text === '' ? part : `${text} ${part}`;
  }
  return text.includes('\n') ? text.replace(/\s*\n\s*/g, ' ') : text;
}

/** Other days, balance and status; gives a dead letter when one of them is wrong. */
function addDetails(
  record: CsvRecord,
  fields: readonly string[],
  reader: RowReader,
  money: Money,
): DeadLetter | undefined {
  const { columns, mapping } = reader;
  for (const role of ['valueDate', 'transactionDate'] as const) {
    const day = readDay(fields, role, reader);
    if (typeof day === 'object') return day;
    if (day !== undefined) record[role] = day;
  }
  const balance = cell(fields, columns.first.balanceAfter);
  if (balance !== '') {
    const read = readAmountText(balance, mapping.decimal);
    // A balance helps, and a faulty one harms no sum: it is left out, the row is read.
    if (typeof read === 'object') record.balanceAfter = read.sign < 0 ? `-${read.digits}` : read.digits;
  }
  const status = cell(fields, columns.first.status).toLowerCase();
  if (status !== '' && includesWord(mapping.pending, status)) record.status = 'pending';
  else if (status !== '' && includesWord(mapping.rejected, status)) record.status = 'rejected';
  const other = readOther(fields, columns, money);
  if (other !== undefined) record.counterparty = other;
  if (record.description === '' && typeof other?.name === 'string') record.description = other.name;
  return undefined;
}

function includesWord(words: readonly string[], word: string): boolean {
  return words.some((candidate) => candidate.trim().toLowerCase() === word);
}

function readOther(
  fields: readonly string[],
  columns: Columns,
  money: Money,
): Record<string, string> | undefined {
  const { counterparty, payee, payer, iban, creditorId, mandateId } = columns.first;
  const side = cell(fields, money.amount.startsWith('-') ? payee : payer);
  const other: Record<string, string> = {};
  const name = cell(fields, counterparty) || side;
  if (name !== '') other.name = name;
  for (const [key, index] of [
    ['iban', iban],
    ['creditorId', creditorId],
    ['mandateId', mandateId],
  ] as const) {
    const text = cell(fields, index);
    if (text !== '') other[key] = text;
  }
  return Object.keys(other).length === 0 ? undefined : other;
}

const TEXT_ROLES = ['id', 'account', 'accountType', 'customer', 'mcc'] as const satisfies readonly CsvRole[];

function addTexts(
  record: CsvRecord,
  fields: readonly string[],
  columns: Columns,
  mapping: CsvMapping,
): CsvRecord {
  for (const role of TEXT_ROLES) {
    const text = cell(fields, columns.first[role]);
    if (text !== '') record[role] = text;
  }
  if (record.account === undefined && mapping.account !== '') record.account = mapping.account;
  const channel = channelOf(cell(fields, columns.first.channel));
  if (channel !== '') record.channel = channel;
  return record;
}
