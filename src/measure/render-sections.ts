import type { Reliability } from './calibration.ts';
import { baselineSections } from './render-baseline.ts';
import { calibrationSections } from './render-calibration.ts';
import {
  count,
  decimal,
  intervalOf,
  isSprung,
  type Section,
  shareOf,
  spreadCells,
  spreadColumns,
} from './render-cells.ts';
import { domainSections } from './render-domains.ts';
import type { CadenceScore, EvaluationReport, KindScore, SignalScore, TrapScore } from './report.ts';

/** The report's sections, in the order of reading. */
export function sectionsOf(report: EvaluationReport): readonly Section[] {
  const scores = report.signals.length > 1 ? [...report.signals, report.all] : report.signals;
  const sections = [
    signalSection(scores),
    ...domainSections(report),
    ...baselineSections(report),
    falseAlarmSection(scores),
  ];
  if (report.cadences.length > 0) sections.push(cadenceSection(report.cadences));
  if (report.kinds.length > 0) sections.push(kindSection(report.kinds));
  if (report.traps.length > 0) sections.push(trapSection(report.traps));
  sections.push(earlySection(scores), ...calibrationSections(report), reliabilitySection(report.reliability));
  return sections;
}

function signalSection(scores: readonly SignalScore[]): Section {
  return {
    title: 'Signals',
    table: {
      keyColumns: 1,
      columns: [
        { heading: 'signal', align: 'left' },
        { heading: 'truths', align: 'right' },
        { heading: 'hits', align: 'right' },
        { heading: 'recall', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        { heading: 'precision', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        ...spreadColumns('delay'),
        { heading: 'false/1000 mo', align: 'right' },
        { heading: 'traps', align: 'right' },
      ],
      rows: scores.map((score) => [
        { text: score.signal },
        { text: count(score.truths) },
        { text: count(score.hits) },
        { text: shareOf(score.recall), tone: 'bold' },
        { text: intervalOf(score.recall), tone: 'dim' },
        { text: shareOf(score.precision), tone: 'bold' },
        { text: intervalOf(score.precision), tone: 'dim' },
        ...spreadCells(score.delayDays),
        { text: decimal(score.falseAlarms.perThousandCustomerMonths, 2) },
        { text: `${count(score.traps.sprung)}/${count(score.traps.of)}`, tone: isSprung(score.traps) },
      ]),
    },
    below: ['delay: days from the start of a truth to its hit, half and nine tenths of them at most'],
  };
}

/** Where false alarms come from, and where misses went: a late one is both. */
function falseAlarmSection(scores: readonly SignalScore[]): Section {
  const headings = [
    'false',
    'warm-up',
    'late',
    'before',
    'trap',
    'further',
    'elsewhere',
    'ignored',
    'retracted',
    'missed',
  ];
  return {
    title: 'False alarms and misses',
    table: {
      keyColumns: 1,
      columns: [
        { heading: 'signal', align: 'left' },
        ...headings.map((heading) => ({ heading, align: 'right' as const })),
      ],
      rows: scores.map(({ signal, falseAlarms, ignored, retracted, truths, hits }) => [
        { text: signal },
        { text: count(falseAlarms.total), tone: 'bold' },
        { text: count(falseAlarms.inWarmUp) },
        { text: count(falseAlarms.reasons.late) },
        { text: count(falseAlarms.reasons.before) },
        { text: count(falseAlarms.reasons.trap) },
        { text: count(falseAlarms.reasons.further) },
        { text: count(falseAlarms.reasons.elsewhere) },
        { text: count(ignored) },
        { text: `${count(retracted.hits)}+${count(retracted.falseAlarms)}` },
        { text: count(truths - hits), tone: 'bold' },
      ]),
    },
    below: [
      'late, before: right in substance, outside the window; false alarm and miss at once',
      'further: one more about a truth that was hit; warm-up: within 90 days, not in the rate; retracted: hits + false alarms',
    ],
  };
}

function cadenceSection(scores: readonly CadenceScore[]): Section {
  return {
    title: 'By cadence',
    table: {
      keyColumns: 2,
      columns: [
        { heading: 'signal', align: 'left' },
        { heading: 'cadence', align: 'left' },
        { heading: 'truths', align: 'right' },
        { heading: 'recall', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        { heading: 'told', align: 'right' },
        { heading: 'precision', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        ...spreadColumns('delay'),
        { heading: 'named right', align: 'right' },
        { heading: 'ECE', align: 'right' },
        { heading: '(perfect)', align: 'right', joined: true },
      ],
      rows: scores.map((score) => [
        { text: score.signal },
        { text: score.cadence || '(none)' },
        { text: count(score.truths) },
        { text: shareOf(score.recall), tone: 'bold' },
        { text: intervalOf(score.recall), tone: 'dim' },
        { text: count(score.precision.of) },
        { text: shareOf(score.precision), tone: 'bold' },
        { text: intervalOf(score.precision), tone: 'dim' },
        ...spreadCells(score.delayDays),
        { text: shareOf(score.cadenceRight) },
        { text: decimal(score.calibration.ece, 3) },
        { text: decimal(score.calibration.ecePerfect, 3), tone: 'dim' },
      ]),
    },
    below: [
      "recall by the truth's cadence, precision by the signal's; named right: hits that name the truth's cadence",
    ],
  };
}

function kindSection(scores: readonly KindScore[]): Section {
  return {
    title: 'By kind',
    table: {
      keyColumns: 2,
      columns: [
        { heading: 'signal', align: 'left' },
        { heading: 'kind', align: 'left' },
        { heading: 'truths', align: 'right' },
        { heading: 'hits', align: 'right' },
        { heading: 'recall', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        ...spreadColumns('delay'),
      ],
      rows: scores.map((score) => [
        { text: score.signal },
        { text: score.kind || '(none)' },
        { text: count(score.truths) },
        { text: count(score.hits) },
        { text: shareOf(score.recall), tone: 'bold' },
        { text: intervalOf(score.recall), tone: 'dim' },
        ...spreadCells(score.delayDays),
      ]),
    },
  };
}

function trapSection(scores: readonly TrapScore[]): Section {
  return {
    title: 'Traps',
    table: {
      keyColumns: 2,
      columns: [
        { heading: 'signal', align: 'left' },
        { heading: 'why it must stay silent', align: 'left' },
        { heading: 'sprung', align: 'right' },
        { heading: 'of', align: 'right' },
      ],
      rows: scores.map((score) => [
        { text: score.signal },
        { text: score.why || '(none given)' },
        { text: count(score.sprung), tone: isSprung(score) },
        { text: count(score.of) },
      ]),
    },
  };
}

function earlySection(scores: readonly SignalScore[]): Section {
  return {
    title: 'Early states, counted apart',
    table: {
      keyColumns: 1,
      columns: [
        { heading: 'signal', align: 'left' },
        { heading: 'early', align: 'right' },
        { heading: 'confirmed later', align: 'right' },
        { heading: 'retracted', align: 'right' },
        ...spreadColumns('sooner'),
        { heading: 'right', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
      ],
      rows: scores.map(({ signal, early }) => [
        { text: signal },
        { text: count(early.episodes) },
        { text: count(early.laterConfirmed) },
        { text: count(early.retracted) },
        ...spreadCells(early.soonerDays),
        { text: shareOf(early.right), tone: 'bold' },
        { text: intervalOf(early.right), tone: 'dim' },
      ]),
    },
    below: ['sooner: days from the first early to the first confirmed emission'],
  };
}

function reliabilitySection(reliability: Reliability): Section {
  const { brier, ece, ecePerfect } = reliability;
  return {
    title: 'Reliability of confidence at first confirmation',
    table: {
      keyColumns: 1,
      columns: [
        { heading: 'confidence', align: 'left' },
        { heading: 'count', align: 'right' },
        { heading: 'said', align: 'right' },
        { heading: 'right', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        { heading: '', align: 'left' },
      ],
      rows: reliability.bins.map((bin) => [
        { text: `${bin.from.toFixed(1)}–${bin.to.toFixed(1)}` },
        { text: count(bin.count) },
        { text: shareOf({ share: bin.meanConfidence }) },
        { text: shareOf({ share: bin.rightShare }), tone: 'bold' },
        { text: intervalOf({ ...bin, of: bin.count }), tone: 'dim' },
        { text: bin.verdict ?? '', tone: bin.verdict === 'fits' ? 'good' : 'bad' },
      ]),
    },
    below: [
      `${count(reliability.count)} predictions   Brier ${decimal(brier, 4)}   ECE ${decimal(ece, 4)}   ` +
        `a perfect forecaster's ECE at this count ${decimal(ecePerfect, 4)}`,
    ],
  };
}
