import { isIncome, type NewDefinition } from './new-definition.ts';

/** The timelines of a definition that `newDefinitionText` wrote: four that fire, six that stay silent. */
export function newTimelinesText({ id, category, lines }: NewDefinition): string {
  const incoming = isIncome(category);
  const amount = (text: string) => JSON.stringify(incoming ? text : `-${text}`);
  const [first = '', second = first] = lines;
  const rail = incoming ? 'transfer' : 'direct-debit';
  const monthly = (from: string, line: string, more: string) =>
    `      - { from: ${from}, every: month, ${more}, description: ${JSON.stringify(line)}, channel: ${rail} }`;
  const once = (from: string, line: string, sum: string) =>
    `      - { from: ${from}, amounts: [${amount(sum)}], description: ${JSON.stringify(line)}, channel: ${rail} }`;
  const life = (
    title: string,
    payments: readonly string[],
    expected: string,
  ) => `  - title: ${JSON.stringify(title)}
    known: 2025-01-01
    until: 2026-02-01
    backgrounds: [ordinary]
    payments:
${payments.join('\n')}
    expect: ${expected}
`;
  const within = (from: string, to: string) => `[{ state: confirmed, from: ${from}, to: ${to} }]`;
  const sum = (text: string, times: number) => `times: ${times}, amounts: [${amount(text)}]`;
  const fires = [
    life(
      'a new one every month',
      [monthly('2025-07-03', first, sum('49.90', 6))],
      within('2025-08-03', '2025-10-15'),
    ),
    life(
      'a larger one, at the end of the month',
      [monthly('2025-06-30', first, sum('312.50', 6))],
      within('2025-07-30', '2025-10-10'),
    ),
    life(
      'every four weeks',
      [
        `      - { from: 2025-06-11, every: 4 weeks, ${sum('64.00', 8)}, description: ${JSON.stringify(second)}, channel: ${rail} }`,
      ],
      within('2025-07-09', '2025-10-01'),
    ),
    life(
      'late in the year, by another party',
      [monthly('2025-09-05', second, sum('38.00', 5))],
      within('2025-10-05', '2025-12-15'),
    ),
  ];
  const silent = [
    life('a single one: a gift, or a try', [once('2025-07-03', first, '49.90')], 'silent'),
    life(
      'two in one month',
      [once('2025-07-03', first, '49.90'), once('2025-07-12', second, '20.00')],
      'silent',
    ),
    life(
      'three here and there, without a rhythm',
      [
        once('2025-06-03', first, '19.90'),
        once('2025-06-19', first, '84.00'),
        once('2025-08-30', first, '7.50'),
      ],
      'silent',
    ),
    life('every month since before the data', [monthly('2025-01-03', first, sum('49.90', 13))], 'silent'),
    life(
      'now and then all along, and then every month',
      [
        `      - { from: 2025-01-09, every: 2 weeks, times: 13, shift: [0, 5, -4, 2], amounts: [${['17.20', '71.00', '5.90'].map(amount).join(', ')}], description: ${JSON.stringify(first)}, channel: card }`,
        monthly('2025-07-21', second, sum('64.00', 6)),
      ],
      'silent',
    ),
    life(
      'one that was taken back at once',
      [once('2025-07-03', first, '49.90').replace('{ ', '{ id: mistake, ')],
      'silent',
    ).replace('    expect', '    withdraw: [{ id: mistake.1, on: 2025-07-05 }]\n    expect'),
  ];
  return `# yaml-language-server: $schema=../timeline.schema.json
definition: ${id}
backgrounds:
  ordinary:
${ordinaryLife(category).join('\n')}
timelines:
${fires.join('')}${silent.join('')}`;
}

/** Some months of an ordinary life, without what the definition itself is about. */
function ordinaryLife(category: string): string[] {
  const life: readonly (readonly [category: string, payment: string])[] = [
    [
      'income.salary',
      'every: month, times: 13, amounts: ["2450.00"], description: EXAMPLE WORKS PAYROLL, channel: transfer',
    ],
    [
      'housing.rent',
      'every: month, times: 13, amounts: ["-780.00"], description: RENT MEADOW LANE 4, channel: standing-order',
    ],
    [
      'food.grocery',
      'every: week, times: 56, amounts: ["-61.20", "-48.75", "-83.10"], description: ALDI SUED, channel: card',
    ],
  ];
  return life
    .filter(([other]) => other !== category && !other.startsWith(`${category}.`))
    .map(([, payment], index) => `    - { from: 2025-01-0${index + 2}, ${payment} }`);
}
