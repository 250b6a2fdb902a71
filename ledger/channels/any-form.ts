// A body that may hold a stop, whatever its sender calls it: JSON, or the fields of a form, in whichever
// encoding its mark names. What no text can hold is replaced, never refused; a field that stands twice holds
// all that it says.

import { parseJsonWhole } from './json.ts';

/** Throws malformed: it is neither. */
export function anyFormIn(bytes: Buffer): unknown {
  const text = decoded(bytes);
  return theOnlyOne(formIn(text) ?? parseJsonWhole(text));
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By the mark that a text begins with, of two bytes; UTF-8 where there is none. */
export const encodingOf = ([first, second]: Uint8Array): Encoding =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';

/** In the encoding that its mark says; what cannot be read is replaced, and the mark left out. */
export const decoded = (bytes: Buffer): string => new TextDecoder(encodingOf(bytes)).decode(bytes);

const field = /^[\w.-]+(?:\[\w*\]|%5B\w*%5D)*=/i;

/**
 * As curl -d and HTML forms send fields: `number=%2B919876543210&purposes[]=marketing`. A name that stands
 * twice or ends in brackets holds a list. Undefined for any other text.
 */
function formIn(text: string): Record<string, unknown> | undefined {
  const given = field.test(text) ? new URLSearchParams(text) : partsIn(text);
  if (given === undefined) return undefined;
  const fields = new Map<string, string | string[]>();
  for (const [full, value] of given) {
    const name = full.replace(/\[\d*\]$/, '');
    const before = fields.get(name);
    if (before !== undefined) fields.set(name, [before, value].flat());
    else fields.set(name, name === full ? value : [value]);
  }
  return Object.fromEntries(fields);
}

const part = /^\r?\n(.*?)\r?\n\r?\n(.*?)\r?$/s;

/** The fields of multipart/form-data (RFC 7578), as curl -F sends them: each behind its boundary. */
function partsIn(text: string): [name: string, value: string][] | undefined {
  const boundary = /^\s*(--[^\r\n]+)/.exec(text)?.[1];
  if (boundary === undefined) return undefined;
  return `\n${text.trimStart()}`.split(`\n${boundary}`).flatMap((one): [string, string][] => {
    const [, head = '', value = ''] = part.exec(one) ?? [];
    const name = /\bname="?([^";\r\n]+)/i.exec(head)?.[1];
    return name === undefined ? [] : [[name, value]];
  });
}

/** Some clients wrap what they send: in a list of one, or as a text that is JSON itself. */
function theOnlyOne(value: unknown): unknown {
  if (typeof value === 'string' && /^\s*[{[]/.test(value)) return theOnlyOne(parseJsonWhole(value));
  return Array.isArray(value) && value.length === 1 && typeof value[0] === 'object' ? value[0] : value;
}
