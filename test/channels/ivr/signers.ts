// How platforms sign: by their own packages where these can, else as their documentation has it.

import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { SignJWT } from 'jose';
import { twilioSdk } from './sdk.ts';

/** A request on its way: what a test may change before it arrives. */
export type Sent = {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body: string;
};

/** As Twilio's own package signs. */
export function twilioSigned(sent: Sent, secret: string, hash?: 'HMAC_SHA1' | 'HMAC_SHA256'): Sent {
  const params = Object.fromEntries(new URLSearchParams(sent.body));
  const signature = twilioSdk.getExpectedTwilioSignature(secret, sent.url, params, hash);
  const settings = { 'x-twilio-webhooks-signature-settings': `key=webhooks_sharedkey_1,algorithm=${hash}` };
  return {
    ...sent,
    headers: { ...sent.headers, 'x-twilio-signature': signature, ...(hash && settings) },
  };
}

const sortedPairs = (text: string, between: string) =>
  [...new URLSearchParams(text)]
    .map(([name, value]) => [name, value] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1))
    .map(([name, value]) => name + between + value);

/** As Plivo describes its third version. Its package only checks, and so judges this. */
export function plivoSigned(sent: Sent, secret: string, nonce = '05429567804466091622'): Sent {
  const [url, query = ''] = sent.url.split('?');
  const asked = sortedPairs(query, '=').join('&');
  const said = sortedPairs(sent.body, '').join('');
  let text = url! + (asked !== '' || said !== '' ? '?' : '') + asked;
  if (asked !== '' && said !== '') text += '.';
  const signature = createHmac('sha256', secret).update(`${text}${said}.${nonce}`).digest('base64');
  return {
    ...sent,
    headers: {
      ...sent.headers,
      'x-plivo-signature-v3': signature,
      'x-plivo-signature-v3-nonce': nonce,
    },
  };
}

const telnyxKeys = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')] as const;
const rawPublic = (key: KeyObject) =>
  Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url').toString('base64');
export const telnyxPublic = telnyxKeys.map(({ publicKey }) => rawPublic(publicKey)) as [string, string];

export function telnyxSigned(sent: Sent, publicKey: string, nowMs: number): Sent {
  const at = String(Math.floor(nowMs / 1000));
  const { privateKey } = telnyxKeys[telnyxPublic.indexOf(publicKey)]!;
  const signature = sign(null, Buffer.from(`${at}|${sent.body}`), privateKey).toString('base64');
  return {
    ...sent,
    headers: { ...sent.headers, 'telnyx-signature-ed25519': signature, 'telnyx-timestamp': at },
  };
}

export async function vonageSigned(sent: Sent, secret: string, nowMs: number): Promise<Sent> {
  const payload_hash = createHash('sha256').update(sent.body).digest('hex');
  const token = await new SignJWT({ payload_hash, application_id: 'aaaa-bbbb', api_key: 'abcd1234' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('Vonage')
    .setJti('1')
    .setIssuedAt(Math.floor(nowMs / 1000))
    .sign(Buffer.from(secret));
  return { ...sent, headers: { ...sent.headers, authorization: `Bearer ${token}` } };
}
