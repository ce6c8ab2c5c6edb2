/** H: special (health, belief, politics, union, sex life, courts), M: tells of money trouble or family, L: all else. */
export type Sensitivity = 'H' | 'M' | 'L';

/**
 * Every category, group by group: the leaves that a line can be given, by sensitivity.
 * A group that holds `''` is itself a category. Source: our own list; its mapping to others' lists stands elsewhere.
 */
const GROUPS = {
  income: {
    M: 'salary pension gig tax_refund support_received benefit.unemployment benefit.child benefit.other rent other',
    L: 'interest dividend',
    H: 'benefit.disability',
  },
  housing: {
    M: 'rent mortgage moving solicitor estate_agent',
    L: 'storage improvement service_charge security',
  },
  family: { M: 'childcare baby_goods school', L: 'toys pets activities' },
  education: { M: 'tuition', L: 'books courses' },
  insurance: { M: 'life health', L: 'auto home pet travel other' },
  utilities: { L: 'energy water telecom internet broadcast waste', M: 'council_tax' },
  transport: {
    L: 'fuel public taxi parking road_tax ev_charging toll rental repair sharing',
    M: 'dealer',
  },
  travel: { L: 'air lodging rail coach agency currency cruise' },
  food: { L: 'grocery restaurant delivery cafe bar alcohol' },
  shopping: {
    L: 'general marketplace department clothing shoes electronics home furniture garden beauty sports books jewellery optical gifts hobby second_hand tobacco',
  },
  subscription: { L: 'video music software news gaming fitness box storage membership other' },
  savings: { L: '' },
  investment: { M: 'broker crypto' },
  transfer: { L: 'own wallet other', M: 'person remittance' },
  debt: { M: 'credit_card personal payday wage_advance bnpl collection pawn student auto' },
  fee: { M: 'overdraft nsf late cash_advance', L: 'foreign account interest atm other' },
  payment: { M: 'returned retry' },
  cash: { L: 'withdrawal deposit' },
  gambling: { M: 'betting casino lottery' },
  health: { H: 'medical pharmacy dental mental fertility optician' },
  giving: { M: 'charity', H: 'religious political' },
  union: { H: '' },
  adult: { H: '' },
  dating: { H: '' },
  legal: { H: 'court bail fine', M: 'advice' },
  life: { M: 'funeral wedding' },
  tax: { M: 'income other' },
  leisure: { L: 'cinema events attraction gaming sport hobby' },
  personal: { L: 'hair beauty laundry' },
  services: { L: 'postal professional cleaning government printing' },
} as const satisfies Record<string, Partial<Record<Sensitivity, string>>>;

export interface Category {
  /** Dotted id. */
  readonly id: string;
  readonly sensitivity: Sensitivity;
}

/** The whole taxonomy, sorted by id. */
export const CATEGORIES: readonly Category[] = listCategories();

const SENSITIVITIES: ReadonlyMap<string, Sensitivity> = new Map(
  CATEGORIES.map((each) => [each.id, each.sensitivity]),
);

function listCategories(): Category[] {
  const all: Category[] = [];
  for (const [group, bySensitivity] of Object.entries(GROUPS)) {
    for (const [sensitivity, leaves] of Object.entries(bySensitivity)) {
      for (const leaf of leaves.split(' ')) {
        all.push({ id: leaf === '' ? group : `${group}.${leaf}`, sensitivity: sensitivity as Sensitivity });
      }
    }
  }
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function isCategory(id: string): boolean {
  return SENSITIVITIES.has(id);
}

/** The sensitivity of a category; undefined when the taxonomy does not know it. */
export function sensitivityOf(id: string): Sensitivity | undefined {
  return SENSITIVITIES.get(id);
}

/** The group of a category: what is said of a special one unless a policy opts in. */
export function groupOf(id: string): string {
  const dot = id.indexOf('.');
  return dot < 0 ? id : id.slice(0, dot);
}

const STRESS_GROUPS: ReadonlySet<string> = new Set(['debt', 'gambling', 'legal', 'fee', 'payment']);

/** Whether naming this category wrongly would hurt: special ones, debts, gambling, courts, fees. */
export function isGuardedCategory(id: string): boolean {
  return SENSITIVITIES.get(id) === 'H' || STRESS_GROUPS.has(groupOf(id));
}
