// A business's own server that takes webhooks, over real HTTP or HTTPS. It keeps what it got byte for byte,
// checks Meta's signature as such a server would, and can be told to misbehave.

import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer };

/** A status, or what it does instead of answering. */
export type Manner = number | 'silent' | 'hang up' | 'endless answer' | 'slow answer';

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(65_536, 'x');
}

export class WebhookReceiver {
  readonly received: Received[] = [];
  /** How it answers; each body by itself if that is told apart. */
  manner: Manner | ((body: Buffer) => Manner) = 200;
  /** Where it sends whoever follows a redirect. */
  location = 'http://127.0.0.1:9/';
  /** How often somebody connected. */
  connections = 0;
  readonly #server: Server;

  private constructor(server: (listener: RequestListener) => Server) {
    this.#server = server(async (request, response) => {
      const body = await buffer(request);
      const { method = '', url: path = '', headers } = request;
      this.received.push({ method, path, headers, body });
      const manner = typeof this.manner === 'function' ? this.manner(body) : this.manner;
      if (manner === 'silent') return;
      if (manner === 'hang up') return void request.socket.destroy();
      response.writeHead(typeof manner === 'number' ? manner : 200, { location: this.location });
      if (manner === 'slow answer') response.write('.');
      else if (manner === 'endless answer') pipeline(Readable.from(endless()), response, () => {});
      else response.end('thank you');
    });
    this.#server.on('connection', () => (this.connections += 1));
  }

  static async start(secure?: { key: string; cert: string }): Promise<WebhookReceiver> {
    const make = (listener: RequestListener) =>
      secure === undefined ? createServer(listener) : createSecureServer(secure, listener);
    const receiver = new WebhookReceiver(make);
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/whatsapp?tenant=1`;
  }

  /** Bodies whose signature, as it came, is Meta's over exactly those bytes. */
  genuine(appSecret: string): string[] {
    return this.received
      .filter(({ headers, body }) => {
        const due = createHmac('sha256', appSecret).update(body).digest('hex');
        return headers['x-hub-signature-256'] === `sha256=${due}`;
      })
      .map(({ body }) => body.toString('utf8'));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
