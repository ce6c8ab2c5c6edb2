import { standInCore } from './cores.ts';
import { runHistory } from './run-history.ts';

/** A history that went wrong. */
export interface Finding {
  readonly seed: number;
  readonly wrong: string;
  /** Its last moments. */
  readonly trace: readonly string[];
}

/** What became of many histories. */
export interface RangeResult {
  readonly histories: number;
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, number>>;
  /** Every moment of the last history, where that was asked for. */
  readonly trace: readonly string[];
}

/** One history in ten has disasters: the snapshots topic gone, the ledger cut. */
const DISASTER_EVERY = 10;
const TRACE_LINES = 60;

/** Runs histories with seeds in a row, with the core that is small. A wrong one is run again to tell its moments. */
export async function runRange(range: {
  readonly from: number;
  readonly count: number;
  readonly isTraced?: boolean;
}): Promise<RangeResult> {
  const findings: Finding[] = [];
  const counts: Record<string, number> = {};
  let trace: readonly string[] = [];
  for (let seed = range.from; seed < range.from + range.count; seed++) {
    const options = { disasters: seed % DISASTER_EVERY === 0 };
    let verdict = await runHistory(seed, standInCore, { ...options, trace: range.isTraced === true });
    for (const [name, count] of Object.entries(verdict.counts)) counts[name] = (counts[name] ?? 0) + count;
    if (verdict.refused !== '') counts[verdict.refused] = (counts[verdict.refused] ?? 0) + 1;
    const { wrong } = verdict;
    if (wrong !== undefined) {
      if (range.isTraced !== true) verdict = await runHistory(seed, standInCore, { ...options, trace: true });
      findings.push({ seed, wrong, trace: verdict.trace.slice(-TRACE_LINES) });
    }
    trace = verdict.trace;
  }
  return { histories: range.count, findings, counts, trace };
}
