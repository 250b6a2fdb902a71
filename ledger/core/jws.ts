// JWS compact serialisation (RFC 7515) with the fully specified algorithm name `Ed25519` (RFC 9864), for the two
// things the ledger signs with its token key: receipts and permits. The log's note key is another key for another job.

import { CompactSign, type CryptoKey, compactVerify, importJWK, type JWK } from 'jose';

export type TokenSigner = { key: CryptoKey; kid: string };

/** What a token may be for; the type is checked on verification so that one kind never passes as another. */
export type TokenType = 'optmark-receipt+jws' | 'optmark-permit+jws';

export async function signToken(signer: TokenSigner, typ: TokenType, claims: object): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'Ed25519', typ, kid: signer.kid })
    .sign(signer.key);
}

export type TokenVerification = { kind: 'valid'; claims: unknown } | { kind: 'invalid'; reason: string };

/** Verify against published keys (a JWKS's `keys`). Never throws on attacker input. */
export async function verifyToken(
  token: string,
  typ: TokenType,
  keys: readonly JWK[],
): Promise<TokenVerification> {
  try {
    const { payload } = await compactVerify(
      token,
      async (header) => {
        if (header.typ !== typ) throw new Error(`the token is a ${header.typ}, not a ${typ}`);
        const jwk = keys.find((key) => key.kid === header.kid);
        if (jwk === undefined) throw new Error('signed by a key that is not published');
        return (await importJWK(jwk, 'Ed25519')) as CryptoKey;
      },
      { algorithms: ['Ed25519'] },
    );
    return { kind: 'valid', claims: JSON.parse(Buffer.from(payload).toString('utf8')) };
  } catch (error) {
    return { kind: 'invalid', reason: (error as Error).message };
  }
}
