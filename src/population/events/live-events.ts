import type { Day } from '../../model/day.ts';
import type { Life } from '../life.ts';
import type { TruthSignal } from '../truth-signals.ts';
import { EMPTY_NEST } from './empty-nest.ts';
import type { Fate } from './fate.ts';
import { liveOrdinarily } from './ordinary.ts';
import { tellOtherBeginnings } from './other-beginnings.ts';
import { fundPurchases } from './own-savings.ts';
import { tellPay } from './pay-levels.ts';
import { RELOCATION_ABROAD } from './relocation-abroad.ts';
import { SHIFTS_SPENDING } from './shifts-spending.ts';
import { tellOpen } from './tell.ts';

/** Lets what is to happen change income, home and contracts; before they are told. */
export function prepareEvents({ scenes }: Fate): void {
  for (const { story, stage } of scenes) story.prepare?.(stage);
}

/** Books what happens in a life and tells the truth of it; after income, home and contracts. */
export function liveEvents(life: Life, { scenes, random }: Fate): void {
  const before = life.book.entries.length;
  for (const { story, stage } of scenes) {
    story.happen(stage);
    if (stage.strong && SHIFTS_SPENDING.has(story.id)) tellOpen(stage, 'spend-mix-shift', story.id);
  }
  const told = new Set<TruthSignal>();
  for (const { story } of scenes)
    if (story.trap !== true) for (const signal of story.signals) told.add(signal);
  fundPurchases(life, life.book.entries.slice(before), random);
  liveOrdinarily({ ...life, random }, { until: endOfOrdinary(life, scenes) });
  tellPay(life);
  tellOtherBeginnings(life, told);
}

/** Who emigrates buys nothing here any more, and whose child has left buys nothing for it. */
function endOfOrdinary({ book }: Life, scenes: Fate['scenes']): Day {
  const ends = scenes.filter(({ story }) => story === RELOCATION_ABROAD || story === EMPTY_NEST);
  return Math.min(book.to, ...ends.map(({ stage }) => stage.day - 1));
}
