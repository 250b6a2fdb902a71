// A gateway for one-time codes, as an operator would write it: it checks who asks and keeps what it is asked
// to send. It can be told to refuse, or to say nothing.

import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type SentCode = {
  id: string;
  sent_at: string;
  business: string;
  number: string;
  code: string;
  locale: string;
  text: string;
};

export class CodeGateway {
  readonly secret = 'a secret of the gateway';
  readonly sent: SentCode[] = [];
  /** How many requests came. */
  asked = 0;
  /** What it answers; undefined: nothing, ever. */
  status: number | undefined = 202;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<CodeGateway> {
    const server = createServer();
    const gateway = new CodeGateway(server);
    server.on('request', async (request, response) => {
      const body = await text(request);
      gateway.asked += 1;
      const due = `sha256=${createHmac('sha256', gateway.secret).update(body).digest('hex')}`;
      const isSigned = request.headers['x-optmark-signature-256'] === due;
      if (gateway.status === undefined) return;
      const status = isSigned ? gateway.status : 401;
      if (status === 202) gateway.sent.push(JSON.parse(body));
      response.writeHead(status, { location: 'http://127.0.0.1:9/elsewhere' }).end('x'.repeat(1000));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/send`);
  }

  /** What was sent to this number, once there is something. */
  async codeFor(number: string): Promise<SentCode> {
    for (let waited = 0; waited < 10_000; waited += 10) {
      const found = this.sent.find((message) => message.number === number);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('no code was sent');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
