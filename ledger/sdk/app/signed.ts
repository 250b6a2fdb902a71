// What an app signs, and the key it signs with: compact JWS (RFC 7515) by WebCrypto alone, so that it runs
// wherever that is, React Native with a polyfill included.
//
//   BASE64URL({"alg","typ","jwk"}) . BASE64URL(claims as JSON) . BASE64URL(signature)

/** The public members alone. */
export type PublicJwk = { crv: string; kty: string; x: string; y?: string };

/** A key of the platform's keystore, made when the app was installed; its private part never leaves it. */
export type AppKey = {
  /** Phones' keystores have P-256: ES256. */
  alg: 'ES256' | 'Ed25519';
  jwk: PublicJwk;
  /** Of ES256 it returns r ‖ s, 64 bytes (RFC 7518 section 3.4), and not DER, which platforms give. */
  sign(input: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer | Uint8Array>;
};

/** A key of WebCrypto that cannot be exported, for an app without access to its platform's keystore. */
export async function makeAppKey(): Promise<AppKey> {
  const { subtle } = crypto;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const { privateKey, publicKey } = await subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const { x, y } = await subtle.exportKey('jwk', publicKey);
  const jwk = { crv: 'P-256', kty: 'EC', x: x!, y: y! };
  return { alg: 'ES256', jwk, sign: (input) => subtle.sign(algorithm, privateKey, input) };
}

const utf8 = new TextEncoder();

/** Exactly these members in this order (RFC 7638 section 3.2); an Ed25519 key has no `y`. */
const required = ({ crv, kty, x, y }: PublicJwk): PublicJwk => ({
  ...{ crv, kty, x },
  ...(y !== undefined && { y }),
});

/** RFC 7638, SHA-256. */
export async function thumbprintOf(jwk: PublicJwk): Promise<string> {
  return base64url(await crypto.subtle.digest('SHA-256', utf8.encode(JSON.stringify(required(jwk)))));
}

export type Typ = 'optin+jws' | 'optout+jws' | 'ownership+jws';

export async function signClaims({ alg, jwk, sign }: AppKey, typ: Typ, claims: object): Promise<string> {
  const parts = [{ alg, typ, jwk: required(jwk) }, claims];
  const input = parts.map((part) => base64url(utf8.encode(JSON.stringify(part)))).join('.');
  return `${input}.${base64url(await sign(utf8.encode(input)))}`;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** RFC 4648 section 5, without padding. By hand: not every engine has `btoa`. */
function base64url(bytes: ArrayBuffer | Uint8Array): string {
  let [text, bits, held] = ['', 0, 0];
  for (const byte of new Uint8Array(bytes)) {
    held = ((held << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 6; bits -= 6) text += alphabet[(held >> (bits - 6)) & 63];
  }
  return bits === 0 ? text : text + alphabet[(held << (6 - bits)) & 63];
}
