import { DOMAINS } from '../../model/signal-ids.ts';
import { OWN_DOMAIN } from '../domains.ts';
import { count, decimal, intervalOf, shareOf } from '../render-cells.ts';
import type { EvaluationReport, FalseAlarms, SignalScore, Spread } from '../report.ts';
import { escapeHtml } from './escape.ts';
import { figuresOf } from './figures.ts';
import { STYLE } from './style.ts';
import { htmlTable } from './table.ts';

/** The report as one page that loads nothing: tables first, then three pictures for each definition. */
export function renderPage(report: EvaluationReport): string {
  const { population, notes } = report;
  const title = 'How right the signals are';
  const lead =
    `${count(population.customersKnown)} customers, ${population.from} to ${population.to}, ` +
    `${count(Math.round(population.customerMonths))} customer-months after warm-up.`;
  const domains = [...DOMAINS, OWN_DOMAIN].filter((domain) => ofDomain(report, domain).length > 0);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    // Nothing may be loaded, whatever a name in the data says.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title><style>${STYLE}</style></head><body>`,
    '<a class="skip" href="#main">Skip to the figures</a>',
    `<header><h1>${title}</h1><p>${escapeHtml(lead)}</p>`,
    ...notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`),
    `</header><nav aria-label="Definitions"><h2>Definitions</h2>${domains
      .map((domain) => linksOf(domain, ofDomain(report, domain)))
      .join('')}</nav>`,
    `<main id="main">${overview(report)}`,
    ...domains.flatMap((domain) => [
      `<h2>${escapeHtml(domain)}</h2>`,
      ...ofDomain(report, domain).map((score) => signalSection(report, score)),
    ]),
    '</main></body></html>\n',
  ].join('\n');
}

function ofDomain({ signals }: EvaluationReport, domain: string): readonly SignalScore[] {
  return signals.filter((score) => score.domain === domain);
}

function anchorOf(signal: string): string {
  return `signal-${signal.replace(/[^A-Za-z0-9-]/g, '-')}`;
}

function linksOf(domain: string, scores: readonly SignalScore[]): string {
  const links = scores.map(
    ({ signal }) => `<li><a href="#${anchorOf(signal)}">${escapeHtml(signal)}</a></li>`,
  );
  return `<h3>${escapeHtml(domain)}</h3><ul>${links.join('')}</ul>`;
}

function overview(report: EvaluationReport): string {
  const { domains, quiet, signals, baseline } = report;
  const headings = [
    '',
    'truths',
    'recall',
    '95%',
    'precision',
    '95%',
    'delay 50%',
    '90%',
    'false/1000 mo',
    'traps',
    'ECE',
  ];
  const tables = [
    htmlTable('Domains', headings, domains.map(scoreRow)),
    htmlTable(
      `Lives without events: ${count(quiet.customers)} customers, ${count(Math.round(quiet.customerMonths))} customer-months`,
      ['', 'false alarms', 'per 1000 customer-months'],
      [alarmRow('life, mix and stress', quiet.events), alarmRow('recurring, beside it', quiet.recurring)],
    ),
    htmlTable('Definitions', headings, signals.map(scoreRow)),
  ];
  const leads = [...domains, ...signals].flatMap(({ signal, lead }) =>
    lead === null
      ? []
      : [
          [
            signal,
            count(lead.spells),
            shareOf(lead.confirmedBefore),
            days(lead.confirmedDays),
            days(lead.firstToldDays),
          ],
        ],
  );
  if (leads.length > 0) {
    tables.push(
      htmlTable(
        'Days before the first fee or refused bill',
        ['', 'fees', 'confirmed before', 'median lead', 'first told'],
        leads,
      ),
    );
  }
  if (baseline !== undefined) tables.push(baselineTable(signals, baseline.signals));
  return `<h2>Overview</h2>${tables.join('')}`;
}

function scoreRow(score: SignalScore): string[] {
  const { recall, precision, delayDays, falseAlarms, traps, calibration } = score;
  return [
    score.signal,
    count(score.truths),
    shareOf(recall),
    intervalOf(recall),
    shareOf(precision),
    intervalOf(precision),
    days(delayDays),
    delayDays.p90 === null ? '–' : `${Math.round(delayDays.p90)} d`,
    decimal(falseAlarms.perThousandCustomerMonths, 2),
    `${count(traps.sprung)}/${count(traps.of)}`,
    decimal(calibration.ece, 3),
  ];
}

function alarmRow(name: string, alarms: FalseAlarms): string[] {
  return [name, count(alarms.afterWarmUp), decimal(alarms.perThousandCustomerMonths, 2)];
}

function days({ median }: Spread): string {
  return median === null ? '–' : `${Math.round(median)} d`;
}

function baselineTable(ours: readonly SignalScore[], theirs: readonly SignalScore[]): string {
  const byName = new Map(theirs.map((score) => [score.signal, score]));
  const rows = ours.map((score) => {
    const other = byName.get(score.signal);
    return [
      score.signal,
      shareOf(score.recall),
      other === undefined ? '–' : shareOf(other.recall),
      shareOf(score.precision),
      other === undefined ? '–' : shareOf(other.precision),
    ];
  });
  return htmlTable('Beside the baseline', ['', 'recall', 'baseline', 'precision', 'baseline'], rows);
}

function signalSection({ traps }: EvaluationReport, score: SignalScore): string {
  const { signal, recall, precision, falseAlarms } = score;
  const id = anchorOf(signal);
  const sentence =
    `${count(score.hits)} of ${count(score.truths)} truths found (recall ${shareOf(recall)}, 95% ${intervalOf(recall)}); ` +
    `${count(falseAlarms.total)} false alarms (precision ${shareOf(precision)}, 95% ${intervalOf(precision)}), ` +
    `${decimal(falseAlarms.perThousandCustomerMonths, 2)} per 1000 customer-months.`;
  const own = traps.filter((trap) => trap.signal === signal);
  const trapTable =
    own.length === 0
      ? ''
      : `<details><summary>Traps</summary>${htmlTable(
          `Traps of ${signal}`,
          ['why it must stay silent', 'sprung', 'of'],
          own.map(({ why, sprung, of }) => [why || '(none given)', count(sprung), count(of)]),
        )}</details>`;
  return (
    `<section class="signal" aria-labelledby="${id}"><h3 id="${id}">${escapeHtml(signal)}</h3>` +
    `<p>${escapeHtml(sentence)}</p>${figuresOf(score, id)}${trapTable}</section>`
  );
}
