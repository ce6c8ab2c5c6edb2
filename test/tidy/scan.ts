/** A word, a text or a sign of a source file; comments, regular expressions and numbers leave nothing behind. */
export interface Token {
  readonly kind: 'name' | 'string' | 'sign';
  readonly text: string;
  readonly line: number;
}

/** After these a slash begins a regular expression, not a division. */
const BEFORE_REGEX = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'do',
  'else',
  'void',
  'delete',
  'throw',
  'new',
]);

/** Cuts TypeScript into tokens, as far as the rules of the house need it. */
export function scan(source: string): Token[] {
  const tokens: Token[] = [];
  const state = { index: 0, line: 1 };
  scanCode(source, state, tokens, false);
  return tokens;
}

interface State {
  index: number;
  line: number;
}

/** Scans code to its end, or to the brace that closes a template's `${`. */
function scanCode(source: string, state: State, tokens: Token[], inTemplate: boolean): void {
  let depth = 0;
  while (state.index < source.length) {
    const character = source[state.index]!;
    const next = source[state.index + 1];
    const line = state.line;
    if (character === '\n') advance(source, state, 1);
    else if (character === '/' && next === '/') skipTo(source, state, '\n', 0);
    else if (character === '/' && next === '*') skipTo(source, state, '*/', 2);
    else if (character === '"' || character === "'") {
      tokens.push({ kind: 'string', text: scanString(source, state, character), line });
    } else if (character === '`') scanTemplate(source, state, tokens);
    else if (character === '/' && startsRegex(tokens)) skipRegex(source, state);
    else if (isNameStart(character)) tokens.push({ kind: 'name', text: scanName(source, state), line });
    else if (isDigit(character)) scanName(source, state);
    else if (character.trim() === '') advance(source, state, 1);
    else {
      if (character === '{') depth++;
      if (character === '}' && depth-- === 0 && inTemplate) return;
      tokens.push({ kind: 'sign', text: character, line });
      advance(source, state, 1);
    }
  }
}

function scanTemplate(source: string, state: State, tokens: Token[]): void {
  const line = state.line;
  let text = '';
  advance(source, state, 1);
  while (state.index < source.length && source[state.index] !== '`') {
    if (source[state.index] === '\\') advance(source, state, 2);
    else if (source[state.index] === '$' && source[state.index + 1] === '{') {
      advance(source, state, 2);
      // Signs around what is put in keep a template from looking like a plain text.
      tokens.push({ kind: 'sign', text: '$', line: state.line });
      scanCode(source, state, tokens, true);
      advance(source, state, 1);
    } else {
      text += source[state.index];
      advance(source, state, 1);
    }
  }
  advance(source, state, 1);
  tokens.push({ kind: 'string', text, line });
}

function scanString(source: string, state: State, quote: string): string {
  advance(source, state, 1);
  let text = '';
  while (state.index < source.length && source[state.index] !== quote && source[state.index] !== '\n') {
    if (source[state.index] === '\\') advance(source, state, 1);
    text += source[state.index] ?? '';
    advance(source, state, 1);
  }
  advance(source, state, 1);
  return text;
}

function scanName(source: string, state: State): string {
  const start = state.index;
  while (
    state.index < source.length &&
    (isNameStart(source[state.index]!) || isDigit(source[state.index]!))
  ) {
    state.index++;
  }
  return source.slice(start, state.index);
}

/** A slash divides after a value: a name, a text, or a closing bracket, each perhaps with TypeScript's `!` behind. */
function startsRegex(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  const isAsserted = last?.text === '!' && isValueEnd(tokens.at(-2));
  return !isAsserted && !isValueEnd(last);
}

function isValueEnd(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'name') return !BEFORE_REGEX.has(token.text);
  return token.kind === 'string' || ')]}'.includes(token.text);
}

function skipRegex(source: string, state: State): void {
  let inClass = false;
  for (state.index++; state.index < source.length && source[state.index] !== '\n'; state.index++) {
    const character = source[state.index];
    if (character === '\\') state.index++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) break;
  }
  state.index++;
  // The flags are no name of the file's.
  scanName(source, state);
}

function skipTo(source: string, state: State, end: string, past: number): void {
  const found = source.indexOf(end, state.index + past);
  advance(source, state, (found < 0 ? source.length : found + past) - state.index);
}

function advance(source: string, state: State, count: number): void {
  for (let step = 0; step < count; step++) if (source[state.index++] === '\n') state.line++;
}

function isNameStart(character: string): boolean {
  return /[A-Za-z_$\u0080-\uffff]/.test(character);
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}
