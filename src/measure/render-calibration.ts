import { count, decimal, intervalOf, type Section, shareOf } from './render-cells.ts';
import type { EvaluationReport, SignalScore } from './report.ts';

/** With fewer predictions bins say nothing. */
export const BINS_PREDICTIONS_MIN = 100;

/** Calibration by definition, and the bins of those of which enough was said. */
export function calibrationSections({ signals }: EvaluationReport): readonly Section[] {
  const said = signals.filter(({ calibration }) => calibration.count > 0);
  if (said.length < 2) return [];
  const enough = said.filter(({ calibration }) => calibration.count >= BINS_PREDICTIONS_MIN);
  const sections = [calibrationSection(said)];
  return enough.length === 0 ? sections : [...sections, binSection(enough)];
}

function calibrationSection(scores: readonly SignalScore[]): Section {
  return {
    title: 'Calibration at first confirmation, by definition',
    table: {
      keyColumns: 1,
      columns: [
        { heading: 'signal', align: 'left' },
        { heading: 'predictions', align: 'right' },
        { heading: 'right', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        { heading: 'Brier', align: 'right' },
        { heading: 'ECE', align: 'right' },
        { heading: '(perfect)', align: 'right', joined: true },
      ],
      rows: scores.map(({ signal, precision, calibration }) => [
        { text: signal },
        { text: count(calibration.count) },
        { text: shareOf(precision), tone: 'bold' },
        { text: intervalOf(precision), tone: 'dim' },
        { text: decimal(calibration.brier, 3) },
        { text: decimal(calibration.ece, 3), tone: 'bold' },
        { text: decimal(calibration.ecePerfect, 3), tone: 'dim' },
      ]),
    },
    below: [
      '(perfect): the ECE of a forecaster at this count whose every confidence is the true chance; beside fewer than 500 predictions an ECE says little',
    ],
  };
}

function binSection(scores: readonly SignalScore[]): Section {
  return {
    title: `Reliability by definition, where there are ${BINS_PREDICTIONS_MIN} predictions`,
    table: {
      keyColumns: 2,
      columns: [
        { heading: 'signal', align: 'left' },
        { heading: 'confidence', align: 'left' },
        { heading: 'count', align: 'right' },
        { heading: 'said', align: 'right' },
        { heading: 'right', align: 'right' },
        { heading: '95%', align: 'right', joined: true },
        { heading: '', align: 'left' },
      ],
      rows: scores.flatMap(({ signal, reliability }) =>
        reliability.bins
          .filter((bin) => bin.count > 0)
          .map((bin) => [
            { text: signal },
            { text: `${bin.from.toFixed(1)}–${bin.to.toFixed(1)}` },
            { text: count(bin.count) },
            { text: shareOf({ share: bin.meanConfidence }) },
            { text: shareOf({ share: bin.rightShare }), tone: 'bold' as const },
            { text: intervalOf({ ...bin, of: bin.count }), tone: 'dim' as const },
            { text: bin.verdict ?? '', tone: bin.verdict === 'fits' ? ('good' as const) : ('bad' as const) },
          ]),
      ),
    },
  };
}
