/** How a text is painted; without colour all look alike. */
export type Tone = 'plain' | 'bold' | 'dim' | 'good' | 'bad';

/** What lines are drawn on. */
export interface View {
  readonly colour: boolean;
  readonly width: number;
}

const CODES: Readonly<Record<Tone, string>> = { plain: '', bold: '1', dim: '2', good: '32', bad: '31' };

/** Wraps a text in its colour, or leaves it as it is. */
export function paint(text: string, tone: Tone, colour: boolean): string {
  return colour && tone !== 'plain' ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text;
}

/** A text in lines no wider than `width`, each behind an indent. */
export function wrapped(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, indent + line];
}
