// A list of people taken over: what a dry run costs, the first time, and the same list again.

import { request } from 'node:http';
import type { Round } from './load.ts';
import { numberAt } from './requests.ts';

export type Imported = { port: number; key: string; from: number; rows: number; isDry: boolean };

export async function importList({ port, key, from, rows, isDry }: Imported): Promise<Round> {
  const terms = { notice: 'order-updates', source: 'Till staff in Pune, paper forms', dry_run: isDry };
  const row = (n: number) => `{"number":"${numberAt(from + n)}","status":"subscribed"}\n`;
  const body = Buffer.from(
    `${JSON.stringify(terms)}\n${Array.from({ length: rows }, (_, n) => row(n)).join('')}`,
  );
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
  const started = performance.now();
  const end = await new Promise<string>((resolve, reject) => {
    let last = '';
    const asked = request(
      { port, host: '127.0.0.1', path: '/v1/imports', method: 'POST', headers },
      (answer) => {
        answer
          .setEncoding('utf8')
          .on('data', (text: string) => {
            last = (last + text).slice(-1_000);
          })
          .on('end', () => resolve(last.trimEnd().split('\n').at(-1) ?? ''))
          .on('error', reject);
      },
    );
    asked.on('error', reject).end(body);
  });
  const { done, refused = 0 } = JSON.parse(end) as { done: boolean; refused?: number };
  if (!done) throw new Error(`the list was not taken to its end: ${end}`);
  return {
    answered: rows,
    perSecond: rows / ((performance.now() - started) / 1000),
    p50: 0,
    p99: 0,
    refused,
  };
}
