/** The ways in which a line is spoilt; each of them is a dead letter to whoever reads plain events. */
export const DIRT_KINDS = [
  'cut-off',
  'foreign-format',
  'binary',
  'list',
  'amount-number',
  'amount-comma',
  'amount-decimals',
  'amount-huge',
  'amount-missing',
  'currency-unknown',
  'date-impossible',
  'date-year-1',
  'date-year-9999',
  'date-local',
  'account-blank',
  'kind-unknown',
] as const;
export type DirtKind = (typeof DIRT_KINDS)[number];

const AMOUNT = /"amount":"(-?\d+)\.(\d+)"/;
const DATE = /"date":"(\d+)-(\d+)-(\d+)"/;

/** Spoils a good line. A line that takes a transaction back has no amount to spoil: it is cut off. */
export function soil(line: string, kind: DirtKind): string {
  switch (AMOUNT.test(line) ? kind : 'cut-off') {
    case 'cut-off':
      return line.slice(0, Math.floor(line.length * 0.7));
    case 'foreign-format':
      return line.replaceAll(/[{}"]/g, '').replaceAll(',', ';');
    case 'binary':
      return `\u0000\u0001PK\u0003\u0004${line.slice(20, 40)}`;
    case 'list':
      return `[${line}]`;
    case 'amount-number':
      return line.replace(AMOUNT, '"amount":$1.$2');
    case 'amount-comma':
      return line.replace(AMOUNT, '"amount":"$1,$2"');
    case 'amount-decimals':
      return line.replace(AMOUNT, '"amount":"$1.$27"');
    case 'amount-huge':
      return line.replace(AMOUNT, '"amount":"999999999999999.00"');
    case 'amount-missing':
      return line.replace(AMOUNT, '"sum":"$1.$2"');
    case 'currency-unknown':
      return line.replace(/"currency":"\w+"/, '"currency":"TALER"');
    case 'date-impossible':
      return line.replace(DATE, '"date":"$1-02-30"');
    case 'date-year-1':
      return line.replace(DATE, '"date":"0001-01-01"');
    case 'date-year-9999':
      return line.replace(DATE, '"date":"9999-12-31"');
    case 'date-local':
      return line.replace(DATE, '"date":"$3.$2.$1"');
    case 'account-blank':
      return line.replace(/"account":"[^"]*"/, '"account":""');
    case 'kind-unknown':
      return line.replace('"kind":"transaction"', '"kind":"payment"');
  }
}
