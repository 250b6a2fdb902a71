// A customer token as a shop's server makes it, by hand: so that a test can also make what no library would.

import { createHmac } from 'node:crypto';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Good for ten minutes from `now`; `over` changes some of its claims.
 * @param now seconds
 */
export function customerToken(
  secret: string,
  { site, number, now = Math.floor(Date.now() / 1000) }: { site: string; number: string; now?: number },
  over: object = {},
): string {
  const claims = { iss: site, aud: 'optmark', number, iat: now, exp: now + 600, ...over };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
