// A stand-in for Meta's Cloud API: a real HTTP server with the documented contract of what the ledger calls, and with
// moods of the real one. What it was asked is kept, so that a test can say what was sent and how often.
//
//   POST   /{version}/{phone_number_id}/messages   template, text, receipts; checks the token and the shape
//   POST   /{version}/{phone_number_id}/media      multipart; GET and DELETE /{version}/{media id}
//   anything else                                  answered with what was asked
//
// https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages, …/support/error-codes

import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Asked = { method: string; url: string; headers: IncomingMessage['headers']; body: Buffer };

export type Mood =
  | 'well'
  /** Answers after this long. */
  | { slowMs: number }
  /** Sends, and never says so. */
  | 'cuts'
  /** Sends, and cuts the answer in half. */
  | 'cuts_answer'
  /** Refuses with this error of Meta's. */
  | { refuses: number; status: number }
  | 'redirects'
  | 'garbage'
  | 'endless';

export type SentMessage = {
  id: string;
  sender: string;
  to: string;
  label?: string;
  body: Record<string, unknown>;
};

export class CloudApiServer {
  mood: Mood = 'well';
  readonly asked: Asked[] = [];
  /** Messages that went out to somebody. */
  readonly sent: SentMessage[] = [];
  readonly media = new Map<string, { type: string; bytes: Buffer }>();
  /** What it takes. */
  readonly tokens = new Set<string>();
  #underWay = 0;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Resolves when nothing is under way, also what nobody waits for any more. */
  async idle(): Promise<void> {
    while (this.#underWay > 0) await sleep(10);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#underWay += 1;
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method = '', url = '', headers } = request;
      const asked = { method, url, headers, body: Buffer.concat(chunks) };
      this.asked.push(asked);
      await this.#answer(asked, response);
    } catch {
      // The other side went away in the middle.
      response.destroy();
    } finally {
      this.#underWay -= 1;
    }
  }

  async #answer(asked: Asked, response: ServerResponse): Promise<void> {
    const { mood } = this;
    if (!this.tokens.has(asked.headers.authorization?.replace(/^Bearer /, '') ?? '')) {
      return json(response, 401, graphError(190, 'Invalid OAuth access token - Cannot parse access token'));
    }
    if (mood === 'redirects') {
      response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end();
      return;
    }
    if (typeof mood === 'object' && 'refuses' in mood) {
      return json(response, mood.status, graphError(mood.refuses, 'Something is wrong'));
    }
    if (typeof mood === 'object') await sleep(mood.slowMs);
    const path = asked.url.split('?')[0]!.split('/').slice(2);
    if (asked.method === 'POST' && path[1] === 'messages') return this.#message(path[0]!, asked, response);
    if (asked.method === 'POST' && path[1] === 'media') return this.#upload(asked, response);
    const medium = this.media.get(path[0] ?? '');
    if (medium !== undefined && asked.method === 'GET') {
      response.writeHead(200, {
        'content-type': medium.type,
        'set-cookie': 'datr=1',
        'alt-svc': 'h3=":443"',
      });
      response.end(medium.bytes);
      return;
    }
    if (medium !== undefined && asked.method === 'DELETE') this.media.delete(path[0]!);
    json(response, 200, { success: true, id: path[0] });
  }

  #message(sender: string, asked: Asked, response: ServerResponse): void {
    const body = parsed(asked.body);
    const fault = faultOf(body);
    if (fault !== undefined) json(response, 400, fault);
    else if (body.status === 'read') json(response, 200, { success: true });
    else this.#send(sender, body, response);
  }

  #send(sender: string, body: Record<string, unknown>, response: ServerResponse): void {
    const to = String(body.to ?? body.recipient);
    const waId = to.replaceAll(/\D/g, '');
    // Meta's ids hold the number, in Base64.
    const id = `wamid.${Buffer.from(`\x1c\x18\x0c${waId}\x15\x02${randomBytes(12).toString('hex')}`).toString('base64')}`;
    const label = body.biz_opaque_callback_data as string | undefined;
    this.sent.push({ id, sender, to, ...(label !== undefined && { label }), body });
    const contacts = [{ input: to, wa_id: waId }];
    const answer = {
      messaging_product: 'whatsapp',
      contacts,
      messages: [{ id, message_status: 'accepted' }],
    };
    this.#accept(answer, response);
  }

  #accept(answer: object, response: ServerResponse): void {
    if (this.mood === 'cuts') response.destroy();
    else if (this.mood === 'garbage') response.writeHead(200).end('<html>');
    else if (this.mood === 'endless') endless(response);
    else if (this.mood === 'cuts_answer') {
      response.writeHead(200, { 'content-length': 1000 });
      response.write(JSON.stringify(answer), () => response.destroy());
    } else json(response, 200, answer);
  }

  #upload({ headers, body }: Asked, response: ServerResponse): void {
    const id = String(1_000_000_000 + this.media.size);
    this.media.set(id, { type: headers['content-type'] ?? '', bytes: body });
    json(response, 200, { id });
  }
}

function endless(response: ServerResponse): void {
  response.writeHead(200);
  const more = () => {
    while (response.writable && response.write(Buffer.alloc(65_536, 32)));
  };
  response.on('drain', more);
  more();
}

/** A webhook that tells what became of messages, in Meta's shape. */
export function statusesOf(
  sender: string,
  statuses: readonly { sent: SentMessage; status: string; error?: number; timestamp?: number }[],
): string {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '14155550199', phone_number_id: sender },
    statuses: statuses.map(({ sent, status, error, timestamp = 1_763_846_400 }) => ({
      id: sent.id,
      status,
      timestamp: String(timestamp),
      recipient_id: sent.to.replaceAll(/\D/g, ''),
      ...(sent.label !== undefined && { biz_opaque_callback_data: sent.label }),
      ...(error !== undefined && { errors: [{ code: error, title: 'Failed', message: 'Failed' }] }),
    })),
  };
  const changes = [{ field: 'messages', value }];
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes }] });
}

export const signedWith = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

function json(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=UTF-8',
    'x-fb-trace-id': 'C1a2B3c4D5e',
    'strict-transport-security': 'max-age=15552000',
    'access-control-allow-origin': '*',
  });
  response.end(JSON.stringify(value));
}

function parsed(body: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The checks of Meta that a sender meets most, with their codes. */
function faultOf(body: Record<string, unknown>): object | undefined {
  if (body.messaging_product !== 'whatsapp') return graphError(100, 'Invalid parameter: messaging_product');
  if (body.status === 'read') return undefined;
  if (body.to === undefined && body.recipient === undefined) return graphError(131_008, 'to is required');
  const { template } = body as { template?: { name?: string; language?: { code?: string } } };
  if (body.type === 'template' && template?.language?.code === undefined) {
    return graphError(131_009, 'Template language code is missing');
  }
  return undefined;
}

function graphError(code: number, message: string): object {
  const details = { messaging_product: 'whatsapp', details: message };
  return {
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      error_data: details,
      fbtrace_id: 'AbCdEf123',
    },
  };
}
