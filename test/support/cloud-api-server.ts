// The demo's stand-in for Meta's Cloud API (demo/cloud-api), on a socket that has the moods of the real one:
// slow, cut off, redirecting, babbling. What it was asked is kept, so that a test can say what was sent and
// how often.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answer } from '../../demo/cloud-api/answer.ts';
import {
  type Answer,
  type Asked,
  faultAnswer,
  readAsked,
  writeAnswer,
} from '../../demo/cloud-api/exchange.ts';
import { PretendMeta, type SentMessage } from '../../demo/cloud-api/meta.ts';
import { bodyOf, type Status, statusEvent } from '../../demo/cloud-api/webhook-body.ts';
import { shopNumber, wabaId } from './cloud-api.ts';

export type { SentMessage };

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
  /** Sends, and a server in front of it answers this with a page. */
  | { edge: number }
  | 'garbage'
  | 'endless';

export class CloudApiServer {
  mood: Mood = 'well';
  readonly asked: Asked[] = [];
  readonly meta: PretendMeta;
  readonly #server = createServer((request, response) => {
    void readAsked(request).then(
      (asked) => this.#serve(asked, response),
      () => response.destroy(),
    );
  });
  #underWay = 0;

  constructor(meta = new PretendMeta({ messagesPerSecond: 1_000 })) {
    this.meta = meta;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
  }

  /** Messages that were accepted. */
  get sent(): SentMessage[] {
    return this.meta.sent;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A number of the one account, with its templates, and a token for it. */
  addSender(phoneNumberId: string, token: string): void {
    this.meta.addSender({ phoneNumberId, account: wabaId, number: shopNumber });
    this.meta.tokens.add(token);
  }

  /** Resolves when nothing is under way, also what nobody waits for any more. */
  async idle(): Promise<void> {
    while (this.#underWay > 0) await sleep(10);
  }

  async #serve(asked: Asked, response: ServerResponse): Promise<void> {
    this.#underWay += 1;
    this.asked.push(asked);
    await this.#answer(asked, response).finally(() => (this.#underWay -= 1));
  }

  async #answer(asked: Asked, response: ServerResponse): Promise<void> {
    const { mood } = this;
    if (mood === 'redirects') {
      response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end();
      return;
    }
    if (typeof mood === 'object' && 'refuses' in mood) {
      const { refuses: code, status } = mood;
      const title = 'Something is wrong';
      writeAnswer(response, faultAnswer({ status, code, title, details: title }));
      return;
    }
    if (typeof mood === 'object' && 'slowMs' in mood) await sleep(mood.slowMs);
    const said = answer(this.meta, asked);
    if (/\/messages$/.test(asked.url) && said.status === 200) this.#say(said, response);
    else writeAnswer(response, said);
  }

  #say(said: Answer, response: ServerResponse): void {
    if (this.mood === 'cuts') response.destroy();
    else if (this.mood === 'garbage') response.writeHead(200).end('<html>');
    else if (typeof this.mood === 'object' && 'edge' in this.mood) {
      response.writeHead(this.mood.edge, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>');
    } else if (this.mood === 'endless') endless(response);
    else if (this.mood === 'cuts_answer') {
      response.writeHead(200, { 'content-length': 1000 });
      response.write(said.body, () => response.destroy());
    } else writeAnswer(response, said);
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
  phoneNumberId: string,
  statuses: readonly { sent: SentMessage; status: Exclude<Status, 'failed'>; timestamp?: number }[],
): string {
  const sender = { phoneNumberId, account: wabaId, number: shopNumber };
  const events = statuses.map(({ sent, status, timestamp = 1_763_846_400 }) => {
    const { id, label, to } = sent;
    const message = { id, addressedBy: 'number', ...(label !== undefined && { label }) } as const;
    return statusEvent(
      sender,
      { waId: to.replaceAll(/\D/g, '') },
      message,
      { status },
      new Date(timestamp * 1000),
    );
  });
  return bodyOf(events);
}
