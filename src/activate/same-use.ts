import type { Verdict } from '../model/activation.ts';

type UseName = Pick<Verdict, 'channel' | 'risk' | 'purpose'>;

/** Whether two speak of one channel, risk and purpose. */
export function isSameUse(a: UseName, b: UseName): boolean {
  return a.channel === b.channel && a.risk === b.risk && a.purpose === b.purpose;
}
