// Base64 as C2SP texts use it: RFC 4648 section 4, standard alphabet, padded.
//
// decodeBase64 accepts exactly the one spelling encodeBase64 writes. Buffer alone would also take the URL alphabet,
// missing padding, line breaks and stray final bits, so two different texts could carry one signature.

/** Standard padded base64. */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** The bytes, or undefined when the text is not the canonical base64 of anything. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
