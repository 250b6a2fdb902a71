// A line of CSV (RFC 4180) that a person opens in a spreadsheet, which takes some cells for formulas and
// runs them. The words of a person or of a shop must not do that, nor hide what stands beside them.

/**
 * A spreadsheet calculates a cell that begins so: in full width as well, and behind blanks or characters that
 * are not drawn, which some take away first. A quotation mark before it makes it a text.
 */
const formula = /^(?:[\t\r\n]|[\s"\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/** The same behind what some readers take for the end of a cell, quoted or not. */
const formulaInside = /([;\t\r\n][\s"\p{Cc}\p{Cf}]*)([=+\-@\uff1d\uff0b\uff0d\uff20])/gu;

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
  const safe = begun.replaceAll(formulaInside, "$1'$2");
  const plain = safe.replaceAll(misleading, '\ufffd').toWellFormed();
  return mustBeQuoted.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
