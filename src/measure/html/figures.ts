import { count, decimal, intervalOf, shareOf } from '../render-cells.ts';
import type { SignalScore } from '../report.ts';
import { type Axis, chartOf, lineThrough } from './chart.ts';
import { escapeHtml } from './escape.ts';
import { foldedTable } from './table.ts';

const SHARES = [0, 0.25, 0.5, 0.75, 1];
const percent = (value: number) => `${Math.round(value * 100)}%`;
const shareAxis = (label: string): Axis => ({ label, from: 0, to: 1, marks: SHARES, format: percent });
/** The largest dot of a bin, and the smallest. */
const DOT_MAX = 9;
const DOT_MIN = 2.5;

/** The three pictures of a definition, each with its table behind it. */
export function figuresOf(score: SignalScore, id: string): string {
  return `<div class="figures">${reliability(score, id)}${thresholds(score, id)}${delay(score, id)}</div>`;
}

function figure(heading: string, picture: string, caption: string, table: string): string {
  return (
    `<figure><h4>${escapeHtml(heading)}</h4>${picture}` +
    `<figcaption>${escapeHtml(caption)}</figcaption>${table}</figure>`
  );
}

function empty(heading: string, why: string): string {
  return `<figure><h4>${escapeHtml(heading)}</h4><p class="soft">${escapeHtml(why)}</p></figure>`;
}

function reliability({ signal, reliability: all }: SignalScore, id: string): string {
  const heading = 'Said and kept';
  const bins = all.bins.filter((bin) => bin.count > 0);
  if (bins.length === 0) return empty(heading, 'Nothing was confirmed that was right or wrong.');
  const chart = chartOf(shareAxis('confidence that was told'), shareAxis('share that was right'));
  const most = Math.max(...bins.map((bin) => bin.count));
  const inner = bins
    .map((bin) => {
      const x = chart.x(bin.meanConfidence!);
      const size = DOT_MIN + (DOT_MAX - DOT_MIN) * Math.sqrt(bin.count / most);
      return (
        `<line class="span" x1="${x}" x2="${x}" y1="${chart.y(bin.low)}" y2="${chart.y(bin.high)}"/>` +
        `<circle class="dot" cx="${x}" cy="${chart.y(bin.rightShare!)}" r="${size.toFixed(1)}"/>`
      );
    })
    .join('');
  const ideal = `<line class="ideal" x1="${chart.x(0)}" y1="${chart.y(0)}" x2="${chart.x(1)}" y2="${chart.y(1)}"/>`;
  const said = bins.map(
    (bin) => `told ${percent(bin.meanConfidence!)}, right ${percent(bin.rightShare!)} of ${count(bin.count)}`,
  );
  const picture = chart.draw(
    `${id}-reliability`,
    { title: `${signal}: confidence and how often it was right`, description: `${said.join('; ')}.` },
    ideal + inner,
  );
  const rows = bins.map((bin) => [
    `${bin.from.toFixed(1)}–${bin.to.toFixed(1)}`,
    count(bin.count),
    shareOf({ share: bin.meanConfidence }),
    shareOf({ share: bin.rightShare }),
    intervalOf({ ...bin, of: bin.count }),
    bin.verdict ?? '',
  ]);
  return figure(
    heading,
    picture,
    `${count(all.count)} first confirmations; ECE ${decimal(all.ece, 3)}, a perfect forecaster's ${decimal(all.ecePerfect, 3)}; ` +
      `Brier ${decimal(all.brier, 3)}. On the dotted line what is said is kept; lines are 95% intervals, larger dots rest on more.`,
    foldedTable(`Reliability of ${signal}`, ['confidence', 'count', 'said', 'right', '95%', ''], rows),
  );
}

