// A phone of a test: it writes text messages to a business, as each provider tells of them over real HTTP,
// and reads what comes back: in the answer, or at a stand-in for the provider's API.

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import type { SmsDialectName } from '../../../ledger/channels/sms/dialects.ts';
import { createSmsSender } from '../../../ledger/clients/sms-sender.ts';
import type { NoticeDraft } from '../../../ledger/core/notice/notice.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { newSmsSecret, setSmsProvider } from '../../../ledger/operations/sms/providers.ts';
import { plivoSigned, type Sent, twilioSigned, vonageSigned } from '../../channels/ivr/signers.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { recordsOf } from '../ivr/line.ts';

/** Under which the ledger is known. */
export const origin = 'https://ledger.example';
export const line = '+14155550199';

export const withKeyword = (over: Partial<NoticeDraft> = {}): NoticeDraft => ({
  ...orderUpdates,
  locales: {
    en: { what: 'order updates', sms: { keywords: ['ORDERS'] } },
    es: { what: 'novedades de sus pedidos', sms: { keywords: ['PEDIDOS'] } },
  },
  ...over,
});

export type Text = { from: string; to: string; text: string; id: string };

type Provider = {
  secret: string;
  /** Where nothing is signed, the path has the secret. */
  signs?(sent: Sent): Sent | Promise<Sent>;
  tells(text: Text): { headers: Record<string, string>; body: string };
};

const form = (fields: Record<string, string>) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});
const bare = (number: string) => number.replace(/^\+/, '');

export const providers: Record<SmsDialectName, Provider> = {
  twilio: {
    secret: 'a'.repeat(32),
    signs: (sent) => twilioSigned(sent, 'a'.repeat(32)),
    tells: ({ from, to, text, id }) =>
      form({ MessageSid: id, From: from, To: to, Body: text, NumMedia: '0', AccountSid: 'AC1' }),
  },
  plivo: {
    secret: 'b'.repeat(32),
    signs: (sent) => plivoSigned(sent, 'b'.repeat(32)),
    tells: ({ from, to, text, id }) =>
      form({ MessageUUID: id, From: bare(from), To: bare(to), Text: text, Type: 'sms' }),
  },
  vonage: {
    secret: 'c'.repeat(32),
    signs: (sent) => vonageSigned(sent, 'c'.repeat(32), Date.now()),
    tells: ({ from, to, text, id }) => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ channel: 'sms', message_uuid: id, from: bare(from), to: bare(to) },
        ...{ message_type: 'text', text, timestamp: new Date().toISOString() },
      }),
    }),
  },
  africastalking: {
    secret: '',
    tells: ({ from, to, text, id }) =>
      form({ id, from, to, text, date: '2026-03-01T09:30:00Z', linkId: 'link-1' }),
  },
};
export const dialects = Object.keys(providers) as SmsDialectName[];

