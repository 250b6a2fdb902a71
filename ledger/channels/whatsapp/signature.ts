// How Meta signs a webhook: X-Hub-Signature-256: sha256=<hex of HMAC-SHA256(app secret, body)>. Over the
// bytes as they came: Meta escapes what is not ASCII, so a body that was parsed and written again has another
// signature.

import { createHmac, timingSafeEqual } from 'node:crypto';

const shape = /^sha256=([0-9a-f]{64})$/;

/** Whether a header can be such a signature at all. */
export const isSignature = (header: string | undefined): header is string =>
  header !== undefined && shape.test(header);

/** Whether the holder of this app secret signed these bytes. In constant time; never throws on any input. */
export function isSignedWith(secret: Uint8Array, header: string, body: Uint8Array): boolean {
  const signature = shape.exec(header)?.[1];
  if (signature === undefined) return false;
  const due = createHmac('sha256', secret).update(body).digest();
  return timingSafeEqual(due, Buffer.from(signature, 'hex'));
}
