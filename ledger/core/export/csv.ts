// A line of CSV (RFC 4180) that a person opens in a spreadsheet, which takes some cells for formulas and
// runs them. The words of a person or of a shop must not do that, nor hide what stands beside them.

/** What begins a formula, in full width as well, behind what some readers take away first. */
const signs = String.raw`[=+\-@\uff1d\uff0b\uff0d\uff20]`;
const takenAway = String.raw`[\s"\p{Cc}\p{Cf}]*`;

/** A spreadsheet calculates a cell that begins so. A quotation mark before it makes it a text. */
const formula = new RegExp(String.raw`^(?:[\t\r\n]|${takenAway}${signs})`, 'u');

/**
 * Where one begins behind what some readers take for the end of a cell, quoted or not. The sign is looked for
 * first: else each of many line breaks would be read to the last of them.
 */
const formulaInside = new RegExp(String.raw`(?=${signs})(?<=[;\t\r\n]${takenAway})`, 'gu');

/**
 * What RFC 4180 has no place for, and marks that turn the direction of all that follows, beyond their cell.
 * Isolates stay: they end with their line, and words in Arabic need them.
 */
const misleading = /(?![\t\r\n])[\p{Cc}\u202a-\u202e]/gu;

const mustBeQuoted = /[",;\t\r\n]/;

/** Nearly every cell: nothing of the above can be in it, and it is seen at once. */
const harmless = /^(?:[A-Za-z0-9][A-Za-z0-9 ._:/@+-]*)?$/;

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(text: string): string {
  if (harmless.test(text)) return text;
  const begun = formula.test(text) ? `'${text}` : text;
  const safe = begun.replaceAll(formulaInside, "'");
  const plain = safe.replaceAll(misleading, '\ufffd').toWellFormed();
  return mustBeQuoted.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
