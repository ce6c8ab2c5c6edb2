import { type Html, html } from '../../lib/html.ts';
import { dayInMonth, monthIndexOf } from '../../model/day.ts';
import { monthName, percentAlong } from './words.ts';

/** Months that are named below a picture, at the most: so many have room on a telephone. */
const NAMES_MAX = 5;

/** A line below a picture that says where the months begin; the tables say the same in words. */
export function monthAxis(axis: { readonly from: number; readonly to: number }): Html {
  const [first, last] = [monthIndexOf(axis.from), monthIndexOf(axis.to)];
  const step = Math.max(1, Math.ceil((last - first + 1) / NAMES_MAX));
  const marks: Html[] = [];
  for (let month = dayInMonth(first, 1) === axis.from ? first : first + 1; month <= last; month += step) {
    const left = percentAlong(dayInMonth(month, 1), axis);
    // A name that begins this far right would be cut off.
    if (left > 85) break;
    const [name, year] = monthName(month).split(' ');
    marks.push(html`<span style="left:${left}%"><b>${name}</b> <em>${year}</em></span>`);
  }
  return html`<div class="axis" aria-hidden="true">${marks}</div>`;
}
