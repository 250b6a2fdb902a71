// One request to the stand-in and its answer, without the sockets.

import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type Fault, faultBody } from './graph-error.ts';

export type Asked = { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer };

export type Answer = { status: number; headers: Record<string, string>; body: string | Buffer };

/** Bytes of a body: Meta takes documents of 100 MB. */
const bodyBytesMax = 101 * 1024 * 1024;

/** @throws Error if the body is too large or is cut off */
export async function readAsked(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw new RangeError(`at most ${bodyBytesMax} bytes`);
    chunks.push(chunk);
  }
  const { method = '', url = '', headers } = request;
  return { method, url, headers, body: Buffer.concat(chunks) };
}

export function writeAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}

/** With the headers that Meta sends. */
export const jsonAnswer = (status: number, value: object): Answer => ({
  status,
  headers: {
    'content-type': 'application/json; charset=UTF-8',
    'x-fb-trace-id': 'C1a2B3c4D5e',
    'strict-transport-security': 'max-age=15552000',
    'access-control-allow-origin': '*',
  },
  body: JSON.stringify(value),
});

export const faultAnswer = (fault: Fault): Answer => jsonAnswer(fault.status, faultBody(fault));
