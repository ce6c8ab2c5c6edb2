import { child, childrenOf, type Element, textAt } from './element.ts';

/** What a payment is for: the unstructured lines, else references and remarks; what the bank adds only where nothing else stands. */
export function descriptionOf(detail: Element | undefined, entry: Element): string {
  const remittance = child(detail, 'RmtInf');
  const lines = childrenOf(remittance, 'Ustrd').map(({ text }) => text.trim());
  const structured = childrenOf(remittance, 'Strd').flatMap((one) => [
    textAt(one, 'CdtrRefInf', 'Ref'),
    ...childrenOf(one, 'AddtlRmtInf').map(({ text }) => text.trim()),
  ]);
  const said = join([...lines, ...structured]);
  if (said !== '') return said;
  return join([textAt(detail, 'AddtlTxInf'), textAt(entry, 'AddtlNtryInf')]);
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
