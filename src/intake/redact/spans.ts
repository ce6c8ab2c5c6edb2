/** What was hidden; it stands in brackets in its place. */
export type SecretKind =
  | 'card'
  | 'iban'
  | 'account'
  | 'ssn'
  | 'id'
  | 'email'
  | 'phone'
  | 'number'
  | 'name'
  | 'holder';

/** A part of a text that must not be written. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: SecretKind;
}

/** Writes `[kind]` in the place of each span; what overlaps becomes one, named after its first. */
export function replaceSpans(text: string, spans: readonly Span[]): string {
  return joined(text, spans, (kind) => (kind === 'holder' ? '[name]' : `[${kind}]`));
}

/** Leaves a blank in the place of each span. */
export function cutSpans(text: string, spans: readonly Span[]): string {
  return joined(text, spans, () => ' ');
}

function joined(text: string, spans: readonly Span[], say: (kind: SecretKind) => string): string {
  if (spans.length === 0) return text;
  const ordered = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  let result = '';
  let done = 0;
  for (const { start, end, kind } of ordered) {
    if (start >= done) result += text.slice(done, start) + say(kind);
    if (end > done) done = end;
  }
  return result + text.slice(done);
}
