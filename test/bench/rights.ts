// What a compliance officer waits for in a large ledger: a page of the register with its exact total, an
// export, and one person erased. Asked over HTTP, one question after the other, by one caller.

import { fork } from 'node:child_process';
import { request } from 'node:http';
import { openDatabase } from '../../ledger/storage/database/connection.ts';
import { httpRequest, runLoad } from './load.ts';
import { memoryOf } from './memory.ts';
import { type Behind, behindDuring } from './register.ts';
import { numberAt } from './requests.ts';

export type Rights = {
  url: string;
  env: Record<string, string>;
  server: { port: number; key: string; pid: number };
  milliseconds: number;
};
type Filled = { perSecond: number; behind: Behind };

/** Rows of a part of an export; the first format is exported whole. */
const partMax = 100_000;
const formats = [
  { format: 'ndjson' },
  { format: 'csv', limit: partMax },
  { format: 'json-ld', limit: partMax },
  { format: 'bundle', limit: partMax, reason: 'audit' },
] as const;

/** Who is erased: ordinary people, and those of whom very much is recorded. */
const ordinary = 50;
const crowded = { people: 3, records: 1_000 };

/** Records number `from` to `to` of the fill. */
async function fill({ url, env }: Rights, from: number, to: number): Promise<Filled> {
  const range = { BENCH_FROM: String(from), BENCH_TO: String(to) };
  const { done, behind } = await behindDuring(url, () => {
    const filling = fork(new URL('./fill.ts', import.meta.url), {
      execArgv: ['--max-semi-space-size=64'],
      env: { ...process.env, ...env, ...range },
      stdio: 'inherit',
    });
    return new Promise<number>((resolve, reject) => {
      let perSecond: number | undefined;
      filling.once('message', (told) => {
        perSecond = told as number;
      });
      filling.once('exit', (code) =>
        perSecond === undefined ? reject(new Error(`the fill ended with ${code}`)) : resolve(perSecond),
      );
    });
  });
  return { perSecond: done, behind };
}

/** As a database is that has had time for it since: autovacuum does the same, at a moment of its own. */
async function settle(url: string): Promise<void> {
  const db = openDatabase({ url, clients: 1, statementTimeout: 0 });
  await db.sql.unsafe('vacuum (analyze)');
  await db.end();
}

/** Fills the ledger up to each size, and measures it there. */
export async function showRights(of: Rights, sizes: readonly number[]): Promise<void> {
  let filled = 0;
  for (const size of sizes) {
    const { perSecond, behind } = await fill(of, filled, size);
    filled = size;
    console.log(
      `\n| ${size} records | filled, records per second | register: most entries behind | seconds to have all, then |\n` +
        `|---|---|---|---|\n| | ${perSecond.toFixed(0)} | ${behind.entries} | ${behind.seconds.toFixed(2)} |`,
    );
    await settle(of.url);
    await showQueries(of, size);
    await showExports(of, size);
    await showErasures(of, size);
  }
}

const json = ({ server }: Rights) => ({
  'content-type': 'application/json',
  authorization: `Bearer ${server.key}`,
});

async function ask<Answer>(of: Rights, path: string, body: object): Promise<Answer> {
  const init = { method: 'POST', headers: json(of), body: JSON.stringify(body) };
  const answer = await fetch(`http://127.0.0.1:${of.server.port}${path}`, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text) as Answer;
}

type Page = { total: number; records: { index: number; recorded_at: string }[] };

const query = (of: Rights, body: object) => ask<Page>(of, '/v1/register/query', body);

/** When the record was made at which this share of the log ends. */
async function momentAt({ url }: Rights, size: number, share: number): Promise<string> {
  const db = openDatabase({ url, clients: 1 });
  const [row] = await db.sql<{ at: string }[]>`
    select recorded_at as at from register where idx = ${Math.floor(size * share)}`;
  await db.end();
  return new Date(row!.at).toISOString();
}

async function showQueries(of: Rights, size: number): Promise<void> {
  const [from, to] = [await momentAt(of, size, 0.45), await momentAt(of, size, 0.55)];
  const optIns = { kind: 'opt_in', channel: 'sms' };
  const questions: { name: string; bodyAt(n: number): object }[] = [
    { name: 'one person', bodyAt: (n) => ({ number: numberAt((n * 79_190) % size) }) },
    { name: 'everything', bodyAt: () => ({}) },
    {
      name: 'opt-ins by SMS for a purpose',
      bodyAt: () => ({ ...optIns, purpose: 'shipping_update' }),
    },
    { name: 'the same, of a grade', bodyAt: () => ({ ...optIns, grade: 'E1' }) },
    { name: 'opt-outs in a tenth of the time', bodyAt: () => ({ kind: 'opt_out', from, to }) },
    { name: 'everything in a tenth of the time', bodyAt: () => ({ from, to }) },
  ];
  console.log(`\n| first page, ${size} records | p50 ms | p99 ms | total | refused |\n|---|---|---|---|---|`);
  for (const { name, bodyAt } of questions) {
    const { total } = await query(of, bodyAt(1));
    const requests = (function* () {
      for (let n = 1; ; n += 1) yield httpRequest('/v1/register/query', json(of), JSON.stringify(bodyAt(n)));
    })();
    const { port } = of.server;
    const round = await runLoad({ port, connections: 1, requests, milliseconds: of.milliseconds });
    const { p50, p99, refused } = round;
    console.log(`| ${name} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${total} | ${refused} |`);
  }
}

