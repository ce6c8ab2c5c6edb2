/** A line of `transactions.ndjson`, as far as the page shows it. */
export interface TransactionLine {
  readonly customer: string;
  readonly account: string;
  readonly id: string;
  readonly op: 'upsert' | 'retract';
  readonly status?: 'booked' | 'pending' | 'rejected';
  readonly effectiveDate?: string;
  readonly date?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly description?: string;
  readonly replaces?: string;
  readonly merchant?: { readonly id: string; readonly name: string } | null;
  readonly category?: string;
}

/** What is left of a customer's lines when corrections, retractions and replacements are done, oldest first. */
export function standingLines(lines: readonly TransactionLine[]): readonly TransactionLine[] {
  const standing = new Map<string, TransactionLine>();
  for (const line of lines) {
    const key = JSON.stringify([line.account, line.id]);
    if (line.replaces !== undefined) standing.delete(JSON.stringify([line.account, line.replaces]));
    if (line.op === 'retract') standing.delete(key);
    else standing.set(key, line);
  }
  return [...standing.values()].sort((a, b) => {
    const [dayA, dayB] = [dayOfLine(a), dayOfLine(b)];
    return dayA < dayB ? -1 : dayA > dayB ? 1 : 0;
  });
}

/** The day that a line counts for. */
export function dayOfLine({ effectiveDate, date }: TransactionLine): string {
  return effectiveDate ?? date ?? '';
}
