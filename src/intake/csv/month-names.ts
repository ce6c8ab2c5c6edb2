/** Months' names and short forms as exports write them, by language: English, German, French, Dutch, Spanish, Italian, Portuguese. */
const NAMES: readonly string[] = [
  'jan january januar jaenner janv janvier januari ene enero gen gennaio janeiro',
  'feb february februar fev fevr fevrier februari febrero febbraio fevereiro',
  'mar march maerz maer mrz mars maart mrt marzo marco',
  'apr april avr avril abr abril aprile',
  'may mai mei mayo mag maggio maio',
  'jun june juni juin junio giu giugno junho',
  'jul july juli juil juillet julio lug luglio julho',
  'aug august aou aout augustus ago agosto',
  'sep sept september septembre septiembre set settembre setembro',
  'oct october okt oktober octobre octubre ott ottobre out outubro',
  'nov november novembre noviembre novembro',
  'dec december dez dezember decembre dic diciembre dicembre dezembro',
];

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** The month, 1 to 12, of a name in any case, with or without accents; undefined when it is none. */
export function monthOfName(name: string): number | undefined {
  const lower = name.toLowerCase();
  return MONTHS.get(lower) ?? MONTHS.get(plainLetters(lower));
}

/** ä as ae in German names, every other accent left out. */
function plainLetters(text: string): string {
  return text.replace('ä', 'ae').normalize('NFD').replace(/\p{M}/gu, '');
}
