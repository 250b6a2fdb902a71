// npm run bench: the HTTP opt-in and gate paths against tuned plain routes on the same Postgres, in turn,
// several rounds each; medians and ratios. These machines are shared: only the ratios mean anything.
//
//   npm run bench -- gate bulk      these parts alone; all: opt-ins gate bulk calls imports others register
//                                   feed rights widget
//   BENCH_RECORDS=1000000,5000000   how large the ledger is for `rights`; 20,000 if it is not said

import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../ledger/storage/embedded-postgres/embedded-postgres.ts';
import { bulkChecks, rawLookUps } from './bulk.ts';
import { callsOf, twilioCallsOf } from './calls.ts';
import { cpuSeconds } from './cpu.ts';
import { lagDuring } from './feed.ts';
import { importList } from './imports.ts';
import { type Load, type Round, runLoad } from './load.ts';
import { memoryOf } from './memory.ts';
import { besideOthers, seedPerson } from './others.ts';
import { type Behind, behindDuring, newDatabase, sizeOfRegister } from './register.ts';
import {
  gateChecks,
  plainInserts,
  plainSelects,
  serverOptIns,
  type Target,
  widgetOptIns,
} from './requests.ts';
import { showRights } from './rights.ts';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const milliseconds = Number(process.env.BENCH_SECONDS ?? 4) * 1000;
const connections = Number(process.env.BENCH_CONNECTIONS ?? 64);
const people = 20_000;
const bulkKeys = Number(process.env.BENCH_BULK_KEYS ?? 200_000);
const importRows = Number(process.env.BENCH_IMPORT_ROWS ?? 20_000);
const recordsAtEach = (process.env.BENCH_RECORDS ?? '20000').split(',').map(Number);
/**
 * What one request of a million may add to the server's memory, bytes: the young generation, and no more with
 * more lines.
 */
const memoryMax = 256 * 1024 * 1024;

