// Base64 that has one spelling (RFC 4648 sections 4 and 5). Buffer alone also takes the other alphabet,
// missing or needless padding, line breaks and stray final bits: two texts would be one nonce, one token, one
// signature.

/**
 * The bytes, or undefined where the text is not the one spelling of anything: base64url has no padding,
 * base64 has.
 */
export function decodeOnce(text: string, alphabet: 'base64url' | 'base64' = 'base64url'): Buffer | undefined {
  const bytes = Buffer.from(text, alphabet);
  return bytes.toString(alphabet) === text ? bytes : undefined;
}

/** Standard padded base64, as C2SP texts use it. */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
