import type { Life } from '../life.ts';
import type { TruthSignal } from '../truth-signals.ts';
import { BESIDE } from './beside.ts';
import type { Fate } from './fate.ts';
import { tellOtherBeginnings } from './other-beginnings.ts';
import { tellPay } from './pay-levels.ts';
import { tellOpen } from './tell.ts';

/** Lets what is to happen change income, home and contracts; before they are told. */
export function prepareEvents({ scenes }: Fate): void {
  for (const { story, stage } of scenes) story.prepare?.(stage);
}

/** Books what happens in a life and tells the truth of it; after income, home and contracts. */
export function liveEvents(life: Life, { scenes }: Fate): void {
  for (const { story, stage } of scenes) {
    story.happen(stage);
    for (const signal of BESIDE[story.id] ?? []) tellOpen(stage, signal, story.id);
  }
  const told = new Set<TruthSignal>();
  for (const { story } of scenes)
    if (story.trap !== true) for (const signal of story.signals) told.add(signal);
  tellPay(life);
  tellOtherBeginnings(life, told);
}
