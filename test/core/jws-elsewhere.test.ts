// A stranger verifies receipts and permits with the library at hand, in another language: PyJWT for Python
// and Crypt::JWT for Perl, from the system's packages. Given: the token, and the published keys.

import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Body } from '../http/requests.ts';
import { ivrOptIn, post } from '../http/requests.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { hasApt, install, onPath } from '../support/system-packages.ts';

/** Reads {"token", "jwks"}, prints {"claims"}; fails where the signature does not hold. */
const verifiers = {
  python3: {
    library: 'PyJWT',
    packages: ['python3-jwt', 'python3-cryptography'],
    flags: ['-c'],
    probe: 'import jwt; assert "EdDSA" in jwt.algorithms.get_default_algorithms()',
    program: `
import json, sys, jwt
given = json.load(sys.stdin)
keys = {key.key_id: key.key for key in jwt.PyJWKSet.from_dict(given["jwks"]).keys}
key = keys[jwt.get_unverified_header(given["token"])["kid"]]
print(json.dumps(jwt.decode(given["token"], key, algorithms=["EdDSA"], options={"verify_aud": False})))`,
  },
  perl: {
    library: 'Crypt::JWT',
    packages: ['libcrypt-jwt-perl', 'libjson-perl'],
    flags: ['-e'],
    probe: 'use Crypt::JWT; use JSON; use Crypt::PK::Ed25519;',
    program: `
use strict; use JSON; use Crypt::JWT qw(decode_jwt);
my $given = decode_json(do { local $/; <STDIN> });
print encode_json(decode_jwt(token => $given->{token}, kid_keys => $given->{jwks}, accepted_alg => 'EdDSA'));`,
  },
};
const installLimitMs = 240_000;

/** The first such program on the path that has the library. */
function programWith({ flags, probe }: (typeof verifiers)['perl'], name: string): string | undefined {
  return onPath(name).find((path) => spawnSync(path, [...flags, probe]).status === 0);
}

const missing = Object.entries(verifiers).filter(([name, one]) => programWith(one, name) === undefined);
if (missing.length > 0 && hasApt())
  await install(
    missing.flatMap(([, { packages }]) => packages),
    installLimitMs,
  );

let ledger: TestLedger;
let jwks: object;
let receipt: string;
let permit: string;

beforeAll(async () => {
  ledger = await testLedger();
  jwks = await (await fetch(`${ledger.url}/.well-known/jwks.json`)).json();
  const recorded = await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn('+919876543210'));
  receipt = ((await recorded.json()) as Body).receipt;
  const question = { recipient: '+919876543210', purpose: 'shipping_update' };
  const judged = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question);
  permit = ((await judged.json()) as Body).permit;
});
afterAll(() => ledger.stop());

const changed = (token: string) => {
  const [header, claims, signature] = token.split('.') as [string, string, string];
  const other = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), business: 'another' };
  return [header, Buffer.from(JSON.stringify(other)).toString('base64url'), signature].join('.');
};

describe.each(Object.entries(verifiers))('%s', (name, verifier) => {
  const program = programWith(verifier, name);
  if (program === undefined)
    console.warn(`SKIPPED: ${name} has no ${verifier.library} here (${verifier.packages.join(', ')})`);
  const asked = (token: string) => {
    const input = JSON.stringify({ token, jwks });
    return spawnSync(program!, [...verifier.flags, verifier.program], { input, encoding: 'utf8' });
  };

  test.skipIf(program === undefined)('verifies a receipt and a permit by the published keys', () => {
    for (const token of [receipt, permit]) {
      const { stdout, stderr } = asked(token);
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({ iss: expect.any(String), business: ledger.business });
    }
  });

  test.skipIf(program === undefined)('refuses one that was changed', () => {
    for (const token of [receipt, permit]) expect(asked(changed(token)).status).not.toBe(0);
  });
});
