import type { Span } from './spans.ts';

const LOCAL = /[^\s@/,;:<>()[\]"*=|?]/u;
const HOST = /[\p{L}\p{N}._-]/u;

/** Finds e-mail addresses and payment addresses (name@bank): whatever stands glued to both sides of an at sign. */
export function findAddresses(text: string, spans: Span[]): void {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    let end = at + 1;
    while (start > 0 && LOCAL.test(text[start - 1]!)) start--;
    while (end < text.length && HOST.test(text[end]!)) end++;
    // Columns of 35 characters part an address behind its at sign: john@ gmail.com.
    if (end === at + 1 && text[end] === ' ' && start < at) end = hostBehind(text, end + 1) ?? end;
    if (start < at && end > at + 1) spans.push({ start, end, kind: 'email' });
  }
}

function hostBehind(text: string, start: number): number | undefined {
  const host = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+/i.exec(text.slice(start));
  return host === null ? undefined : start + host[0].length;
}