const reads: Record<string, (body: string) => string | undefined> = {
  twilio: (body) => within(body, 'Message'),
  plivo: (body) => within(body, 'Message'),
};
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
const within = (xml: string, tag: string): string | undefined =>
  new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`).exec(xml)?.[1]?.replaceAll(/&\w+;/g, (one) => entities[one]!);

/** What a provider's API was asked to send. */
export type Outgoing = { to: string; from: string; text: string; headers: IncomingMessage['headers'] };

export class ProviderApi {
  readonly sent: Outgoing[] = [];
  /** Status of the next answers; then it takes everything again. */
  readonly fails: number[] = [];
  #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = this.fails.shift();
      if (status === undefined) this.#took(request, Buffer.concat(chunks).toString());
      const number = { statusCode: 101, status: 'Success', number: '' };
      response.writeHead(status ?? 201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ SMSMessageData: { Recipients: status ? [] : [number] } }));
    });
  });

  #took({ headers, url }: IncomingMessage, body: string): void {
    if (url === '/v1/messages') {
      const { to, from, text } = JSON.parse(body);
      this.sent.push({ to: `+${to}`, from: `+${from}`, text, headers });
    } else {
      const { to, from, message } = Object.fromEntries(new URLSearchParams(body)) as Record<string, string>;
      this.sent.push({ to: to!, from: from!, text: message!, headers });
    }
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get places() {
    const place = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return { vonage: place, africastalking: place, africastalkingSandbox: place };
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

export type Desk = { shop: TestLedger; api: ProviderApi; secrets: Record<string, string> };

/** Every provider is set up, and the notice has keywords. */
export async function openDesk(shop: TestLedger, business = shop.business): Promise<Desk> {
  const { ledger } = shop;
  const api = await new ProviderApi().listen();
  (ledger as { smsSender: Ledger['smsSender'] }).smsSender = createSmsSender(api.places, 2_000);
  await publish(ledger, business, withKeyword(), 'test');
  await setSmsProvider(ledger, business, 'twilio', { secret: providers.twilio.secret });
  await setSmsProvider(ledger, business, 'plivo', { secret: providers.plivo.secret });
  const vonage = { secret: providers.vonage.secret, key: 'abcd1234', key_secret: 'efgh5678' };
  await setSmsProvider(ledger, business, 'vonage', vonage);
  await setSmsProvider(ledger, business, 'africastalking', { username: 'fresh', key: 'atsk_1234' });
  const secrets: Record<string, string> = {};
  for (const dialect of dialects) secrets[dialect] = await newSmsSecret(ledger, business, dialect);
  return { shop, api, secrets };
}

type Over = Partial<Text> & { signed?: boolean; business?: string; raw?: Partial<Sent> };

export class Phone {
  readonly desk: Desk;
  readonly dialect: SmsDialectName;
  readonly number: string;

  constructor(desk: Desk, dialect: SmsDialectName, number: string) {
    this.desk = desk;
    this.dialect = dialect;
    this.number = number;
  }

  /** The request, as it leaves the provider. */
  async request(text: string, over: Over = {}): Promise<Sent> {
    const { signed = true, business = this.desk.shop.business, raw, ...said } = over;
    const { tells, signs } = providers[this.dialect];
    const message = { from: this.number, to: line, id: `m-${randomUUID()}`, text, ...said };
    const byPath = signs === undefined || !signed;
    const url = `${origin}/v1/sms/${this.dialect}/${business}${byPath ? `/${this.desk.secrets[this.dialect]}` : ''}`;
    const sent: Sent = { method: 'POST', url, ...tells(message), ...raw };
    return byPath ? sent : await signs(sent);
  }

  async post(sent: Sent): Promise<Response> {
    const { method, headers, body } = sent;
    return fetch(sent.url.replace(origin, this.desk.shop.url), { method, headers, body });
  }

  /** What comes back to the phone. */
  async write(text: string, over: Over = {}): Promise<string | undefined> {
    return this.answerTo(await this.request(text, over));
  }

  async answerTo(sent: Sent): Promise<string | undefined> {
    const { api } = this.desk;
    const before = api.sent.length;
    const response = await this.post(sent);
    const body = await response.text();
    if (response.status !== 200) throw new Error(`${response.status} ${body}`);
    const inline = reads[this.dialect];
    return inline === undefined ? api.sent.slice(before).at(-1)?.text : inline(body);
  }
}

/**
 * A ledger of this file’s own with every provider, and phones that write to it.
 * @param first of the numbers
 */
export function deskOfThisFile(first: number) {
  let shop: TestLedger;
  let desk: Desk;
  let last = first;
  beforeAll(async () => {
    shop = await testLedger();
    desk = await openDesk(shop);
  });
  afterAll(async () => {
    await desk?.api.stop();
    await shop?.stop();
  });
  return {
    get shop() {
      return shop;
    },
    get desk() {
      return desk;
    },
    /** Of a number that no other of this file has. */
    phone(dialect: SmsDialectName): Phone {
      last += 1;
      return new Phone(desk, dialect, `+1415556${last}`);
    },
    kindsOf: async ({ number }: Phone) => (await recordsOf(shop, number)).map(({ kind }) => kind),
  };
}
