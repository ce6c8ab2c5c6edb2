import { milliOf } from '../evidence/confidence.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { sha256 } from '../lib/hash.ts';
import type { Definition, DefinitionSet, RecurringDefinition } from '../model/definition.ts';
import {
  AMOUNT_PATTERNS,
  type AmountPattern,
  ANCHOR_KINDS,
  type AnchorKind,
  CADENCE_IDS,
  type CadenceId,
  type CadenceRule,
} from '../model/definition.ts';
import type { DefinitionId } from '../model/ids.ts';
import { checkNames, type KnownNames } from './check-names.ts';
import { checkSet } from './check-set.ts';
import { compileGovernance } from './compile-governance.ts';
import { compileHypothesis } from './compile-hypothesis.ts';
import type { DefinitionSource, RecurringSource } from './definition-source.ts';
import { numberNotes } from './number-notes.ts';
import { type ParsedDefinition, type Problems, parseDefinition } from './parse-definition.ts';
import { compareText, type Problem, sortProblems } from './problem.ts';

/** One file, as the shell read it. */
export interface DefinitionFile {
  readonly file: string;
  readonly text: string;
}

/** A set that is ready to detect with, and what its authors wrote, for reports. */
export interface CompiledDefinitions {
  readonly set: DefinitionSet;
  readonly sources: ReadonlyMap<string, ParsedDefinition>;
}

/**
 * Turns the texts of definitions into a set; or tells everything that is wrong with any of them.
 * The epoch is that of the ledger event that activates the set; zero stands for "not activated by the ledger".
 * With what the dictionary knows, merchants and codes that it lacks are problems too.
 */
export function compileDefinitions(
  files: readonly DefinitionFile[],
  dictionaryHash: string,
  epoch = 0,
  known?: KnownNames,
): CompiledDefinitions | Problems {
  const problems: Problem[] = [];
  const sources = new Map<string, ParsedDefinition>();
  for (const { file, text } of [...files].sort((a, b) => compareText(a.file, b.file))) {
    const parsed = parseDefinition(text, file);
    if ('problems' in parsed) {
      problems.push(...parsed.problems);
      continue;
    }
    const { id } = parsed.source;
    const first = sources.get(id);
    if (first === undefined) sources.set(id, parsed);
    else problems.push(duplicateId(parsed, first));
  }
  problems.push(...checkSet([...sources.values()]));
  if (known !== undefined) problems.push(...checkNames(sources.values(), known));
  if (problems.length > 0) return { problems: sortProblems(problems) };
  const compiled = [...sources.values()].map(compileDefinition).sort((a, b) => compareText(a.id, b.id));
  const { definitions, notes } = numberNotes(compiled);
  const hash = sha256(canonicalJson(definitions.map(({ id, hash }) => [id, hash])));
  return { set: { hash, epoch, dictionaryHash, definitions, notes }, sources };
}

function duplicateId(parsed: ParsedDefinition, first: ParsedDefinition): Problem {
  return {
    code: 'MS_DEF_DUPLICATE_ID',
    file: parsed.file,
    ...parsed.yaml.place(['id']),
    message: `id "${parsed.source.id}" is taken by ${first.file}`,
  };
}

/** The hash of a definition's content. Approvals stay out of it: they are signatures over this very hash. */
export function definitionHash(source: DefinitionSource): string {
  const { approvals: _approvals, ...content } = source;
  return sha256(canonicalJson(content));
}

function compileDefinition({ source, file }: ParsedDefinition): Definition {
  const governance = compileGovernance(source, file);
  return source.kind === 'hypothesis'
    ? { ...compileHypothesis(source, definitionHash(source)), governance }
    : { ...compileRecurring(source), governance };
}

function compileRecurring(source: RecurringSource): Omit<RecurringDefinition, 'governance'> {
  const { rhythm, amounts, rail } = source.evidence;
  return {
    kind: 'recurring-series',
    id: source.id as DefinitionId,
    version: source.version,
    hash: definitionHash(source),
    title: source.title,
    sensitivity: source.sensitivity,
    purposes: source.purposes,
    direction: source.direction,
    excludedChannels: new Set(source.excludeChannels),
    priorMilli: milliOf(source.prior.default),
    categoryPriorsMilli: new Map(
      Object.entries(source.prior.byCategory)
        .sort(([a], [b]) => compareText(a, b))
        .map(([category, prior]) => [category, milliOf(prior)]),
    ),
    cadences: compileCadences(source),
    rhythm: {
      group: rhythm.group,
      capMilli: milliOf(rhythm.cap),
      jitter: rhythm.jitter.map(({ id, share, byDistance }) => ({ id, share, byDistance })),
      habits: rhythm.habits.map(({ id, share, variation }) => ({ id, share, variation })),
      habitSpread: rhythm.habitSpread,
      anchorsMilli: Object.fromEntries(
        ANCHOR_KINDS.map((kind) => [kind, milliOf(rhythm.anchors[kind])]),
      ) as Record<AnchorKind, number>,
      visitsBetweenMilli: milliOf(rhythm.visitsBetween),
      visitsBeforeMilli: milliOf(rhythm.visitsBefore),
      missedMilli: milliOf(rhythm.missed),
    },
    amounts: {
      group: amounts.group,
      weightsMilli: Object.fromEntries(
        AMOUNT_PATTERNS.map((pattern) => [pattern, milliOf(amounts.weights[pattern])]),
      ) as Record<AmountPattern, number>,
      pairShare: amounts.pairShare,
      roundShare: amounts.roundShare,
    },
    rail: {
      group: rail.group,
      channelsMilli: Object.fromEntries(
        Object.entries(rail.channels).map(([channel, weight]) => [channel, milliOf(weight)]),
      ),
      mandateMilli: milliOf(rail.mandate),
    },
    thresholds: { early: source.thresholds.early, confirm: source.thresholds.confirm },
    paymentsMin: source.paymentsMin,
    absenceDaysMin: source.absenceDaysMin,
    correctionWindowDays: source.correctionWindowDays,
    revisionStep: source.revisionStep,
    calibration:
      source.calibration === 'none'
        ? 'none'
        : {
            method: source.calibration.method,
            points: source.calibration.points,
            labels: source.calibration.labels,
          },
    texts: source.texts,
  };
}

/** In the model's order, whatever the author's. */
function compileCadences(source: RecurringSource): ReadonlyMap<CadenceId, CadenceRule> {
  const rules = new Map<CadenceId, CadenceRule>();
  for (const id of CADENCE_IDS) {
    const { prior, why: _why, ...rest } = source.cadences[id];
    rules.set(id, { id, priorMilli: milliOf(prior), ...rest });
  }
  return rules;
}
