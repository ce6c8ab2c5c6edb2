/** Says why a file is taken for Plaid's pages by the text that it begins with. */
export function recognisePlaid(head: string): string | undefined {
  const isPage = /"(?:added|modified|removed|transactions)"\s*:\s*\[/.test(head);
  return isPage && /"(?:transaction_id|next_cursor)"\s*:/.test(head)
    ? 'it holds lists of transactions with "transaction_id"'
    : undefined;
}
