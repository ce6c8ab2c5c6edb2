import { INCOME, SPENDING } from '../intake/csv/propose-sign.ts';
import type { Sample } from './sample.ts';

/** How in and out are told in a file, and what shows that it was understood rightly. */
export interface SignReport {
  readonly convention: string;
  readonly in: number;
  readonly out: number;
  readonly evidence: readonly string[];
  /** Whether the evidence speaks for the convention; `unknown` when there is none. */
  readonly verdict: 'agrees' | 'contradicts' | 'unknown';
}

const CONVENTIONS: Readonly<Record<string, string>> = {
  plain: 'the amount is signed: negative is money out',
  camt: 'the amount is unsigned: "CdtDbtInd" says DBIT for money out',
  mt940: 'the mark of field 61 says D for money out, C for money in; RC and RD reverse',
  ofx: "the amount is signed from the customer's view: negative is money out",
  signed: 'the amount is signed: negative is money out',
  inverted: 'the amount is signed the other way round: positive is money out',
  'debit-credit': 'money out and money in stand in two columns',
  flag: 'the amount is unsigned: a column says in or out',
};

/** Holds salaries, shops and balances against the signs that they were given. */
export function reportSign(
  sample: Sample,
  format: string,
  mapping: Readonly<Record<string, unknown>> | undefined,
): SignReport {
  const rows = sample.rows.filter(({ event }) => event.op === 'upsert' && event.amountMinor !== 0);
  const count = (words: RegExp, sign: number): number =>
    rows.filter(({ event, text }) => words.test(text) && Math.sign(event.amountMinor) === sign).length;
  const [salariesIn, salariesOut] = [count(INCOME, 1), count(INCOME, -1)];
  const [shopsIn, shopsOut] = [count(SPENDING, 1), count(SPENDING, -1)];
  const steps = followBalances(sample);
  const evidence: string[] = [];
  const say = (good: number, bad: number, what: string, goodWord: string, badWord: string): void => {
    if (good + bad > 0)
      evidence.push(
        `${what} are ${good >= bad ? goodWord : badWord} (${Math.max(good, bad)} of ${good + bad})`,
      );
  };
  say(salariesIn, salariesOut, 'salaries', 'positive', 'negative');
  say(shopsOut, shopsIn, 'purchases', 'negative', 'positive');
  if (steps.good + steps.bad > 0)
    evidence.push(`balances follow the amounts (${steps.good} of ${steps.good + steps.bad})`);
  const good = salariesIn + shopsOut + steps.good;
  const bad = salariesOut + shopsIn + steps.bad;
  return {
    convention: CONVENTIONS[typeof mapping?.sign === 'string' ? mapping.sign : format] ?? CONVENTIONS.plain!,
    in: rows.filter(({ event }) => event.amountMinor > 0).length,
    out: rows.filter(({ event }) => event.amountMinor < 0).length,
    evidence,
    verdict: good + bad === 0 ? 'unknown' : good >= bad ? 'agrees' : 'contradicts',
  };
}

/** Whether each balance follows from its neighbour's by an amount, oldest or newest first. */
function followBalances({ rows }: Sample): { good: number; bad: number } {
  const result = { good: 0, bad: 0 };
  for (let index = 1; index < rows.length; index++) {
    const before = rows[index - 1]!.event;
    const { balanceAfterMinor, amountMinor, account } = rows[index]!.event;
    if (
      balanceAfterMinor === undefined ||
      before.balanceAfterMinor === undefined ||
      account !== before.account
    )
      continue;
    const step = balanceAfterMinor - before.balanceAfterMinor;
    if (step === amountMinor || -step === before.amountMinor) result.good++;
    else if (step === -amountMinor || step === before.amountMinor) result.bad++;
  }
  return result;
}
