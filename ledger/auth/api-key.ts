// Secret keys: `om_` and 24 random bytes. Only the SHA-256 is stored; with 192 bits of entropy a slow hash
// would add nothing but load.

import { hash } from 'node:crypto';
import { bearerIn, passwordIn } from './authorization.ts';

const shape = /^om_[A-Za-z0-9_-]{32}$/;

export type ApiKeyHash = Buffer;

export function formatApiKey(random: Buffer): string {
  if (random.length !== 24) throw new RangeError('an API key holds 24 random bytes');
  return `om_${random.toString('base64url')}`;
}

const ours = (shown: string | undefined) => (shown !== undefined && shape.test(shown) ? shown : undefined);

/** The key in an Authorization header as Bearer, or undefined if it holds none of ours. */
export const parseBearer = (header: string | undefined) => ours(bearerIn(header));

/** The key as the password of Basic credentials. */
export const parseBasic = (header: string | undefined) => ours(passwordIn(header));

export function hashApiKey(key: string): ApiKeyHash {
  return hash('sha256', key, 'buffer');
}
