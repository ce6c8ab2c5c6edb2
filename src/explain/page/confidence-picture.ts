import { type Html, html } from '../../lib/html.ts';
import { parseDay } from '../../model/day.ts';
import type { Signal } from '../../model/signal.ts';
import { percent } from '../render-signal.ts';
import { monthAxis } from './month-axis.ts';
import type { PageView } from './page-view.ts';
import { definitionOf, percentAlong, STATE_WORDS, sureness } from './words.ts';

/** Days that the picture shows at the least, so that a single step does not fill it. */
const DAYS_MIN = 120;
/** Two percentages that are closer than this would lie on each other. */
const ROOM_PERCENT = 15;

/** How sure it was over time, as steps, with the two lines that it had to reach. */
export function confidencePicture(view: PageView, revisions: readonly Signal[]): Html {
  const first = parseDay(revisions[0]!.detectedAt)!;
  const last = parseDay(revisions.at(-1)!.detectedAt)!;
  const to = Math.max(last, view.year.to);
  const axis = { from: Math.min(first - 14, to - DAYS_MIN), to };
  const points = revisions.map((signal) => ({
    signal,
    left: percentAlong(parseDay(signal.detectedAt)!, axis),
    up: Math.round(signal.confidence * 10_000) / 100,
  }));
  const path = points
    .map(({ left, up }, index) => {
      const end = points[index + 1]?.left ?? (isOver(revisions.at(-1)!) ? left : 100);
      return `${index === 0 ? 'M' : 'V'}${index === 0 ? `${left} ` : ''}${(100 - up).toFixed(2)}H${end}`;
    })
    .join('');
  return html`<div class="confidence" role="img" aria-label="${spoken(revisions)}"><div class="plot">
${thresholdLines(view, revisions[0]!.signal)}
<svg aria-hidden="true" viewBox="0 0 100 100" preserveAspectRatio="none"><path d="${path}" /></svg>
${points.map(({ signal, left, up }) => html`<i class="${signal.state}" style="left:${left}%;bottom:${up}%"></i>`)}</div>
${monthAxis(axis)}</div>${thresholdWords(view, revisions[0]!.signal)}`;
}

function isOver({ state }: Signal): boolean {
  return state === 'ended' || state === 'retracted';
}

/** The two lines, named by their percentages at the left, where no step is drawn. */
function thresholdLines(view: PageView, id: string): Html {
  const { early = 0, confirm = 0 } = definitionOf(view, id)?.thresholds ?? {};
  const [low, high] = [Math.round(early * 100), Math.round(confirm * 100)];
  const top = high > 100 - ROOM_PERCENT ? undefined : html`<span class="top">100 %</span>`;
  if (high === 0) return html`${top}<span class="bottom">0 %</span>`;
  const place = high - low < ROOM_PERCENT ? 'under' : '';
  const lower = html`<div class="threshold" style="bottom:${low}%"><span class="${place}">${low} %</span></div>`;
  return html`${top}<span class="bottom">0 %</span><div class="threshold" style="bottom:${high}%"><span>${high} %</span></div>${low === high ? undefined : lower}`;
}

function thresholdWords(view: PageView, id: string): Html | undefined {
  const thresholds = definitionOf(view, id)?.thresholds;
  if (thresholds === undefined) return undefined;
  const [low, high] = [thresholds.early, thresholds.confirm].map((each) => Math.round(each * 100));
  return html`<p class="soft">Dashed lines: first told from ${low} % on, confirmed from ${high} % on.</p>`;
}

/** What the picture shows, for somebody who hears it. */
function spoken(revisions: readonly Signal[]): string {
  const last = revisions.at(-1)!;
  const states = revisions
    .filter((signal, index) => signal.state !== revisions[index - 1]?.state)
    .map(
      ({ state, detectedAt, confidence }) =>
        `${STATE_WORDS[state]!} on ${detectedAt} at ${percent(confidence)}`,
    );
  return `Confidence over time: ${states.join(', then ')}. Last: ${percent(last.confidence)}, ${sureness(last.confidence)}.`;
}
