/** A whole number of minor units as a decimal text: 314 at scale 2 is `3.14`. */
export function scaledDecimal(unscaled: bigint, scale: number): string {
  const isNegative = unscaled < 0n;
  const digits = `${isNegative ? -unscaled : unscaled}`.padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const text = scale === 0 ? whole : `${whole}.${digits.slice(digits.length - scale)}`;
  return isNegative ? `-${text}` : text;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Sixteen bytes hold more than any amount. */
const LENGTH_MAX = 24;

/** A decimal of Kafka Connect: a two's complement number, the highest byte first, in base64. `ATo=` at scale 2 is 3.14. */
export function decimalOfBase64(text: string, scale: number): string | undefined {
  if (text === '' || text.length > LENGTH_MAX || !BASE64.test(text)) return undefined;
  const hex = Buffer.from(text, 'base64').toString('hex');
  const bits = hex.length * 4;
  return scaledDecimal(BigInt.asIntN(bits, BigInt(`0x${hex}`)), scale);
}
