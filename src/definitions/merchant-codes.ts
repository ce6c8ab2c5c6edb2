/**
 * Merchant category codes that exist and that the dictionary gives no category: wholesale, repairs, services to firms.
 * Source: own knowledge of ISO 18245 and the lists of the card schemes, 2026-11.
 */
const UNSORTED_CODES: ReadonlySet<string> = new Set(
  `2791 4468 4813 4815 5013 5021 5039 5044 5045 5046 5047 5051 5065 5072 5074 5085 5094 5099 5111 5122 5131 5137 5139 5169 5172 5192 5193 5198 5199 5262 5271 5551 5561 5598 5832 5961 5962 5963 5965 5966 5967 5969 5973 5978 5997 5998 6012 6050 6381 6399 6529 6530 6531 6532 6533 6534 6535 6536 6537 6611 6760 7251 7278 7280 7295 7322 7333 7338 7339 7361 7375 7379 7392 7393 7395 7399 7511 7524 7622 7623 7629 7631 7641 7692 7699 7833 8044 8734 9405 9700 9701 9702 9950`.split(
    /\s+/,
  ),
);

/** Whether a code exists, though no category follows from it. */
export function isUnsortedCode(code: string): boolean {
  return UNSORTED_CODES.has(code);
}
