// Telnyx TeXML: Twilio's names and verbs, and a signature of its own.
//
//   POST (form) CallSid, From, To, Direction, CallStatus, Digits?
//     -> text/xml <Response><Gather …><Say voice="…" language="hi-IN">…</Say></Gather>…</Response>
//
// Signed: Ed25519 over `<telnyx-timestamp>|<body>`; the public key stands in the portal, 32 bytes in base64.
// developers.telnyx.com: webhook signing, TeXML verbs; telnyx-node lib/webhooks

import { createPublicKey, verify } from 'node:crypto';
import type { Checked, Dialect, IvrRequest, Line } from './dialect.ts';
import { response, twilio } from './twilio.ts';
import { polly, spokenAs } from './voices.ts';
import { element, xml } from './xml.ts';

export const telnyx: Dialect = {
  signs: true,
  names: twilio.names,
  read: twilio.read,
  check,
  signedBytes,
  leadsOn: () => true,
  answer: (reply) => xml(response(reply, said)),
};

/** Telnyx's own limit; an older request is one that is sent again. */
const secondsMax = 300;

/**
 * Stops forgeries, changed bodies, and requests that are sent again after five minutes. The URL is not
 * signed: a request counts for the flow that it came to first, and for no other (`signedBytes`). A GET says
 * everything in its URL, so that its signature would vouch for nothing.
 */
function check(request: IvrRequest, secrets: readonly string[], nowMs: number): Checked {
  const signature = request.header('telnyx-signature-ed25519');
  if (signature === undefined || secrets.length === 0) return 'unsigned';
  const timestamp = timestampOf(request);
  const isNow = /^[0-9]{1,12}$/.test(timestamp) && Math.abs(nowMs / 1000 - Number(timestamp)) <= secondsMax;
  if (request.method === 'GET' || !isNow) return 'refused';
  const signed = signedBytes(request);
  return secrets.some((key) => isSignedWith(key, signed, signature)) ? 'signed' : 'refused';
}

const timestampOf = (request: IvrRequest): string => request.header('telnyx-timestamp') ?? '';

function signedBytes(request: IvrRequest): Buffer {
  return Buffer.concat([Buffer.from(`${timestampOf(request)}|`), request.body]);
}

function isSignedWith(key: string, signed: Buffer, signature: string): boolean {
  try {
    const x = Buffer.from(key, 'base64').toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, signed, publicKey, Buffer.from(signature, 'base64'));
  } catch {
    // A secret that is no such key.
    return false;
  }
}

/** Azure's voices, which Telnyx takes by name, for languages that Polly's standard voices do not have. */
const azure: Record<string, string> = {
  bn: 'bn-IN-TanishaaNeural',
  fa: 'fa-IR-DilaraNeural',
  gu: 'gu-IN-DhwaniNeural',
  he: 'he-IL-HilaNeural',
  id: 'id-ID-GadisNeural',
  kn: 'kn-IN-SapnaNeural',
  ml: 'ml-IN-SobhanaNeural',
  mr: 'mr-IN-AarohiNeural',
  sw: 'sw-KE-ZuriNeural',
  ta: 'ta-IN-PallaviNeural',
  te: 'te-IN-ShrutiNeural',
  th: 'th-TH-PremwadeeNeural',
  uk: 'uk-UA-PolinaNeural',
  ur: 'ur-PK-UzmaNeural',
  vi: 'vi-VN-HoaiMyNeural',
};

function said({ text, locale }: Line) {
  const named = azure[new Intl.Locale(locale).language];
  const voice = named === undefined ? 'alice' : `Azure.${named}`;
  const language = named === undefined ? spokenAs(locale, polly) : named.split('-', 2).join('-');
  return element('Say', { voice, language }, text);
}
