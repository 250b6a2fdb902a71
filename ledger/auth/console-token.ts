// What signs a person in to the console: the token of a link that works once, and that of the cookie. Each is
// 32 random bytes, kept by its SHA-256 alone; with 256 bits of entropy a slow hash would add nothing but
// load.
//
// The token against forged requests is a MAC of the cookie's hash: a page of another site can have the cookie
// sent, and cannot read it, so it cannot make the header.

import { hash } from 'node:crypto';
import { decodeOnce } from '../core/base64url.ts';
import { type MacKeys, mac, macIs } from '../core/mac.ts';

/** Random bytes of a token. */
export const consoleTokenBytes = 32;
const shape = /^[A-Za-z0-9_-]{43}$/;

export const hashConsoleToken = (token: string): Buffer => hash('sha256', token, 'buffer');

/** The token as its hash, or undefined if it is none of ours. */
export const consoleTokenIn = (given: string | undefined): Buffer | undefined =>
  given !== undefined && shape.test(given) ? hashConsoleToken(given) : undefined;

export const csrfTokenOf = (keys: MacKeys, session: Uint8Array): string =>
  mac(keys, 'console-csrf/v1', session).toString('base64url');

export function isCsrfToken(keys: MacKeys, session: Uint8Array, given: string | undefined): boolean {
  const bytes = given === undefined ? undefined : decodeOnce(given);
  return bytes !== undefined && macIs(keys, bytes, 'console-csrf/v1', session);
}
