import type { AmountFault, AmountText } from './amount.ts';

/** What speaks for positive amounts being money in, or out. */
export interface SignEvidence {
  readonly inverted: boolean;
  /** Whether little was found. */
  readonly weak: boolean;
  readonly text: string;
}

type Amount = AmountText | AmountFault;

/** Words of incomes, in the common languages; they tell signs, not categories. */
export const INCOME =
  /\b(?:salary|payroll|wages?|gehalt|lohn|bezuege|bezüge|salaire|salaris|loon|n[oó]mina|stipendio|pension|direct dep|dir dep|ssa treas|unemployment|kindergeld|rentenversicherung|refund|dividend|interest paid)\b/i;
/** Words of shops and payments that are nearly always money out. */
export const SPENDING =
  /\b(?:rewe|edeka|lidl|aldi|tesco|sainsbury|asda|walmart|target|costco|carrefour|leclerc|auchan|albert heijn|jumbo|mercadona|esselunga|conad|netflix|spotify|amazon|uber|starbucks|mcdonald|shell|ikea|restaurant|pharmacy|apotheke|supermarket|rent|miete|loyer|huur|alquiler|affitto|card payment|purchase|kartenzahlung|kauf)\b/i;
const EVIDENCE_MIN = 2;

/** Weighs balances first, since they cannot err, then incomes and shops by name. */
export function findSignEvidence(
  amounts: readonly Amount[],
  balances: readonly Amount[],
  texts: readonly string[],
): SignEvidence {
  const byBalance = followBalances(amounts, balances);
  if (byBalance.straight + byBalance.inverted >= EVIDENCE_MIN && byBalance.straight !== byBalance.inverted) {
    const inverted = byBalance.inverted > byBalance.straight;
    return {
      inverted,
      weak: false,
      text: `the balance goes ${inverted ? 'down' : 'up'} by positive amounts`,
    };
  }
  const income = countSigns(amounts, texts, INCOME);
  const spending = countSigns(amounts, texts, SPENDING);
  const straight = income.positive + spending.negative;
  const inverted = income.negative + spending.positive;
  if (straight + inverted === 0)
    return {
      inverted: false,
      weak: true,
      text: 'neither balances nor known incomes or shops show which sign is money out; negative is taken',
    };
  if (inverted > straight)
    return {
      inverted: true,
      weak: inverted < EVIDENCE_MIN,
      text: income.negative > 0 ? 'salaries are negative' : 'purchases are positive',
    };
  return {
    inverted: false,
    weak: false,
    text: income.positive > 0 ? 'salaries are positive' : 'purchases are negative',
  };
}

function countSigns(
  amounts: readonly Amount[],
  texts: readonly string[],
  words: RegExp,
): { positive: number; negative: number } {
  let positive = 0;
  let negative = 0;
  amounts.forEach((amount, index) => {
    if (typeof amount !== 'object' || !words.test(texts[index] ?? '')) return;
    if (amount.sign < 0) negative++;
    else positive++;
  });
  return { positive, negative };
}

/** How often one balance follows from the other by the amount between them, in either order of time. */
function followBalances(
  amounts: readonly Amount[],
  balances: readonly Amount[],
): { straight: number; inverted: number } {
  const counts = { straight: 0, inverted: 0 };
  const cents = (amount: Amount | undefined): number =>
    typeof amount === 'object'
      ? Math.round(Number(amount.digits) * 100) * (amount.sign < 0 ? -1 : 1)
      : Number.NaN;
  for (let index = 1; index < balances.length; index++) {
    const step = cents(balances[index]) - cents(balances[index - 1]);
    const later = cents(amounts[index]);
    const earlier = cents(amounts[index - 1]);
    // Oldest first the later row's amount makes the step; newest first the earlier row's, downwards.
    if (step === later || -step === earlier) counts.straight++;
    else if (step === -later || step === earlier) counts.inverted++;
  }
  return counts;
}
