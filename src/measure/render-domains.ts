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
import type { EvaluationReport, FalseAlarms, LeadScore, QuietScore, SignalScore } from './report.ts';

/** Domains together, quiet lives, and how long before the first fee stress was told. */
export function domainSections(report: EvaluationReport): readonly Section[] {
  const sections = [domainSection(report.domains), quietSection(report.quiet)];
  const leads = [...report.signals, ...report.domains].flatMap(({ signal, lead }) =>
    lead === null ? [] : [{ signal, lead }],
  );
  return leads.length === 0 ? sections : [...sections, leadSection(leads)];
}

function domainSection(scores: readonly SignalScore[]): Section {
  return {
    title: 'Domains',
    table: {
      keyColumns: 1,
      columns: [
        { heading: 'domain', align: 'left' },
        { heading: 'truths', align: 'right' },
        { heading: 'recall', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        { heading: 'precision', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        ...spreadColumns('delay'),
        { heading: 'false/1000 mo', align: 'right' },
        { heading: 'traps', align: 'right' },
        { heading: 'ECE', align: 'right' },
        { heading: '(perfect)', align: 'right', joined: true },
      ],
      rows: scores.map((score) => [
        { text: score.signal },
        { text: count(score.truths) },
        { text: shareOf(score.recall), tone: 'bold' },
        { text: intervalOf(score.recall), tone: 'dim' },
        { text: shareOf(score.precision), tone: 'bold' },
        { text: intervalOf(score.precision), tone: 'dim' },
        ...spreadCells(score.delayDays),
        { text: decimal(score.falseAlarms.perThousandCustomerMonths, 2) },
        { text: `${count(score.traps.sprung)}/${count(score.traps.of)}`, tone: isSprung(score.traps) },
        { text: decimal(score.calibration.ece, 3) },
        { text: decimal(score.calibration.ecePerfect, 3), tone: 'dim' },
      ]),
    },
  };
}

function quietSection({ customers, customerMonths, events, recurring }: QuietScore): Section {
  const row = (name: string, alarms: FalseAlarms) => [
    { text: name },
    { text: count(alarms.afterWarmUp) },
    { text: decimal(alarms.perThousandCustomerMonths, 2), tone: 'bold' as const },
  ];
  return {
    title: 'Lives without events',
    table: {
      keyColumns: 1,
      columns: [
        { heading: 'false alarms', align: 'left' },
        { heading: 'count', align: 'right' },
        { heading: 'per 1000 customer-months', align: 'right' },
      ],
      rows: [row('life, mix and stress', events), row('recurring, beside it', recurring)],
    },
    below: [
      `${count(customers)} customers of whom truth expects no signal of life, mix or stress, ` +
        `${count(Math.round(customerMonths))} customer-months after warm-up`,
    ],
  };
}

function leadSection(leads: readonly { readonly signal: string; readonly lead: LeadScore }[]): Section {
  return {
    title: 'Lead before the first fee or refused bill',
    table: {
      keyColumns: 1,
      columns: [
        { heading: 'signal or domain', align: 'left' },
        { heading: 'fees', align: 'right' },
        { heading: 'confirmed before', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        ...spreadColumns('lead'),
        ...spreadColumns('first told'),
      ],
      rows: leads.map(({ signal, lead }) => [
        { text: signal },
        { text: count(lead.spells) },
        { text: shareOf(lead.confirmedBefore), tone: 'bold' },
        { text: intervalOf({ ...lead.confirmedBefore }), tone: 'dim' },
        ...spreadCells(lead.confirmedDays),
        ...spreadCells(lead.firstToldDays),
      ]),
    },
    below: [
      'lead: days from the first right confirmation to the fee, reached by half and by nine tenths of those confirmed; ' +
        'negative when the fee came first',
      'first told: the same from whatever was right and told first, early or confirmed',
    ],
  };
}
