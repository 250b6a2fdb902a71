// A platform's HMAC over a text, in base64. Compared in constant time: how far a forgery agrees is not told.

import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether one of these signatures is one of these secrets' over the text. */
export function isSignedBy(
  hash: 'sha1' | 'sha256',
  secrets: readonly string[],
  text: string,
  signatures: readonly string[],
): boolean {
  const due = secrets.map((secret) =>
    Buffer.from(createHmac(hash, secret).update(text, 'utf8').digest('base64')),
  );
  return signatures
    .map((signature) => Buffer.from(signature, 'utf8'))
    .some((given) => due.some((one) => one.length === given.length && timingSafeEqual(one, given)));
}
