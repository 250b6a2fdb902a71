// What a caller waits for while others ask for much: a history of thousands of records, the log's newest tile
// in every width, a flood of opt-ins. The first of each pair is asked alone.

import { httpRequest, type Load, type Round, runLoad } from './load.ts';
import { gateChecks, numberAt, serverOptIns } from './requests.ts';

export type Others = { port: number; key: string; people: number; milliseconds: number };
type Asked = Pick<Load, 'connections' | 'requests'>;

/** Records of the one person whose history is read. */
const recordsMax = 5_000;
const person = numberAt(7_500_000);
/** Callers whose waiting is measured: few, so that they wait for the others and not for each other. */
const few = 8;

const json = (key: string) => ({ 'content-type': 'application/json', authorization: `Bearer ${key}` });

/** Gives one person so many records. */
export async function seedPerson({ port, key }: Others): Promise<void> {
  const stops = optOuts(key, () => person);
  await runLoad({ port, connections: 64, requests: stops.take(recordsMax), milliseconds: 120_000 });
}

/** Runs both until the first is over; of the first it is told. */
async function beside({ port, milliseconds }: Others, asked: Asked, others: Asked): Promise<Round> {
  const background = runLoad({ port, milliseconds, ...others });
  const [round] = await Promise.all([runLoad({ port, milliseconds, ...asked }), background]);
  return round;
}

export function besideOthers(of: Others): { name: string; run(): Promise<Round> }[] {
  const { port, key, people, milliseconds } = of;
  const checks = (): Asked => ({ connections: few, requests: gateChecks(people, key, false) });
  const stops = (): Asked => ({ connections: few, requests: optOuts(key, (n) => numberAt(n % people)) });
  const floods = serverOptIns(6_000_000, key);
  return [
    { name: 'gate checks, alone', run: () => runLoad({ port, milliseconds, ...checks() }) },
    {
      name: `gate checks, beside 2 readers of a history of ${recordsMax}`,
      run: () => beside(of, checks(), { connections: 2, requests: histories(key) }),
    },
    {
      name: `gate checks, beside 2 as-of questions about ${recordsMax} records`,
      run: () => beside(of, checks(), { connections: 2, requests: asOfs(key) }),
    },
    {
      name: 'gate checks, beside 500 readers of partial tiles',
      run: () => beside(of, checks(), { connections: 500, requests: partialTiles() }),
    },
    { name: 'opt-outs, alone', run: () => runLoad({ port, milliseconds, ...stops() }) },
    {
      name: 'opt-outs, beside 2,000 opt-ins at a time',
      run: () => beside(of, stops(), { connections: 2_000, requests: floods }),
    },
  ];
}

function* optOuts(key: string, numberOf: (n: number) => string): Generator<Buffer> {
  for (let n = 0; ; n += 1)
    yield httpRequest('/v1/opt-outs', json(key), JSON.stringify({ number: numberOf(n), channel: 'web' }));
}

function* histories(key: string): Generator<Buffer> {
  for (;;) yield httpRequest('/v1/subjects/history', json(key), JSON.stringify({ number: person }));
}

function* asOfs(key: string): Generator<Buffer> {
  const question = { recipient: person, purpose: 'shipping_update' };
  for (;;) {
    const at = new Date(Date.now() - 1_000).toISOString();
    yield httpRequest('/v1/gate/as-of', json(key), JSON.stringify({ ...question, at }));
  }
}

function* partialTiles(): Generator<Buffer> {
  for (let n = 0; ; n += 1) {
    const row = n % 2 === 0 ? '0' : 'entries';
    yield httpRequest(`/log/tile/${row}/000.p/${1 + (n % 255)}`, {}, '', 'GET');
  }
}
