// Bulk checks as a sender makes them: whole bodies by fetch, and streams by node:http, which reads while it
// writes.

import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';
import type { TestLedger } from '../../support/ledger.ts';
import type { Body } from '../requests.ts';

export const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

const headersWith = (key: string) => ({
  'content-type': 'application/x-ndjson',
  authorization: `Bearer ${key}`,
});

export function askInLines(
  url: string,
  key: string,
  body: string | ReadableStream<Uint8Array>,
  query = '',
): Promise<Response> {
  const init = { method: 'POST', headers: headersWith(key), body, duplex: 'half' };
  return fetch(`${url}/v1/gate/check-bulk${query}`, init as RequestInit);
}

export async function readLines(answer: Response): Promise<Body[]> {
  const text = await answer.text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

export const endOf = (answers: readonly Body[]): Body => answers.at(-1);

/** One request whose body is written by and by, and whose answers are read meanwhile. */
export function poured({ url, keys }: Pick<TestLedger, 'url' | 'keys'>) {
  const options = { method: 'POST', headers: headersWith(keys.gate), agent: false } as const;
  const writer = request(`${url}/v1/gate/check-bulk`, options);
  writer.on('error', () => {});
  const answered = once(writer, 'response') as Promise<[IncomingMessage]>;
  answered.catch(() => {});
  writer.flushHeaders();
  const answers = (async function* () {
    const [answer] = await answered;
    for await (const line of createInterface({ input: answer })) yield JSON.parse(line) as Body;
  })();
  return {
    writer,
    answers,
    socket: {
      destroy: () => void writer.destroy(),
    },
  };
}

/** Resolves when the connection has taken what was written before, or when there is room for more. */
export async function taken(writer: ClientRequest, text: string): Promise<void> {
  if (!writer.write(text)) await once(writer, 'drain');
}
