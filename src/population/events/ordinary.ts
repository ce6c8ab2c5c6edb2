import type { Day } from '../../model/day.ts';
import type { Life } from '../life.ts';
import { leave } from './leave.ts';
import { inSeason } from './season.ts';
import type { Stage } from './story.ts';
import { tellOpen } from './tell.ts';
import type { TraceKind } from './trace.ts';

/** How often a year something is bought in a household where nothing happens. Estimates. */
const EVERYBODY: Partial<Readonly<Record<TraceKind, number>>> = {
  florist: 0.5,
  furniture: 0.7,
  diy: 1.5,
  garden: 0.7,
  presents: 2,
  toys: 0.5,
  'baby-clothes': 0.15,
  'work-clothes': 0.6,
  books: 0.3,
  stationer: 0.3,
  suit: 0.25,
  rail: 1,
  'days-out': 1.2,
  jeweller: 0.08,
  'model-shop': 0.2,
  will: 0.01,
  'pet-shop': 0.1,
};
const CHILD: typeof EVERYBODY = {
  toys: 4,
  'baby-clothes': 1.5,
  uniform: 1.2,
  'school-supplies': 3,
  'days-out': 4,
  'birth-course': 0.02,
};
const PET: typeof EVERYBODY = { 'pet-shop': 10, vet: 1.6 };
const CAR: typeof EVERYBODY = { garage: 0.6, inspection: 0.5 };
const OWNER: typeof EVERYBODY = { diy: 3, garden: 2.5, plumber: 0.35, furniture: 0.4 };
/** A weekend away in the own country, or a flight to the family: a journey to some, none to others. */
const AWAY: typeof EVERYBODY = { hotel: 0.35, airline: 0.1 };
/** Bought in the weeks before school begins more often than not. */
const SCHOOL_KINDS: readonly TraceKind[] = ['uniform', 'school-supplies'];

/** Books what households buy now and then for no reason that anybody would call an event. */
export function liveOrdinarily(life: Life, { until }: { readonly until: Day }): void {
  const { book, traits, random } = life;
  const stage: Stage = { life, random, id: 'weekend-away', day: book.from, strong: true };
  buyAll(stage, EVERYBODY, until);
  if (traits.has('child')) buyAll(stage, CHILD, until);
  if (traits.has('pet')) buyAll(stage, PET, until);
  if (traits.has('car')) buyAll(stage, CAR, until);
  if (traits.has('owner')) buyAll(stage, OWNER, until);
  buyAll(stage, AWAY, until);
}

function buyAll(stage: Stage, yearly: typeof EVERYBODY, until: Day): void {
  const { life, random } = stage;
  const years = Math.max(0, until - life.book.from) / 365;
  for (const [name, often] of Object.entries(yearly)) {
    const kind = name as TraceKind;
    for (let count = random.poisson(often * years); count > 0; count--) {
      const any = random.between(life.book.from, until);
      const seasonal = SCHOOL_KINDS.includes(kind) && random.chance(0.6);
      const day = seasonal ? inSeason({ ...stage, day: any }, { month: 8, dayOfMonth: 5 }, 45) : any;
      if (day > until) continue;
      const bought = leave(stage, kind, day, { listed: yearly === AWAY });
      if (yearly !== AWAY || bought.length === 0) continue;
      for (const signal of ['travel-planned', 'travelling'] as const)
        tellOpen(stage, signal, 'away-at-home', bought);
    }
  }
}
