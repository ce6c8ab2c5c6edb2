/** Says why a file is taken for UK Open Banking by the text that it begins with. */
export function recogniseObUk(head: string): string | undefined {
  return /"Data"\s*:/.test(head) && /"Transaction"\s*:\s*\[/.test(head)
    ? 'it holds the list "Transaction" in "Data"'
    : undefined;
}
