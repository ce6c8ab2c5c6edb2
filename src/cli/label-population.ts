import { neededSet } from '../definitions/needed-set.ts';
import { numberNotes } from '../definitions/number-notes.ts';
import type { SignalCalibration } from '../measure/calibrate/calibrate-signal.ts';
import { calibrateSignal } from '../measure/calibrate/calibrate-signal.ts';
import { labelLook } from '../measure/calibrate/label-look.ts';
import type { Label } from '../measure/calibrate/sample.ts';
import { collectEpisodes } from '../measure/episodes.ts';
import { findAll } from '../measure/findings.ts';
import type { Truth } from '../measure/truth.ts';
import type { MerchantDictionary } from '../merchants/dictionary.ts';
import type { Definition, DefinitionSet } from '../model/definition.ts';
import { foldPopulation } from './fold-population.ts';

/** What some definitions need of the set, without any map: a map is fitted on what comes before it. */
export function withoutMaps(set: DefinitionSet, ids: readonly string[]): DefinitionSet {
  const needed = new Set(ids.flatMap((id) => neededSet(set, id).definitions.map((each) => each.id)));
  const kept = set.definitions.filter((each) => needed.has(each.id));
  return { ...set, ...numberNotes(kept.map((each): Definition => ({ ...each, calibration: 'none' }))) };
}

/** Labels every hypothesis at every month's end, and every first confirmation, and fits a map on each, apart. */
export async function calibratePopulation(
  files: readonly string[],
  {
    set,
    dictionary,
    truth,
    signals,
  }: {
    readonly set: DefinitionSet;
    readonly dictionary: MerchantDictionary;
    readonly truth: Truth;
    /** The definitions to calibrate. */
    readonly signals: readonly string[];
  },
): Promise<readonly SignalCalibration[]> {
  const raw = withoutMaps(set, signals);
  const wanted = new Set(signals);
  const snapshots = new Map<string, Label[]>();
  const definitions = new Map<string, Definition>(raw.definitions.map((each) => [each.id, each]));
  const told = foldPopulation(files, {
    set: raw,
    dictionary,
    truth,
    onLook: (customer, day, standpoints) => {
      const candidates = standpoints.filter(({ signal }) => wanted.has(signal));
      for (const label of labelLook(truth, { customer, day, candidates }, (id) =>
        lastsDays(definitions.get(id)),
      )) {
        put(snapshots, label.signal, label);
      }
    },
  });
  const { episodes } = await collectEpisodes(told, truth);
  const confirmations = new Map<string, Label[]>();
  for (const each of findAll(truth, episodes.values(), undefined).findings.confirmed) {
    if (!wanted.has(each.signal) || each.outcome === 'ignored') continue;
    const { customer, confidence, weight } = each;
    put(confirmations, each.signal, { customer, raw: confidence, weight, right: each.outcome === 'hit' });
  }
  return signals.map((signal) =>
    calibrateSignal(
      signal,
      { snapshots: snapshots.get(signal) ?? [], confirmations: confirmations.get(signal) ?? [] },
      definitions.get(signal)!.thresholds.confirm,
    ),
  );
}

/** How long behind its day of judgement an event is still what the hypothesis speaks of; a series is so as long as it runs. */
function lastsDays(definition: Definition | undefined): number | undefined {
  return definition?.kind === 'hypothesis' ? definition.life.endAfterDays : undefined;
}

function put(labels: Map<string, Label[]>, signal: string, label: Label): void {
  const known = labels.get(signal);
  if (known === undefined) labels.set(signal, [label]);
  else known.push(label);
}
