// RFC 4648 section 5, without padding, as JOSE uses it.

export function base64url(bytes: ArrayBuffer | Uint8Array): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replace(/[+/=]/g, (character) => ({ '+': '-', '/': '_' })[character] ?? '');
}
