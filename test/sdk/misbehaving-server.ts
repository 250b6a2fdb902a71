// A server that answers whatever a test wants it to, and counts how often it was asked.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Reaction = (request: IncomingMessage, answer: ServerResponse, body: string) => void;

export async function misbehaving(reaction: Reaction) {
  const asked: { path: string; body: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer(async (request, answer) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ path: request.url ?? '', body, headers: request.headers });
    reaction(request, answer, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const says =
  (status: number, body: unknown): Reaction =>
  (_, answer) => {
    answer.writeHead(status, { 'content-type': 'application/json' });
    answer.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
