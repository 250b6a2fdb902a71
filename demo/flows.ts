// What the demo's callers hear, and what each voice provider needs to tell of their calls: published and made
// once, and written to demo.json, because the ledger shows secrets only when it makes them.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type DialectName, dialectNames, signingDialects } from '../ledger/channels/ivr/dialects.ts';
import { flowDraftSchema } from '../ledger/core/flow/flow.ts';
import { publish } from '../ledger/operations/flow/flows.ts';
import { newFlowSecret, setProvider } from '../ledger/operations/flow/secrets.ts';
import type { Ledger } from '../ledger/operations/ledger.ts';

const lineSchema = z.strictObject({
  url: z.string(),
  /**
   * What the provider signs with, where it signs (for Telnyx its private key, PKCS#8 in PEM); else the flow's
   * own.
   */
  secret: z.string(),
});

export const linesSchema = {
  flows: z.array(z.string()),
  ivr: z.record(z.string(), lineSchema),
};

type Lines = { flows: string[]; ivr: Record<string, z.infer<typeof lineSchema>> };

/** One flow, in one language: its callers are asked at once. */
const orderUpdates = flowDraftSchema.parse({
  id: 'order-updates',
  notice: 'order-updates',
  locales: { en: { what: 'updates about your orders' } },
  calling_code: '91',
});

/** Makes what is not there yet. The addresses are those of this start. */
export async function linesOf(
  ledger: Ledger,
  business: string,
  older: { [Name in keyof Lines]?: Lines[Name] | undefined },
): Promise<Lines> {
  const { id } = orderUpdates;
  if (older.flows === undefined) await publish(ledger, business, orderUpdates, 'demo');
  const unsigned = dialectNames.filter((name) => !signingDialects.includes(name));
  const known = unsigned.map((name) => older.ivr?.[name]?.secret).find((secret) => secret !== undefined);
  const own = known ?? (await newFlowSecret(ledger, business, id));
  const ivr: Lines['ivr'] = {};
  for (const name of dialectNames) {
    const url = `${ledger.url}/v1/ivr/${name}/${business}/${id}`;
    const secret = unsigned.includes(name)
      ? own
      : (older.ivr?.[name]?.secret ?? (await newProvider(ledger, business, name)));
    ivr[name] = { url, secret };
  }
  return { flows: older.flows ?? [id], ivr };
}

/** @returns what it signs with */
async function newProvider(ledger: Ledger, business: string, dialect: DialectName): Promise<string> {
  const { signs, checks } = dialect === 'telnyx' ? keyPair() : shared();
  await setProvider(ledger, business, dialect, checks);
  return signs;
}

function shared() {
  const secret = randomBytes(16).toString('hex');
  return { signs: secret, checks: secret };
}

function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  return {
    signs: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    checks: Buffer.from(x!, 'base64url').toString('base64'),
  };
}
