// Secret keys: `om_` and 24 random bytes. Only the SHA-256 is stored; with 192 bits of entropy a slow hash
// would add nothing but load.

import { hash } from 'node:crypto';

const shape = /^om_[A-Za-z0-9_-]{32}$/;

export type ApiKeyHash = Buffer;

export function formatApiKey(random: Buffer): string {
  if (random.length !== 24) throw new RangeError('an API key holds 24 random bytes');
  return `om_${random.toString('base64url')}`;
}

// RFC 9110 section 11.1: the scheme's name is the same in any case.
const bearer = /^bearer +/i;

/** The key in an Authorization header (RFC 6750), or undefined if it holds none of ours. */
export function parseBearer(header: string | undefined): string | undefined {
  if (header === undefined || !bearer.test(header)) return undefined;
  const key = header.replace(bearer, '').trimEnd();
  return shape.test(key) ? key : undefined;
}

const basic = /^basic +/i;

/** The key as the password of Basic credentials (RFC 7617); the user name may be anything. */
export function parseBasic(header: string | undefined): string | undefined {
  if (header === undefined || !basic.test(header)) return undefined;
  const credentials = Buffer.from(header.replace(basic, ''), 'base64').toString('latin1');
  const key = credentials.slice(credentials.indexOf(':') + 1);
  return credentials.includes(':') && shape.test(key) ? key : undefined;
}

export function hashApiKey(key: string): ApiKeyHash {
  return hash('sha256', key, 'buffer');
}
