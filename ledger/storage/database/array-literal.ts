// Arrays as Postgres writes them: {a,"b \"c\"",NULL,{1,2}}.
// https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO Our own, because postgres.js 3.4.9 sends an array
// of bytes or bigints under the type of its element, and reads a NULL element as the word "NULL".

import { bufferOver } from './buffer-over.ts';
import type { Parameter } from './parameter.ts';

type Elements = readonly (Parameter | Elements)[];

/**
 * Text without a type of its own, so that the server reads it as the type that the statement names:
 * ::bigint[], ::bytea[], ...
 */
export function formatArray(elements: Elements): string {
  return `{${elements.map(formatElement).join(',')}}`;
}

function formatElement(element: Parameter | Elements): string {
  if (element === null) return 'NULL';
  if (typeof element === 'string') return `"${element.replaceAll(/["\\]/g, '\\$&')}"`;
  if (element instanceof Uint8Array) return `"\\\\x${bufferOver(element).toString('hex')}"`;
  if (element instanceof Date) return `"${element.toISOString()}"`;
  return typeof element === 'object' ? formatArray(element) : String(element);
}

// One element: quoted with escapes, or bare up to the next comma. A bare NULL means null; a quoted one is the
// word.
const ELEMENT = /"((?:[^"\\]|\\.)*)"|([^,]+)/gs;

/** The elements of a one-dimensional array, each read by `parse`. Throws RangeError for more dimensions. */
export function parseArray<T>(text: string, parse: (element: string) => T): (T | null)[] {
  if (!text.startsWith('{') || text.startsWith('{{'))
    throw new RangeError('an array column has more than one dimension');
  return Array.from(text.slice(1, -1).matchAll(ELEMENT), ([, quoted, bare]) => {
    if (quoted !== undefined) return parse(quoted.replaceAll(/\\(.)/gs, '$1'));
    return bare === 'NULL' ? null : parse(bare as string);
  });
}