const parts = [
  ...['opt-ins', 'gate', 'bulk', 'calls', 'imports', 'others'],
  ...['register', 'feed', 'rights', 'widget'],
];
const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !parts.includes(part));
if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(' ')}; there are ${parts.join(' ')}`);
const wants = (part: string) => asked.length === 0 || asked.includes(part);

type Server = Target & { pid: number };
type Contestant = {
  name: string;
  target?: string;
  server: Server;
  /** What is not measured. */
  before?(): Promise<void>;
  run(): Promise<Round>;
};
type Measured = Round & { serverUs: number; postgresUs: number };

const children: ChildProcess[] = [];

/** A server in a process of its own; all of them go when the bench ends. */
async function child(file: string, env: Record<string, string>): Promise<Server> {
  const process_ = fork(new URL(file, import.meta.url), {
    // As `npm start` runs it; the plain routes get the same.
    execArgv: ['--max-semi-space-size=64'],
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  children.push(process_);
  return new Promise<Server>((resolve, reject) => {
    process_.once('message', (value) => resolve({ ...(value as Target), pid: process_.pid! }));
    process_.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

/** A round, and the processor time that server and Postgres spent on each of its requests. */
async function measure({ server, before: prepare, run }: Contestant): Promise<Measured> {
  await prepare?.();
  const before = [cpuSeconds(server.pid), cpuSeconds(postmaster)] as const;
  const round = await run();
  const after = [cpuSeconds(server.pid), cpuSeconds(postmaster)] as const;
  const perRequest = (i: 0 | 1) => ((after[i] - before[i]) * 1e6) / round.answered;
  return { ...round, serverUs: perRequest(0), postgresUs: perRequest(1) };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function compare(title: string, contestants: Contestant[]): Promise<void> {
  const results = contestants.map(() => [] as Measured[]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, contestant] of contestants.entries()) {
      process.stderr.write(`\r${title}: round ${round + 1}/${rounds}, ${contestant.name}        `);
      results[i]!.push(await measure(contestant));
    }
  }
  process.stderr.write('\r\u001b[K');
  const base = median(results[0]!.map(({ perSecond }) => perSecond));
  console.log(
    `\n| ${title} | per second | ratio | target | p50 ms | p99 ms | server µs | Postgres µs | refused |\n|---|---|---|---|---|---|---|---|---|`,
  );
  for (const [i, { name, target }] of contestants.entries()) {
    const own = results[i]!;
    const of = (what: keyof Measured, digits = 0) => median(own.map((round) => round[what])).toFixed(digits);
    const ratio = (median(own.map(({ perSecond }) => perSecond)) / base).toFixed(2);
    const refused = own.reduce((sum, round) => sum + round.refused, 0);
    console.log(
      `| ${name} | ${of('perSecond')} | ${ratio} | ${target ?? ''} | ${of('p50', 1)} | ${of('p99', 1)} | ` +
        `${of('serverUs')} | ${of('postgresUs')} | ${refused} |`,
    );
  }
}

const folder = await mkdtemp(join(tmpdir(), 'optmark-bench-'));
const postgres = await startEmbeddedPostgres({ folder, log: (line: string) => console.error(line) });
const postmaster = Number((await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
const env = {
  DATABASE_URL: postgres.ownerUrl,
  OPTMARK_DATA: folder,
  OPTMARK_ORIGIN: 'bench.example/log',
  BENCH_PEOPLE: String(people),
};
try {
  const plain = await child('./plain-server.ts', env);
  const ledger = await child('./ledger-server.ts', env);
  const load = (port: number, requests: Iterator<Buffer>): Promise<Round> =>
    runLoad({ port, connections, requests, milliseconds } satisfies Load);
  const { port, key } = ledger;

  // Everyone the gate will be asked about, and a warm-up of both servers.
  const seeding = serverOptIns(0, key);
  await runLoad({ port, connections, requests: take(seeding, people), milliseconds: 120_000 });
  const inserts = plainInserts(1_000_000);
  await load(plain.port, inserts);
  const optIns = serverOptIns(people, key);
  let widgetFrom = 4_000_000;

  if (wants('opt-ins')) await compareOptIns();
  if (wants('gate')) await compareChecks();
  if (wants('bulk')) await compareBulk();
  if (wants('calls')) await compareCalls();
  if (wants('imports')) await compareImports();
  if (wants('others')) await compareOthers();
  if (wants('register')) await compareRegister();
  if (wants('feed')) await showFeed();
  if (wants('rights')) await measureRights();
  if (wants('widget')) await showWidget();

  function compareOptIns(): Promise<void> {
    return compare('opt-ins', [
      { name: 'plain: one row inserted', server: plain, run: () => load(plain.port, inserts) },
      { name: 'ledger, from a server', target: '1.0', server: ledger, run: () => load(port, optIns) },
      {
        name: 'ledger, from the widget',
        target: '0.7',
        server: ledger,
        async run() {
          const made = await widgetOptIns(widgetFrom, 12 * milliseconds, ledger);
          widgetFrom += made.length;
          return load(port, made.values());
        },
      },
    ]);
  }

  function compareChecks(): Promise<void> {
    const checks = (permit: boolean) => () => load(port, gateChecks(people, key, permit));
    return compare('gate checks', [
      { name: 'plain: one select', server: plain, run: () => load(plain.port, plainSelects(people)) },
      { name: 'ledger, no permit', target: '1.2', server: ledger, run: checks(false) },
      { name: 'ledger, signed permit', target: '0.7', server: ledger, run: checks(true) },
    ]);
  }

  async function compareBulk(): Promise<void> {
    const bulk = { people, keys: bulkKeys };
    const sql = (path: string) => () => rawLookUps({ ...bulk, port: plain.port }, path);
    await compare(`bulk checks, ${bulkKeys} in one request`, [
      { name: 'plain: raw SQL, one table', server: plain, run: sql('/raw') },
      { name: "plain: the ledger's own SQL, tags to states", server: plain, run: sql('/states') },
      {
        name: 'ledger, NDJSON',
        target: '0.8',
        server: ledger,
        run: () => bulkChecks({ ...bulk, port }, key),
      },
    ]);
    const million = { people, keys: 1_000_000, port };
    await showMemory('one request of 1,000,000', () => bulkChecks(million, key));
  }

  async function showMemory(what: string, work: () => Promise<unknown>): Promise<void> {
    const { before, peak } = await memoryOf(ledger.pid, work);
    const mega = (bytes: number) => (bytes / 1e6).toFixed(0);
    console.log(`\n| ${what} | before, MB | peak, MB | at most |\n|---|---|---|---|`);
    console.log(`| memory of the ledger | ${mega(before)} | ${mega(peak)} | ${mega(before + memoryMax)} |`);
    if (peak - before > memoryMax) process.exitCode = 1;
  }

  function compareCalls(): Promise<void> {
    const atOnce = 100;
    let from = 5_000_000;
    /** So many calls, all at the question; then their keys, a hundred at a time. */
    const pressed = (name: string, callsFrom: typeof callsOf, calls: number): Contestant => {
      let keys: Buffer[] = [];
      return {
        name: `${name}, ${calls === atOnce ? 'one key each' : 'one after the other'}`,
        server: ledger,
        async before() {
          const made = callsFrom(ledger, from).take(calls).toArray();
          from += calls;
          keys = made.map(({ press }) => press);
          const begun = made.map(({ begin }) => begin).values();
          await runLoad({ port, connections, requests: begun, milliseconds: 120_000 });
        },
        run: () => runLoad({ port, connections: atOnce, requests: keys.values(), milliseconds: 120_000 }),
      };
    };
    const many = Math.ceil(milliseconds / 4);
    return compare(`keys pressed in ${atOnce} calls side by side`, [
      {
        name: 'plain: one row inserted',
        server: plain,
        run: () => runLoad({ port: plain.port, connections: atOnce, requests: inserts, milliseconds }),
      },
      pressed("the ledger's own dialect", callsOf, atOnce),
      pressed("the ledger's own dialect", callsOf, many),
      pressed('Twilio', twilioCallsOf, atOnce),
      pressed('Twilio', twilioCallsOf, many),
    ]);
  }

  async function compareImports(): Promise<void> {
    let from = 3_000_000;
    const list = (isDry: boolean) => () => importList({ port, key, from, rows: importRows, isDry });
    await compare(`lists of ${importRows} rows`, [
      { name: 'plain: one row inserted', server: plain, run: () => load(plain.port, inserts) },
      { name: 'a dry run', server: ledger, run: list(true) },
      { name: 'imported', server: ledger, run: list(false) },
      {
        name: 'the same list again',
        server: ledger,
        async run() {
          const round = await list(false)();
          from += importRows;
          return round;
        },
      },
    ]);
    const whole = { port, key, from: 7_000_000, rows: 1_000_000, isDry: true };
    await showMemory('a list of 1,000,000', async () => {
      const { refused } = await importList(whole);
      // Rows that are refused are no work.
      if (refused > 0) throw new Error(`${refused} rows were refused`);
    });
  }

  async function compareOthers(): Promise<void> {
    const others = { port, key, people, milliseconds };
    await seedPerson(others);
    const contestants = besideOthers(others).map((one) => ({ ...one, server: ledger }));
    await compare('while others ask for much', contestants);
  }

  /** A ledger on a database of its own. */
  async function ownLedger(name: string, more = {}) {
    const url = await newDatabase(env.DATABASE_URL, name);
    const own = { ...env, ...more, DATABASE_URL: url, OPTMARK_DATA: join(folder, name) };
    return { url, env: own, server: await child('./ledger-server.ts', own) };
  }

  /** Two, so that their tables are of one size. */
  async function compareRegister(): Promise<void> {
    const { server: bare } = await ownLedger('bare');
    const { server: filled, url: filledUrl } = await ownLedger('filled', { BENCH_WORKERS: '1' });
    const behind: Behind[] = [];
    const optInsTo = (server: typeof bare) => {
      const requests = serverOptIns(0, server.key);
      return () => load(server.port, requests);
    };
    const fill = optInsTo(filled);
    await compare('opt-ins, and the register', [
      { name: 'ledger, its register not filled', server: bare, run: optInsTo(bare) },
      {
        name: 'ledger, its register filled',
        target: '0.95',
        server: filled,
        async run() {
          const round = await behindDuring(filledUrl, fill);
          behind.push(round.behind);
          return round.done;
        },
      },
    ]);
    const { rows, perRow } = await sizeOfRegister(filledUrl);
    const most = (what: keyof Behind) => Math.max(...behind.map((one) => one[what]));
    console.log(
      '\n| the register | rows | bytes a row | most entries behind | seconds to have all, then |\n|---|---|---|---|---|',
    );
    console.log(`| | ${rows} | ${perRow.toFixed(0)} | ${most('entries')} | ${most('seconds').toFixed(2)} |`);
  }

  /** A ledger on a database of its own, whose feed one copy follows. */
  async function showFeed(): Promise<void> {
    const url = await newDatabase(env.DATABASE_URL, 'followed');
    const own = { ...env, DATABASE_URL: url, OPTMARK_DATA: join(folder, 'followed'), BENCH_WORKERS: '1' };
    const followed = await child('./ledger-server.ts', own);
    const requests = serverOptIns(0, followed.key);
    const optInsOver = (many: number) => () =>
      runLoad({ port: followed.port, connections: many, requests, milliseconds });
    console.log(
      '\n| a copy that follows, while others opt in | opt-ins per second | lines followed | p50 ms | p99 ms | most ms | target |\n|---|---|---|---|---|---|---|',
    );
    let from = 6_000_000;
    for (const [name, load] of [
      ['nobody', { milliseconds }],
      ['one after the other', optInsOver(1)],
      ['8 side by side', optInsOver(8)],
      [`${connections} side by side`, optInsOver(connections)],
    ] as const) {
      const { done, probes, lines, p50, p99, most } = await lagDuring(followed, from, load);
      from += probes;
      const times = [p50, p99, most].map((one) => one.toFixed(0)).join(' | ');
      console.log(`| ${name} | ${(done?.perSecond ?? 0).toFixed(0)} | ${lines} | ${times} | p99 1000 |`);
    }
  }

  async function measureRights(): Promise<void> {
    await showRights({ ...(await ownLedger('rights', { BENCH_WORKERS: '1' })), milliseconds }, recordsAtEach);
  }

  async function showWidget(): Promise<void> {
    const widget = JSON.parse(
      await readFile(new URL('../../.build/widget/widget.json', import.meta.url), 'utf8'),
    );
    console.log(`\n| widget | bytes | gzip | brotli |\n|---|---|---|---|`);
    console.log(`| optmark.js ${widget.version} | ${widget.bytes} | ${widget.gzip} | ${widget.brotli} |`);
  }
} finally {
  for (const process_ of children) process_.disconnect();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

function* take(requests: Iterator<Buffer>, count: number): Generator<Buffer> {
  for (let n = 0; n < count; n += 1) yield requests.next().value as Buffer;
}
