// A certificate that signs itself, for servers of tests: X.509 v3 (RFC 5280) with an Ed25519 key (RFC 8410)
// or a P-256 one (RFC 5758), written as DER by hand, for Node makes none.

import { generateKeyPairSync, sign } from 'node:crypto';

/** Good from 2025 to 2049, for this DNS name. */
export function selfSigned(
  name: string,
  kind: 'ed25519' | 'p256' = 'ed25519',
): { key: string; cert: string } {
  const { privateKey, publicKey } =
    kind === 'p256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  const [identifier, hash] = kind === 'p256' ? ['2a8648ce3d040302', 'sha256'] : ['2b6570', null];
  const algorithm = sequence(der(0x06, Buffer.from(identifier as string, 'hex')));
  const commonName = sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(name)));
  const subject = sequence(der(0x31, commonName));
  const validity = sequence(
    ...['250101000000Z', '490101000000Z'].map((moment) => der(0x17, Buffer.from(moment))),
  );
  const alternativeNames = sequence(
    der(0x06, Buffer.from('551d11', 'hex')),
    der(0x04, sequence(der(0x82, Buffer.from(name)))),
  );
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1)),
    ...[algorithm, subject, validity, subject],
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(alternativeNames)),
  );
  const signature = der(0x03, Buffer.concat([Buffer.of(0), sign(hash, toBeSigned, privateKey)]));
  const cert = sequence(toBeSigned, algorithm, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${cert.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

const sequence = (...parts: Buffer[]) => der(0x30, Buffer.concat(parts));

function der(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const header = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...header), value]);
}
