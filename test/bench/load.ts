// A closed-loop load: each connection sends one prepared request, waits for the whole answer, sends the next.
// Requests are made before the clock starts, so that client cost is small and the same for every route.

import { connect, type Socket } from 'node:net';

export type Round = { answered: number; perSecond: number; p50: number; p99: number; refused: number };

export type Load = {
  port: number;
  connections: number;
  /** Consumed from the front; a round ends when it is used up or the time is over. */
  requests: Iterator<Buffer>;
  milliseconds: number;
};

export async function runLoad({ port, connections, requests, milliseconds }: Load): Promise<Round> {
  const latencies: number[] = [];
  let refused = 0;
  const started = performance.now();
  const deadline = started + milliseconds;

  async function client(): Promise<void> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    const answers = statusLines(socket);
    for (;;) {
      const begun = performance.now();
      const next = begun < deadline ? requests.next() : { done: true as const };
      if (next.done) break;
      socket.write(next.value as Buffer);
      const status = await answers();
      latencies.push(performance.now() - begun);
      if (status >= 300) refused += 1;
    }
    socket.destroy();
  }

  await Promise.all(Array.from({ length: connections }, client));
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    answered: latencies.length,
    perSecond: latencies.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    refused,
  };
}

/** Read HTTP/1.1 answers with a Content-Length from a socket, one at a time; resolves with the status. */
function statusLines(socket: Socket): () => Promise<number> {
  let pending: Buffer = Buffer.alloc(0);
  let wake: ((status: number) => void) | undefined;
  socket.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const head = pending.indexOf('\r\n\r\n');
    if (head === -1) return;
    const header = pending.toString('latin1', 0, head);
    const length = Number(/content-length: (\d+)/i.exec(header)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) throw new Error('an answer without Content-Length cannot be measured');
    if (pending.length < head + 4 + length) return;
    pending = pending.subarray(head + 4 + length);
    wake?.(Number(header.slice(9, 12)));
  });
  return () =>
    new Promise((resolve) => {
      wake = resolve;
    });
}

export function httpRequest(
  path: string,
  headers: Record<string, string>,
  body: string,
  method = 'POST',
): Buffer {
  const lines = Object.entries({
    host: '127.0.0.1',
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
  });
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\n${lines.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n${body}`,
  );
}
