import { escapeHtml } from './escape.ts';

/** A table as a reader of any kind can follow it: the first cell of a row names the row. */
export function htmlTable(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('');
  const body = rows
    .map(([name = '', ...cells]) => {
      const rest = cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('');
      return `<tr><th scope="row">${escapeHtml(name)}</th>${rest}</tr>`;
    })
    .join('');
  // What scrolls must be reachable by keyboard, and have a name when it is reached.
  return (
    `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(caption)}"><table>` +
    `<caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
  );
}

/** A table behind a picture, folded away until it is asked for. */
export function foldedTable(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return `<details><summary>The figures as a table</summary>${htmlTable(caption, headings, rows)}</details>`;
}
