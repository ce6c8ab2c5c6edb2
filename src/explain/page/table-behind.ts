import { type Html, type HtmlValue, html } from '../../lib/html.ts';

/** A table that a screen reader can follow: its first column names the row. */
export interface PlainTable {
  readonly caption: string;
  readonly head: readonly string[];
  /** Columns that hold numbers stand to the right. */
  readonly numbers?: readonly number[];
  /** Columns of days and ids, which are not broken into lines. */
  readonly tight?: readonly number[];
  readonly rows: readonly (readonly HtmlValue[])[];
}

/** A table that scrolls by itself where it is too wide. */
export function renderTable({ caption, head, rows, numbers = [], tight = [] }: PlainTable): Html {
  const side = (column: number) => {
    if (numbers.includes(column)) return html` class="number"`;
    return tight.includes(column) ? html` class="tight"` : undefined;
  };
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption><span>${caption}</span></caption>
<thead><tr>${head.map((text, column) => html`<th scope="col"${side(column)}>${text}</th>`)}</tr></thead>
<tbody>${rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, column) =>
        column === 0
          ? html`<th scope="row"${side(column)}>${cell}</th>`
          : html`<td${side(column)}>${cell}</td>`,
      )}</tr>
`,
  )}</tbody></table></div>`;
}

/** The table behind a picture, to be opened. */
export function tableBehind(summary: string, table: PlainTable): Html {
  return html`<details class="behind"><summary>${summary}</summary>${renderTable(table)}</details>`;
}