async function showExports(of: Rights, size: number): Promise<void> {
  console.log(
    `\n| export, ${size} records | rows | rows per second | MB per second | memory before, MB | peak, MB |\n|---|---|---|---|---|---|`,
  );
  const { total } = await query(of, {});
  const mega = (bytes: number) => (bytes / 1e6).toFixed(1);
  for (const asked of formats) {
    let bytes = 0;
    const started = performance.now();
    const { before, peak } = await memoryOf(of.server.pid, async () => {
      bytes = await exported(of, asked);
    });
    const seconds = (performance.now() - started) / 1000;
    const rows = 'limit' in asked ? Math.min(asked.limit, total) : total;
    console.log(
      `| ${asked.format} | ${rows} | ${(rows / seconds).toFixed(0)} | ${mega(bytes / seconds)} | ${mega(before)} | ${mega(peak)} |`,
    );
  }
}

/** Of the last row of a table or bundle, or of the last part of a JSON document. */
const isWhole = /\bend\b|"sha256":/;

/** @returns bytes; throws where the file is not whole */
function exported(of: Rights, asked: (typeof formats)[number]): Promise<number> {
  const { port } = of.server;
  return new Promise((resolve, reject) => {
    let bytes = 0;
    let end = '';
    const sent = request(
      { port, host: '127.0.0.1', path: '/v1/exports', method: 'POST', headers: json(of) },
      (answer) => {
        answer
          .on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            end = (end + chunk.toString('latin1')).slice(-4_000);
          })
          .on('end', () => {
            if (answer.statusCode === 200 && isWhole.test(end)) resolve(bytes);
            else reject(new Error(`the export as ${asked.format} is not whole: ${end.slice(-500)}`));
          })
          .on('error', reject);
      },
    );
    sent.on('error', reject).end(JSON.stringify(asked));
  });
}

async function showErasures(of: Rights, size: number): Promise<void> {
  console.log(
    `\n| one person erased among ${size} records | people | records of each | preview: median ms | most | erased: median ms | most |\n|---|---|---|---|---|---|---|`,
  );
  // Each size has its own: who is erased once is not found again. Of ten numbers the last is nobody's.
  const some = Array.from({ length: ordinary }, (_, i) => numberAt(size - 1 - (10 * i + 2)));
  await showErased(of, some);
  const many = Array.from({ length: crowded.people }, (_, i) => numberAt(7_999_990 - (size % 1_000_000) - i));
  for (const number of many) await crowd(of, number);
  await showErased(of, many);
}

/** So many records of one person. */
async function crowd(of: Rights, number: string): Promise<void> {
  const stop = () => httpRequest('/v1/opt-outs', json(of), JSON.stringify({ number, channel: 'web' }));
  const requests = Array.from({ length: crowded.records }, stop).values();
  await runLoad({ port: of.server.port, connections: 64, requests, milliseconds: 600_000 });
}

async function showErased(of: Rights, numbers: readonly string[]): Promise<void> {
  const [previews, erasures] = [[] as number[], [] as number[]];
  const counts: number[] = [];
  for (const number of numbers) {
    const asked = performance.now();
    const { token } = await ask<{ token: string }>(of, '/v1/subjects/erase/preview', { number });
    const shown = performance.now();
    const body = { token, reason: 'asked_by_person' };
    const { records } = await ask<{ records: number }>(of, '/v1/subjects/erase', body);
    previews.push(shown - asked);
    erasures.push(performance.now() - shown);
    counts.push(records);
  }
  const [each, ...figures] = [counts, previews, erasures].map((all) => {
    const sorted = all.toSorted((a, b) => a - b);
    return { median: sorted[sorted.length >> 1]!, most: sorted.at(-1)! };
  });
  const times = figures.map(({ median, most }) => `${median.toFixed(1)} | ${most.toFixed(1)}`).join(' | ');
  console.log(`| | ${numbers.length} | ${each!.median} | ${times} |`);
}
