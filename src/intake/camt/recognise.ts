/** Says why a file is taken for camt by the text that it begins with; undefined when it is not. */
export function recogniseCamt(head: string): string | undefined {
  const version = /urn:iso:std:iso:20022:tech:xsd:(camt\.05[234]\.\d{3}\.\d{2})/.exec(head)?.[1];
  if (version !== undefined) return `its namespace is that of ${version}`;
  const message = /<(?:[\w.-]+:)?(BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn))\b/.exec(head)?.[1];
  return message === undefined ? undefined : `it holds the element ${message}`;
}
