/** A whole hypothesis, as small as one can be: someone keeps a dog. Two cues speak for it, one against. */
export const SMALL_FILE = 'commercial/dog.yaml';

export const SMALL = `id: dog
version: 1.0.0
kind: hypothesis
title: A dog
hypothesis: A dog has come into the customer's household.
owner: Customer insight
secondLineOwner: Model risk
purposes: [service, marketing]
prohibitedUses: [credit-decision]
lawfulBasis: consent
sensitivity: L
vulnerabilityDriver: none
inputs: [dates, amounts, categories, descriptions]
lookback: Lines of 60 days.
coolDown: One dog is told once.
subject: customer
prior:
  perYear: 0.05
  withinDays: 60
  why: One household in twenty takes a dog in a year.
  source: estimate, for a test
groups:
  shopping: { cap: 4, why: Who has a dog buys for it. }
  care: { cap: 4, why: Who has a dog sees to its health. }
evidence:
  - code: pet-shops
    group: shopping
    observe:
      lines: { words: [pet food, dog food], withinDays: 60, measure: count }
    levels:
      - { at: 1, weight: 1.5 }
      - { at: 3, weight: 3.5 }
    text: '{count} purchases for a pet'
    why: Nobody without one buys feed again and again.
    source: estimate, for a test
  - code: vet
    group: care
    observe:
      lines: { words: [veterinary], withinDays: 60, measure: count }
    levels:
      - { at: 1, weight: 3.5 }
    text: '{count} visits to a vet'
    why: Nobody without one pays a vet.
    source: estimate, for a test
  - code: stable
    group: care
    observe:
      lines: { words: [riding stable], withinDays: 60, measure: count }
    levels:
      - { at: 1, weight: -3 }
    text: '{count} payments to a riding stable'
    why: Then the vet comes for a horse.
    source: estimate, for a test
thresholds: { early: 0.5, confirm: 0.8 }
life:
  kind: event
  endAfterDays: 90
  coolDownDays: 100
  why: After three months without a cue it is over.
observedDaysMin: 0
revisionStep: 0.05
calibration: none
texts: { summary: 'Cues of a dog since {since}.' }
limitations: [Who pays cash is not seen.]
knownFalsePositives: [Who looks after a neighbour's dog.]
validation: { status: pending, dataSet: None but this test. }
monitoring: { precisionMin: 0.8, calibrationErrorMax: 0.1, stabilityIndexMax: 0.25, weeklyChurnShareMax: 0.15 }
minimumAudience: 50
approvals: []
effective: 2026-01-01
expires: 2027-12-31
changeLog: [{ version: 1.0.0, date: 2026-01-01, what: First version. }]
`;

export const SMALL_TIMELINES_FILE = 'commercial/dog.test.yaml';

export const SMALL_TIMELINES = `definition: dog
timelines:
  - title: feed and a vet
    known: 2025-01-01
    until: 2025-06-01
    payments:
      - { from: 2025-03-03, every: week, times: 3, amounts: ["-19.90"], description: PET FOOD STORE, channel: card }
      - { from: 2025-03-20, amounts: ["-80.00"], description: VETERINARY PRACTICE, channel: card }
    expect: [{ state: confirmed, from: 2025-03-20, to: 2025-03-20 }]
  - title: a vet alone
    known: 2025-01-01
    until: 2025-06-01
    payments:
      - { from: 2025-03-20, amounts: ["-80.00"], description: VETERINARY PRACTICE, channel: card }
    expect: silent
  - title: a horse
    known: 2025-01-01
    until: 2025-06-01
    payments:
      - { from: 2025-03-01, every: week, times: 3, amounts: ["-19.90"], description: PET FOOD STORE, channel: card }
      - { from: 2025-03-02, amounts: ["-300.00"], description: RIDING STABLE MEYER, channel: card }
      - { from: 2025-03-20, amounts: ["-80.00"], description: VETERINARY PRACTICE, channel: card }
    expect: silent
`;
