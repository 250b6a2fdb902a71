// How far behind a copy elsewhere is: from the answer to an opt-in until the follower of the SDK hands its
// line over, while others opt in.

import { setTimeout as sleep } from 'node:timers/promises';
import { followChanges } from '../../ledger/sdk/gate.ts';
import type { Round } from './load.ts';
import { numberAt } from './requests.ts';

export type Lag = {
  done: Round | undefined;
  probes: number;
  lines: number;
  p50: number;
  p99: number;
  most: number;
};

type Followed = { port: number; key: string };

const probeEveryMs = 50;

/**
 * @param from the first number of the probes
 * @param load absent: nobody else opts in, for so long
 */
export async function lagDuring(
  { port, key }: Followed,
  from: number,
  load: (() => Promise<Round>) | { milliseconds: number },
): Promise<Lag> {
  const url = `http://127.0.0.1:${port}`;
  const answered = new Map<string, number>();
  const handedOver = new Map<string, number>();
  const stop = new AbortController();
  const caughtUp = Promise.withResolvers<void>();
  let isCounted = false;
  let lines = 0;
  const following = (async () => {
    for await (const line of followChanges({ url, key, follower: 'bench', signal: stop.signal })) {
      if (line.row === 'end') {
        if (!line.more) caughtUp.resolve();
        continue;
      }
      if (isCounted) {
        lines += 1;
        handedOver.set(line.record, performance.now());
      }
    }
  })();
  await caughtUp.promise;
  isCounted = true;
  let isOver = false;
  const probing = (async () => {
    for (let n = from; !isOver; n += 1) {
      const { record, at } = await optIn(url, key, n);
      answered.set(record, at);
      await sleep(probeEveryMs);
    }
  })();
  const done = typeof load === 'function' ? await load() : void (await sleep(load.milliseconds));
  isOver = true;
  await probing;
  while ([...answered.keys()].some((record) => !handedOver.has(record))) await sleep(10);
  stop.abort();
  await following;
  const lags = [...answered].map(([record, at]) => Math.max(0, handedOver.get(record)! - at));
  lags.sort((a, b) => a - b);
  const at = (share: number) => lags[Math.min(lags.length - 1, Math.floor(lags.length * share))]!;
  return { done, probes: lags.length, lines, p50: at(0.5), p99: at(0.99), most: lags.at(-1)! };
}

async function optIn(url: string, key: string, n: number): Promise<{ record: string; at: number }> {
  const answer = await fetch(`${url}/v1/opt-ins`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({
      ...{ notice: 'order-updates', locale: 'en', number: numberAt(n), channel: 'ivr' },
      evidence: { call_id: `c-${n}`, key: '1', prompt: '1' },
    }),
  });
  if (answer.status !== 201) throw new Error(`a probe was answered ${answer.status}`);
  const { record } = (await answer.json()) as { record: string };
  return { record, at: performance.now() };
}
