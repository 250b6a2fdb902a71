// A number of a person as it is shown: its end alone, until the ledger has been given a reason and sends it
// in full. What the server masks is drawn with dots; what it did not mask is masked here all the same, so no
// answer that forgot to shows a number.

import { html, type TemplateResult } from 'lit';
import { person as words } from '../words/en.ts';

const shownDigits = 4;

export const endOf = (number: string): string => number.replaceAll(/\D/g, '').slice(-shownDigits);

/** `•••••• 3210`, with the country's code where the server sent one apart. */
export function dotted(number: string): string {
  const end = endOf(number);
  const [, code] = /^(\+\d{1,3})\s/.exec(number) ?? [];
  return `${code === undefined ? '' : `${code} `}••••• •${end}`;
}

export const masked = (
  number: string,
): TemplateResult => html`<span class="nw" aria-hidden="true">${dotted(number)}</span
  ><span class="vh">${words.ending(endOf(number))}</span>`;

/** Runs of digits that could be a number lose all but their end. */
export const withoutNumbers = (text: string): string =>
  text.replaceAll(/\+?\d[\d ().-]{6,}\d/g, (run) => `••••${endOf(run)}`);
