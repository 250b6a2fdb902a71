// The platforms' own packages, as makers and judges of requests and answers, and a parser of XML: CommonJS
// with types of another time, so what is used of them is said here.

import { createRequire } from 'node:module';
import { join } from 'node:path';

const load = createRequire(import.meta.url);
/** Past what a package exports: the judge alone, without the client around it. */
const loadFile = (path: string) => load(join(import.meta.dirname, '../../../node_modules', path));

type Params = Record<string, string | string[]>;
type Validate = (token: string, signature: string, url: string, params: Params, hash?: string) => boolean;

export const twilioSdk: {
  getExpectedTwilioSignature(secret: string, url: string, params: Params, hash?: string): string;
  getExpectedBodyHash(body: string): string;
  validateRequest: Validate;
} = loadFile('twilio/lib/webhooks/webhooks.js');

export type TwiML = {
  gather(attributes: object): TwiML;
  say(attributes: object, text: string): TwiML;
  play(url: string): TwiML;
  redirect(attributes: object, url: string): TwiML;
  hangup(): TwiML;
  toString(): string;
};
export const VoiceResponse: new () => TwiML = loadFile('twilio/lib/twiml/VoiceResponse.js');

export const signalWireSdk: {
  getExpectedTwilioSignature(key: string, url: string, params: Params): string;
  validateRequest: Validate;
} = loadFile('@signalwire/compatibility-api/lib/webhooks/webhooks.js');

type PlivoXml = {
  addGetDigits(attributes: object): PlivoXml;
  addGetInput(attributes: object): PlivoXml;
  addSpeak(text: string, attributes: object): PlivoXml;
  addPlay(url: string): PlivoXml;
  addRedirect(url: string, attributes: object): PlivoXml;
  addHangup(attributes: object): PlivoXml;
  toXML(): string;
};
export const plivoSdk: {
  validateV3Signature(
    method: string,
    url: string,
    nonce: string,
    token: string,
    signature: string,
    params?: Params,
  ): boolean;
  Response: new () => PlivoXml;
} = load('plivo');

export const {
  TelnyxWebhook,
}: {
  TelnyxWebhook: new (
    publicKey: string,
  ) => { verify(body: string, headers: Record<string, string>): Promise<void> };
} = load('telnyx/lib/webhooks');

export const vonageSdk: { verifySignature(token: string, secret: string): boolean } = load('@vonage/jwt');

type Actions = {
  getDigits(children: object, attributes: object): Actions;
  say(text: string): Actions;
  redirect(url: string): Actions;
  build(): string;
};
export const ActionBuilder: new () => Actions = loadFile('africastalking/lib/actionbuilder.js');

type Tag = { name: string; attributes: Record<string, string> };
/** A strict parser of XML 1.0. */
export const {
  SaxesParser,
}: {
  SaxesParser: new () => {
    on(event: 'opentag', heard: (tag: Tag) => void): void;
    on(event: 'text', heard: (text: string) => void): void;
    on(event: 'closetag', heard: () => void): void;
    on(event: 'error', heard: (error: Error) => void): void;
    write(text: string): { close(): void };
  };
} = load('saxes');
