/** Whether digits may be a card's number: a known issuer range, and Luhn's check digit. */
export function isCardNumber(digits: string): boolean {
  return digits.length >= 12 && digits.length <= 19 && isIssued(digits) && passesLuhn(digits);
}

/** Ranges by network, as issuers publish them: first digits and lengths. */
function isIssued(digits: string): boolean {
  const { length } = digits;
  const two = Number(digits.slice(0, 2));
  const three = Number(digits.slice(0, 3));
  const four = Number(digits.slice(0, 4));
  if (digits.startsWith('4')) return length === 13 || length === 16 || length === 19;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return length === 16;
  if (two === 34 || two === 37) return length === 15;
  if ((three >= 300 && three <= 305) || two === 36 || two === 38 || two === 39 || three === 309)
    return length >= 14;
  if (four >= 3528 && four <= 3589) return length >= 16;
  if (four >= 2200 && four <= 2204) return length >= 16;
  if (four === 9792) return length === 16;
  if (two === 60 || two === 62 || two === 64 || two === 65 || two === 81 || two === 82) return length >= 16;
  // Maestro and its kin: 50, 56 to 69.
  return two === 50 || (two >= 56 && two <= 69);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
