import { logOddsMilli, milliOf } from '../evidence/confidence.ts';
import type {
  EvidenceRule,
  HypothesisDefinition,
  LineFilter,
  Observation,
  SeriesFilter,
  SubjectRule,
} from '../model/hypothesis.ts';
import type { DefinitionId } from '../model/ids.ts';
import type { AccountType, Channel } from '../model/transaction.ts';
import type {
  EvidenceSource,
  HypothesisSource,
  LineFilterSource,
  ObserveSource,
  SeriesFilterSource,
} from './hypothesis-source.ts';
import { compareText } from './problem.ts';

const DAYS_A_YEAR = 365.25;

/** Turns what an author wrote into what the detector weighs with; notes are numbered by the set later. */
export function compileHypothesis(
  source: HypothesisSource,
  hash: string,
): Omit<HypothesisDefinition, 'governance'> {
  const { prior, thresholds, life, calibration } = source;
  const chance = 1 - Math.exp((-prior.perYear * prior.withinDays) / DAYS_A_YEAR);
  return {
    kind: 'hypothesis',
    id: source.id as DefinitionId,
    version: source.version,
    hash,
    title: source.title,
    sensitivity: source.sensitivity,
    purposes: source.purposes,
    subject: subjectOf(source.subject),
    priorMilli: logOddsMilli(chance),
    groupCapsMilli: new Map(
      Object.entries(source.groups)
        .sort(([a], [b]) => compareText(a, b))
        .map(([group, { cap }]) => [group, milliOf(cap)]),
    ),
    evidence: source.evidence.map(evidenceOf),
    exclusions: (source.exclusions ?? []).map(({ code, observe, at }) => ({
      code,
      observation: observationOf(observe),
      at,
    })),
    thresholds: { early: thresholds.early, confirm: thresholds.confirm },
    life: { kind: life.kind, endAfterDays: life.endAfterDays, coolDownDays: life.coolDownDays },
    observedDaysMin: source.observedDaysMin,
    revisionStep: source.revisionStep,
    calibration:
      calibration === 'none'
        ? 'none'
        : { method: calibration.method, points: calibration.points, labels: calibration.labels },
    texts: source.texts,
  };
}

function subjectOf(subject: HypothesisSource['subject']): SubjectRule {
  if (subject === 'customer') return { kind: 'customer' };
  if ('series' in subject) {
    return {
      kind: 'series',
      where: seriesFilterOf(subject.series),
      onlyNew: subject.series.onlyNew === true,
    };
  }
  return { kind: 'party', where: seriesFilterOf(subject.party) };
}

function evidenceOf(source: EvidenceSource): EvidenceRule {
  return {
    code: source.code,
    group: source.group,
    text: source.text,
    observation: observationOf(source.observe),
    levels: [...source.levels]
      .sort((a, b) => a.at - b.at)
      .map(({ at, weight }) => ({ at, weightMilli: milliOf(weight) })),
    after: source.after,
  };
}

type Given = Readonly<Record<string, unknown>>;

/** The one kind that stands in the map, with its defaults filled in. */
function observationOf(observe: ObserveSource): Observation {
  const [kind, given] = Object.entries(observe)[0]!;
  const direction = (given.direction ?? 'out') as 'in' | 'out';
  switch (kind) {
    case 'lines': {
      const { withinDays, measure, net, novelDays, ...where } = given as Given & { measure: 'count' };
      return {
        kind: 'lines',
        where: lineFilterOf(where),
        withinDays: withinDays as number,
        measure,
        net: net === true,
        novelDays: (novelDays as number | undefined) ?? 0,
        note: -1,
      };
    }
    case 'series': {
      const { happening, withinDays, percentFrom, ...where } = given as Given & { happening: 'began' };
      const days = withinDays as number;
      const from = (percentFrom as number | undefined) ?? 5;
      return { kind: 'series', where: seriesFilterOf(where), happening, withinDays: days, percentFrom: from };
    }
    case 'replaced': {
      const { withinDays, changePercentFrom, changePercentTo, ...where } = given;
      return {
        kind: 'replaced',
        where: seriesFilterOf(where),
        withinDays: withinDays as number,
        changePercentFrom: (changePercentFrom as number | undefined) ?? 0,
        changePercentTo: (changePercentTo as number | undefined) ?? Number.POSITIVE_INFINITY,
      };
    }
    case 'balance':
      return { kind, belowSpendShare: 0, ...given } as unknown as Observation;
    case 'repeat':
      return { kind, exceptWhole: false, ...given } as unknown as Observation;
    case 'outlier':
      return { kind, exceptCategories: [], ...given, direction } as unknown as Observation;
    case 'quiet':
    case 'rate':
      return { kind, ...given, direction } as unknown as Observation;
    default:
      // What remains has no default: the schema has held it to its shape.
      return { kind, ...given } as unknown as Observation;
  }
}

function lineFilterOf(source: LineFilterSource): LineFilter {
  return {
    direction: source.direction ?? 'out',
    categories: source.categories ?? [],
    merchants: source.merchants ?? [],
    mcc: source.mcc ?? [],
    words: (source.words ?? []).map((word) => word.toLowerCase()),
    exceptWords: (source.exceptWords ?? []).map((word) => word.toLowerCase()),
    exceptCategories: source.exceptCategories ?? [],
    channels: (source.channels ?? []) as readonly Channel[],
    accountTypes: (source.accountTypes ?? []) as readonly AccountType[],
    amountFrom: source.amountFrom,
    amountTo: source.amountTo,
    foreign: source.foreign === true,
    abroad: source.abroad === true,
    exceptSubject: source.exceptSubject === true,
    onlySubject: source.onlySubject === true,
  };
}

function seriesFilterOf(source: SeriesFilterSource): SeriesFilter {
  return {
    direction: source.direction ?? 'out',
    categories: source.categories ?? [],
    merchants: source.merchants ?? [],
    exceptSubject: source.exceptSubject === true,
  };
}
