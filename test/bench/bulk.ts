// Bulk checks beside the raw look-up of as many keys: one request each, everything streamed, nobody waits for
// anybody.

import { request } from 'node:http';
import type { Round } from './load.ts';
import { numberAt } from './requests.ts';

export type Bulk = { port: number; people: number; keys: number };

const someNumbers = (people: number, count: number) =>
  Array.from({ length: count }, () => numberAt(Math.floor(Math.random() * people)));

/**
 * SQL alone: the server looks up as many keys and answers when it has read every row. `path`: which table.
 */
export async function rawLookUps({ port, people, keys }: Bulk, path: string): Promise<Round> {
  const numbers = someNumbers(people, 10_000);
  const started = performance.now();
  const init = { method: 'POST', body: JSON.stringify({ numbers, keys }) };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
  const { found } = (await answer.json()) as { found: number };
  return roundOf(found, keys, started);
}

export async function bulkChecks({ port, people, keys }: Bulk, key: string): Promise<Round> {
  const body = Buffer.from(
    someNumbers(people, keys)
      .map((recipient) => `{"recipient":"${recipient}","purpose":"shipping_update"}\n`)
      .join(''),
  );
  const started = performance.now();
  const lines = await new Promise<number>((resolve, reject) => {
    let count = 0;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
    const asked = request(
      { port, host: '127.0.0.1', path: '/v1/gate/check-bulk', method: 'POST', headers },
      (answer) => {
        answer.on('data', (chunk: Buffer) => {
          for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count += 1;
        });
        answer.on('end', () => resolve(count - 1)).on('error', reject);
      },
    );
    asked.on('error', reject).end(body);
  });
  return roundOf(lines, keys, started);
}

function roundOf(answered: number, keys: number, started: number): Round {
  const perSecond = answered / ((performance.now() - started) / 1000);
  return { answered, perSecond, p50: 0, p99: 0, refused: keys - answered };
}
