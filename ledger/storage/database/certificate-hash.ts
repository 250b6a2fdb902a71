// The channel binding `tls-server-end-point` (RFC 5929, section 4.1): the hash of the server's certificate,
// by the hash function of the certificate's own signature. SHA-256 takes the place of MD5 and SHA-1.

import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/**
 * Object identifiers of signature algorithms, DER, in hex. RSA-PSS and EdDSA name no single hash, so they
 * allow no binding.
 */
const hashes: Record<string, string> = {
  '2a864886f70d010104': 'sha256', // md5WithRSAEncryption
  '2a864886f70d010105': 'sha256', // sha1WithRSAEncryption
  '2a864886f70d01010b': 'sha256',
  '2a864886f70d01010c': 'sha384',
  '2a864886f70d01010d': 'sha512',
  '2a8648ce3d0401': 'sha256', // ecdsa-with-SHA1
  '2a8648ce3d040302': 'sha256',
  '2a8648ce3d040303': 'sha384',
  '2a8648ce3d040304': 'sha512',
};

/** Undefined where the certificate allows none. */
export function certificateHash(socket: TLSSocket): Buffer | undefined {
  const der = socket.getPeerX509Certificate()?.raw;
  if (der === undefined) return undefined;
  // Certificate ::= SEQUENCE { tbsCertificate SEQUENCE, signatureAlgorithm SEQUENCE { algorithm OBJECT
  // IDENTIFIER, …
  const certificate = contentOf(der, 0);
  const algorithm = contentOf(der, contentOf(der, certificate.start).end);
  const identifier = contentOf(der, algorithm.start);
  const hash = hashes[der.subarray(identifier.start, identifier.end).toString('hex')];
  return hash === undefined ? undefined : createHash(hash).update(der).digest();
}

/** Where the content of the DER element at `at` begins and ends. */
function contentOf(der: Buffer, at: number): { start: number; end: number } {
  const first = der[at + 1] ?? 0;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const octets = first & 0x7f;
  const start = at + 2 + octets;
  return { start, end: start + der.readUIntBE(at + 2, octets) };
}
