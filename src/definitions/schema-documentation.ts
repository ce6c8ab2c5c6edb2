import {
  choice,
  date,
  type Fields,
  list,
  probability,
  record,
  statement,
  text,
  weight,
  when,
  whole,
} from './schema-vocabulary.ts';

export const ID_PATTERN = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';
export const VERSION_PATTERN = '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)$';

/** The purposes a signal may serve: those that a customer can consent to. */
export const PURPOSES = {
  service: 'To serve the customer: a reminder, a warning, help in their own interest.',
  marketing: 'To offer a product. Never for a sensitive or vulnerable subject.',
  profiling: 'To describe the customer in models and segments.',
  'third-party': 'To share with somebody outside the bank. Never for a sensitive or vulnerable subject.',
} as const;

/** What a definition may forbid beyond what the purposes already leave out. */
export const PROHIBITED_USES = {
  'credit-decision':
    'Granting, refusing or pricing credit. Always prohibited: automated credit scoring is high-risk use (AI Act, Annex III 5(b)).',
  'price-setting': 'Setting an individual price or fee.',
  'insurance-underwriting': 'Accepting or rating an insurance risk.',
  employment: 'Any decision on hiring, pay or work.',
  'debt-collection': 'Choosing whom to press for a debt, and how.',
  marketing: 'Any offer of a product.',
  'third-party-sharing': 'Giving the signal to anybody outside the bank.',
} as const;

const approval = record('One approval: a signed statement over the hash of the definition.', {
  by: text('Who approves: a role or key id, not a private address.', { maxLength: 200 }),
  on: date('The day of the approval'),
  expires: date('The day after which the approval no longer counts'),
  hash: text('The hash of the definition that was approved, as `definitions show` prints it.', {
    pattern: '^[0-9a-f]{64}$',
  }),
  signature: text('The ed25519 signature over the hash, in base64.', { pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
});

const change = record('One change, oldest first.', {
  version: text('The version that brought it.', { pattern: VERSION_PATTERN }),
  date: date('The day of the change'),
  what: statement('What changed, and why.'),
});

const measuredFigures = record(
  'How well the definition was measured to work, on what. A figure that was not measured is left out.',
  {
    status: choice('Whether it has been measured.', {
      pending: 'Not measured yet in this version.',
      measured: 'Measured: the figures below are of this version.',
    }),
    dataSet: statement('The data that it is measured on.'),
  },
  {
    measuredOn: date('The day of the measurement'),
    command: text('The command that repeats the measurement.'),
    precision: probability('Share of confirmed signals that were right.'),
    recall: probability('Share of true events that were confirmed in time.'),
    calibrationError: probability(
      'Expected calibration error: mean distance of confidence from the share that was right.',
    ),
    predictions: whole('How many confirmed signals the figures rest on.', { from: 1, to: 1_000_000_000 }),
  },
);

const validation = when(
  measuredFigures,
  { properties: { status: { const: 'measured' } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  { then: { required: ['measuredOn', 'command', 'precision', 'recall', 'predictions'] } },
);

const monitoring = record('Limits at which somebody has to look at the definition again.', {
  precisionMin: probability('Precision on labelled samples below which it is withdrawn from use.'),
  calibrationErrorMax: probability('Expected calibration error above which it is calibrated anew.'),
  stabilityIndexMax: weight(
    'Population stability index of the confidences against the reference month, at most.',
    {
      from: 0,
      to: 10,
    },
  ),
  weeklyChurnShareMax: probability('Share of open episodes that may enter or leave within a week.'),
});

/** What every definition documents, whatever its kind, in the order in which it is read. */
export const DOCUMENTATION_FIELDS = {
  id: text('The name of the signal, and of this file: lower-case words joined by hyphens.', {
    pattern: ID_PATTERN,
    maxLength: 60,
  }),
  version: text(
    'Version of the definition, as in 1.4.0: major when meaning changes, minor when numbers do, patch for words.',
    {
      pattern: VERSION_PATTERN,
      maxLength: 20,
    },
  ),
  title: text('What a person calls the signal.', { maxLength: 80 }),
  hypothesis: statement('What is held to be true of the customer when the signal fires, in plain sentences.'),
  owner: text('Who answers for the definition: a team or role.', { maxLength: 200 }),
  secondLineOwner: text('Who checks the owner: the team or role in the second line of defence.', {
    maxLength: 200,
  }),
  purposes: list('What the signal may be used for.', choice('A purpose.', PURPOSES), {
    from: 1,
    unique: true,
  }),
  prohibitedUses: list(
    'What the signal must never be used for; credit decisions are always among them.',
    choice('A prohibited use.', PROHIBITED_USES),
    { from: 1, unique: true },
  ),
  lawfulBasis: choice('On what ground of law the signal is computed (GDPR, article 6).', {
    consent: 'The customer has consented.',
    contract: 'It is needed for a service that the customer has ordered.',
    'legal-obligation': 'The law demands it.',
    'legitimate-interests':
      'The bank has an interest that was weighed against the customer’s, and written down.',
  }),
  sensitivity: choice('How careful one must be with the signal.', {
    H: 'High: health, grief, distress, family. Never to marketing.',
    M: 'Medium: needs approval for each use.',
    L: 'Low: of ordinary daily life.',
  }),
  vulnerabilityDriver: choice('Which driver of vulnerability it may show (FCA FG21/1).', {
    none: 'None.',
    health: 'A condition or illness that affects daily life.',
    'life-events': 'A major life event, such as bereavement or a lost job.',
    resilience: 'Low ability to bear financial or emotional shocks.',
    capability: 'Low knowledge of money matters, or low confidence in them.',
  }),
  inputs: list(
    'What the signal looks at.',
    choice('A kind of input.', {
      dates: 'The days on which transactions took place.',
      amounts: 'Their amounts and currency.',
      channels: 'Card, direct debit, transfer and so on.',
      counterparties: 'Who stands on the other side, as a hash or merchant id.',
      categories: 'The category that the merchant dictionary gives.',
      mandates: 'Whether a direct debit mandate is named.',
      descriptions: 'Words of the redacted description.',
      balances: 'Balances after a booking, where the feed tells them.',
      series: 'Recurring payments and incomes that were found.',
      signals: 'Other signals.',
      events: 'Product events.',
    }),
    { from: 1, unique: true },
  ),
  lookback: statement('How far back it looks, and what is remembered of that.'),
  coolDown: statement('What keeps it from telling the same thing twice.'),
  minimumAudience: whole('Smallest number of customers that a report on this signal may speak of.', {
    from: 1,
    to: 1_000_000,
  }),
  limitations: list('What it cannot see, or sees late.', statement('A limitation.'), { from: 1, to: 30 }),
  knownFalsePositives: list(
    'What it takes for the real thing though it is not. "Unknown" is refused: whoever has looked knows some.',
    statement('A false positive that occurs.'),
    { from: 1, to: 30 },
  ),
  validation,
  monitoring,
  approvals: list(
    'Signed approvals by two people, neither of them the author. Without them it detects in shadow only. Not part of the hash, since they sign it.',
    approval,
    { to: 10 },
  ),
  effective: date('The first day on which it may be used'),
  expires: date('The day after which it detects in shadow only'),
  changeLog: list('What changed from version to version, oldest first.', change, { from: 1, to: 200 }),
} as const satisfies Fields;