function thresholds({ signal, thresholds: points }: SignalScore, id: string): string {
  const heading = 'Precision and recall by threshold';
  const told = points.filter(({ precision }) => precision.of > 0);
  if (told.length < 2) return empty(heading, 'Too little was told to draw thresholds.');
  const from = told[0]!.threshold;
  const marks = [from, 0.5, 0.75].filter((mark, at) => at === 0 || mark - from > (1 - from) * 0.2);
  const across = { label: 'threshold', from, to: 1, marks: [...marks, 1], format: percent };
  const chart = chartOf(across, shareAxis('share'));
  const precision = told.map(
    ({ threshold, precision: p }) => [chart.x(threshold), chart.y(p.share!)] as const,
  );
  const known = told.filter(({ recall }) => recall.share !== null);
  const recall = known.map(({ threshold, recall: r }) => [chart.x(threshold), chart.y(r.share!)] as const);
  const band = [
    ...told.map(({ threshold, precision: p }) => `${chart.x(threshold)},${chart.y(p.high)}`),
    ...told.toReversed().map(({ threshold, precision: p }) => `${chart.x(threshold)},${chart.y(p.low)}`),
  ];
  const dots = precision.map(([x, y]) => `<circle class="dot" cx="${x}" cy="${y}" r="3"/>`).join('');
  const boxes = recall
    .map(([x, y]) => `<rect class="box" x="${x - 3}" y="${y - 3}" width="6" height="6"/>`)
    .join('');
  const said = told.map(
    (point) =>
      `at ${percent(point.threshold)} precision ${shareOf(point.precision)}, recall ${shareOf(point.recall)}`,
  );
  const picture = chart.draw(
    `${id}-thresholds`,
    { title: `${signal}: precision and recall by threshold`, description: `${said.join('; ')}.` },
    `<polygon class="band" points="${band.join(' ')}"/>${lineThrough(precision, 'one')}${dots}` +
      `${lineThrough(recall, 'two')}${boxes}`,
  );
  const rows = told.map((point) => [
    percent(point.threshold),
    count(point.precision.of),
    shareOf(point.precision),
    intervalOf(point.precision),
    shareOf(point.recall),
    intervalOf(point.recall),
    count(point.late),
    point.delayDays.median === null ? '–' : `${Math.round(point.delayDays.median)} d`,
  ]);
  return figure(
    heading,
    picture,
    'Precision: solid line, round dots, with its 95% interval. Recall: dashed line, square dots. What is told counts from ' +
      'the first time that it was as sure as the threshold, early or confirmed; what then comes too late is a false alarm.',
    foldedTable(
      `Thresholds of ${signal}`,
      ['threshold', 'told', 'precision', '95%', 'recall', '95%', 'too late', 'median delay'],
      rows,
    ),
  );
}

function delay({ signal, truths, hits, delayQuantiles }: SignalScore, id: string): string {
  const heading = 'Found after so many days';
  if (delayQuantiles.length === 0) return empty(heading, 'Nothing was found.');
  const longest = Math.max(1, delayQuantiles.at(-1)!);
  const step = stepOf(longest);
  const marks = Array.from({ length: Math.floor(longest / step) + 1 }, (_, at) => at * step);
  const across = { label: 'days since it could be seen', from: 0, to: longest, marks, format: String };
  const chart = chartOf(across, shareAxis('share found'));
  const last = delayQuantiles.length - 1;
  const places = delayQuantiles.map(
    (days, at) => [chart.x(days), chart.y(((at / last) * hits) / truths)] as const,
  );
  const middle = delayQuantiles[Math.round(last / 2)]!;
  const median = `<line class="ideal" x1="${chart.x(middle)}" x2="${chart.x(middle)}" y1="${chart.y(0)}" y2="${chart.y(1)}"/>`;
  const picture = chart.draw(
    `${id}-delay`,
    {
      title: `${signal}: share of truths found by days`,
      description: `${count(hits)} of ${count(truths)} found, half of these within ${Math.round(middle)} days, all within ${Math.round(longest)}.`,
    },
    median + lineThrough(places, 'one'),
  );
  const rows = delayQuantiles
    .map((days, at) => [percent(at / last), `${Math.round(days)} d`])
    .filter((_, at) => at % 2 === 0);
  return figure(
    heading,
    picture,
    `${count(hits)} of ${count(truths)} truths were found in time; dotted: half of these by day ${Math.round(middle)}.`,
    foldedTable(`Delay of ${signal}`, ['of those found', 'within'], rows),
  );
}

/** About five marks on an axis of days. */
function stepOf(longest: number): number {
  return [1, 2, 5, 10, 20, 50, 100, 200, 500].find((step) => longest / step <= 6) ?? 1000;
}
