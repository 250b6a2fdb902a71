import { expect, test } from 'vitest';
import { emptyRoot } from '../../ledger/core/log/hash.ts';
import type { BatchWrite, Found, LogStore } from '../../ledger/operations/append/log-store.ts';
import { createMetrics } from '../../ledger/telemetry/metrics.ts';
import { observeCommits } from '../../ledger/telemetry/observe-commits.ts';

const lookups = {
  edgeSize: 0,
  edgeRoot: emptyRoot(),
  spent: [],
  prefixes: [],
  subjects: [],
  notices: [],
  flows: [],
  templates: [],
  setup: [],
};

const unwatched = { damaged: () => {} };

/** A store whose every commit ends as told. */
function storeThat(ends: 'commits' | 'fails'): LogStore {
  return {
    claimOrigin: async (origin) => origin,
    async append(_lookups, plan) {
      plan({ people: [] } as unknown as Found);
      if (ends === 'fails') throw new Error('rolled back');
    },
  };
}

const writeOf = (records: number) =>
  ({ entries: Array(records).fill(Buffer.alloc(33)) }) as unknown as BatchWrite;

test('two instances do not share counts', async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  one.decided('deny', ['withdrawn']);
  expect(await one.text()).toContain('optmark_gate_decisions_total{decision="deny",reason="withdrawn"} 1');
  expect(await other.text()).not.toContain('withdrawn');
});

test('every reason of a decision is counted', async () => {
  const metrics = createMetrics();
  metrics.decided('deny', ['withdrawn', 'grade_too_low_after_withdrawal']);
  const text = await metrics.text();
  expect(text).toContain('reason="withdrawn"} 1');
  expect(text).toContain('reason="grade_too_low_after_withdrawal"} 1');
});

test('a decision is counted once, however often somebody looks', async () => {
  const metrics = createMetrics();
  const counted = async () => /reason="granted"} (\d+)/.exec(await metrics.text())?.[1];
  metrics.decided('allow', ['granted']);
  metrics.decided('allow', ['granted']);
  expect([await counted(), await counted()]).toEqual(['2', '2']);
  metrics.decided('allow', ['granted']);
  expect(await counted()).toBe('3');
});

test('requests are counted by route, method and status', async () => {
  const metrics = createMetrics();
  metrics.answered({ route: '/v1/records/{id}', method: 'GET', status: 404, seconds: 0.002 });
  expect(await metrics.text()).toContain(
    'optmark_http_request_seconds_count{route="/v1/records/{id}",method="GET",status="404"} 1',
  );
});

test('the depth of the queue is read when asked for', async () => {
  const metrics = createMetrics();
  let depth = 0;
  metrics.watchQueue(() => depth);
  depth = 7;
  expect(await metrics.text()).toContain('optmark_queue_records 7');
});

test('a commit is counted with its size', async () => {
  const metrics = createMetrics();
  await observeCommits(storeThat('commits'), metrics, unwatched).append(lookups, () => writeOf(3));
  const text = await metrics.text();
  expect(text).toContain('optmark_commit_records_sum 3');
  expect(text).toContain('optmark_commit_seconds_count 1');
});

test('a batch that writes nothing is no commit', async () => {
  const metrics = createMetrics();
  await observeCommits(storeThat('commits'), metrics, unwatched).append(lookups, () => null);
  expect(await metrics.text()).toContain('optmark_commit_records_count 0');
});

test('a failed commit is counted as such and its cause is passed on', async () => {
  const metrics = createMetrics();
  const store = observeCommits(storeThat('fails'), metrics, unwatched);
  await expect(store.append(lookups, () => writeOf(3))).rejects.toThrow('rolled back');
  const text = await metrics.text();
  expect(text).toContain('optmark_commit_failures_total 1');
  expect(text).toContain('optmark_commit_records_count 0');
});
