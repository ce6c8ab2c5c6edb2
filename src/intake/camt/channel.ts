import type { Channel } from '../../model/transaction.ts';
import { channelOfGvc } from '../mt940/gvc.ts';
import { at, type Element, textAt } from './element.ts';

/**
 * ISO 20022 external code set BankTransactionCodes (as of 2025): what a sub-family says counts more than its family.
 */
const SUB_FAMILIES: ReadonlyMap<string, Channel> = new Map([
  ...['CHRG', 'COMM', 'COME', 'COMI', 'COMT', 'FEES'].map((code) => [code, 'fee'] as const),
  ...['INTR', 'OVRI'].map((code) => [code, 'interest'] as const),
  ...['STDO', 'RPCR'].map((code) => [code, 'standing-order'] as const),
  ...['CWDL', 'CDPT', 'XBCW', 'BCWD', 'MSCD'].map((code) => [code, 'cash'] as const),
  ...['POSD', 'POSP', 'POSC', 'SMRT', 'SMCD', 'XBCP', 'DCCT'].map((code) => [code, 'card'] as const),
  ...['ESDD', 'BBDD', 'PMDD', 'XBDD', 'OODD', 'FIDD', 'UPDD', 'PRDD', 'RCDD'].map(
    (code) => [code, 'direct-debit'] as const,
  ),
]);
const FAMILIES: ReadonlyMap<string, Channel> = new Map([
  ...['CCRD', 'MCRD'].map((code) => [code, 'card'] as const),
  ...['IDDT', 'RDDT'].map((code) => [code, 'direct-debit'] as const),
  ...['ICDT', 'RCDT', 'IRCT', 'RRCT'].map((code) => [code, 'transfer'] as const),
  ...['CNTR'].map((code) => [code, 'cash'] as const),
]);

/** The channel that a bank transaction code means: of the domain, else the German code among the proprietary ones. */
export function channelOfCode(code: Element | undefined): Channel | '' {
  const family = at(code, 'Domn', 'Fmly');
  const bySubFamily = SUB_FAMILIES.get(textAt(family, 'SubFmlyCd'));
  const byFamily = bySubFamily ?? FAMILIES.get(textAt(family, 'Cd'));
  if (byFamily !== undefined) return byFamily;
  // `NDDT+105+00931`: SWIFT code, GVC, primanota; a GVC alone is written too (DFÜ-Abkommen, Anlage 3, 7.3).
  const proprietary = textAt(code, 'Prtry', 'Cd').split('+');
  return channelOfGvc(proprietary[1] ?? proprietary[0] ?? '');
}
