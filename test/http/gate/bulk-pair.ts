// A bulk check over a pair of streams in place of a socket: nothing on the way holds more than a few
// kilobytes, so a reader who takes nothing stops the writer at once, on any machine; and the server's end can
// be looked at.

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type Duplex, duplexPair } from 'node:stream';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { type BulkOptions, gateBulkEndpoint } from '../../../ledger/http/gate/gate-bulk.ts';
import { createReport } from '../../../ledger/http/problem/report.ts';
import { apiOf } from '../../../ledger/http/server/api.ts';
import { mount } from '../../../ledger/http/server/mount.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import type { TestLedger } from '../../support/ledger.ts';
import type { Body } from '../requests.ts';

export const turn = () => new Promise((resolve) => setImmediate(resolve));

export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn();
}

export type Pair = {
  client: Duplex;
  /** The server's end. */
  server: Duplex;
  /** Everything that has been read so far. */
  heard(): string;
  /** Takes what comes from now on. */
  read(): void;
};

export function bulkOverPairs(ledger: TestLedger, options: BulkOptions) {
  const logger = createLogger({ level: 'silent' });
  const api = apiOf(ledger.ledger, { logger });
  const app = new Hono();
  mount(app, gateBulkEndpoint(options), api, createReport(logger));
  const http = createAdaptorServer({ fetch: app.fetch, createServer }) as Server;
  const pairs: Pair[] = [];

  /** @param length of the body; without one it is sent in chunks, each by `chunk` */
  function begin(length?: number, query = ''): Pair {
    const [client, server] = duplexPair();
    client.on('error', () => {});
    server.on('error', () => {});
    http.emit('connection', server);
    const framing = length === undefined ? 'transfer-encoding: chunked' : `content-length: ${length}`;
    client.write(
      `POST /v1/gate/check-bulk${query} HTTP/1.1\r\nhost: ledger\r\nconnection: close\r\n` +
        `authorization: Bearer ${ledger.keys.gate}\r\ncontent-type: application/x-ndjson\r\n${framing}\r\n\r\n`,
    );
    let text = '';
    const pair: Pair = {
      client,
      server,
      heard: () => text,
      read: () => {
        client.setEncoding('latin1').on('data', (some: string) => {
          text += some;
        });
      },
    };
    pairs.push(pair);
    return pair;
  }

  return {
    begin,
    end(): void {
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
      http.close();
    },
  };
}

export const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

/** All is taken by the other end. */
export async function written(client: Duplex, text: string): Promise<void> {
  if (!client.write(text)) await once(client, 'drain');
}

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

/** The lines of an answer that was sent in chunks. */
export function linesIn(answer: string): Body[] {
  let rest = answer.slice(answer.indexOf('\r\n\r\n') + 4);
  let text = '';
  for (;;) {
    const end = rest.indexOf('\r\n');
    const length = Number.parseInt(rest.slice(0, end), 16);
    if (end === -1 || !(length > 0)) break;
    text += rest.slice(end + 2, end + 2 + length);
    rest = rest.slice(end + 2 + length + 2);
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Body);
}
