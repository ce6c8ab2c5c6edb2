/** Says why a file is taken for FDX by the text that it begins with. */
export function recogniseFdx(head: string): string | undefined {
  return /"transactions"\s*:\s*\[/.test(head) && /"(?:debitCreditMemo|postedTimestamp)"\s*:/.test(head)
    ? 'it holds the list "transactions" with "debitCreditMemo"'
    : undefined;
}
