/** Says why a file is taken for an account report by the text that it begins with. */
export function recogniseBerlin(head: string): string | undefined {
  return /"(?:booked|pending)"\s*:\s*\[/.test(head) && /"transactionAmount"\s*:/.test(head)
    ? 'it holds the lists "booked" or "pending" with "transactionAmount"'
    : undefined;
}
