import { parseDay } from '../model/day.ts';
import { DEFAULT_CHANNELS, type DefinitionUse, type Governance, type Risk } from '../model/governance.ts';
import type { DocumentationSource, UseSource } from './documentation-source.ts';
import { domainOfFile } from './file-name.ts';
import { compareText } from './problem.ts';

/** What any kind of definition says of its own use: documentation, and thresholds that may name uses. */
export interface GovernedSource extends DocumentationSource {
  readonly thresholds: {
    readonly confirm: number;
    readonly early: number;
    readonly byUse?: readonly UseSource[];
  };
}

/** Compiles what a definition says of its own use; the domain is the folder that its file lies in. */
export function compileGovernance(source: GovernedSource, file: string): Governance {
  return {
    domain: domainOfFile(file),
    owner: source.owner,
    lawfulBasis: source.lawfulBasis,
    prohibitedUses: source.prohibitedUses,
    vulnerabilityDriver: source.vulnerabilityDriver,
    minimumAudience: source.minimumAudience,
    effective: parseDay(source.effective)!,
    expires: parseDay(source.expires)!,
    approvals: source.approvals.map(({ by, hash, on, expires }) => ({
      by,
      hash,
      on: parseDay(on)!,
      expires: parseDay(expires)!,
    })),
    uses: compileUses(source.thresholds),
  };
}

/** The uses that are named, or the default channels at the confirming threshold where none is. */
function compileUses({ early, confirm, byUse = [] }: GovernedSource['thresholds']): DefinitionUse[] {
  const named: DefinitionUse[] = byUse.map((use) => {
    const mayBeEarly = use.early === true;
    const threshold = inTenThousandths(Math.max(use.confidence, mayBeEarly ? early : confirm));
    return { channel: use.channel, risk: use.risk, threshold, early: mayBeEarly, named: true };
  });
  if (named.length > 0) return strictest(named);
  return DEFAULT_CHANNELS.map(({ channel, risk }) => {
    return { channel, risk, threshold: inTenThousandths(confirm), early: false, named: false };
  }).sort(byChannelAndRisk);
}

/** Of uses that are named twice the one counts that asks for more. */
function strictest(uses: readonly DefinitionUse[]): DefinitionUse[] {
  const kept = new Map<string, DefinitionUse>();
  for (const use of uses) {
    const key = `${use.channel}:${use.risk}`;
    const other = kept.get(key);
    if (other === undefined) kept.set(key, use);
    else {
      const threshold = Math.max(use.threshold, other.threshold);
      kept.set(key, { ...use, threshold, early: use.early && other.early });
    }
  }
  return [...kept.values()].sort(byChannelAndRisk);
}

const RISKS: readonly Risk[] = ['low', 'medium', 'high'];

function byChannelAndRisk(a: DefinitionUse, b: DefinitionUse): number {
  return compareText(a.channel, b.channel) || RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk);
}

function inTenThousandths(confidence: number): number {
  return Math.round(confidence * 10_000);
}
