// What the ledger counts, in the Prometheus text format. Labels come from closed sets (route patterns, statuses,
// reasons); never a URL, a number, a record or a key.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../core/error.ts';
import type { ForwardOutcome } from '../operations/ports.ts';

export type Answered = { route: string; method: string; status: number; seconds: number };

export type Metrics = {
  readonly contentType: string;
  text(): Promise<string>;
  /** One HTTP request was answered. */
  answered(request: Answered): void;
  /** The gate answered. */
  decided(decision: 'allow' | 'deny', reasons: readonly string[]): void;
  /** One commit made this many records durable. */
  committed(records: number, seconds: number): void;
  commitFailed(): void;
  /** A webhook of Meta's, or of whoever says so, was refused; the code of the refusal. */
  webhookRefused(code: ErrorCode): void;
  /** One attempt to forward a webhook. */
  forwarded(outcome: ForwardOutcome): void;
  forwardsGivenUp(webhooks: number): void;
  /** How many webhooks wait, and for how long the oldest of them. */
  forwardsWaiting(webhooks: number, oldestSeconds: number): void;
  /** Read at each scrape: how many records wait for a commit. */
  watchQueue(depth: () => number): void;
};

const secondBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const batchBuckets = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'optmark_http_request_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['route', 'method', 'status'],
    buckets: secondBuckets,
    registers,
  });
  const decisions = countedDecisions(registers);
  const batches = new Histogram({
    name: 'optmark_commit_records',
    help: 'Records made durable by one commit.',
    buckets: batchBuckets,
    registers,
  });
  const commits = new Histogram({
    name: 'optmark_commit_seconds',
    help: 'Time one commit took.',
    buckets: secondBuckets,
    registers,
  });
  const failures = new Counter({
    name: 'optmark_commit_failures_total',
    help: 'Commits that were rolled back or whose outcome is unknown.',
    registers,
  });
  const webhooks = webhookCounts(registry);

  return {
    ...webhooks,
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered: ({ route, method, status, seconds }) => requests.observe({ route, method, status }, seconds),
    decided: decisions,
    committed(records, seconds) {
      batches.observe(records);
      commits.observe(seconds);
    },
    commitFailed: () => failures.inc(),
    watchQueue: (depth) => void gaugeOf(registry, depth),
  };
}

function webhookCounts(
  registry: Registry,
): Pick<Metrics, 'webhookRefused' | 'forwarded' | 'forwardsGivenUp' | 'forwardsWaiting'> {
  const registers = [registry];
  const refused = new Counter({
    name: 'optmark_webhooks_refused_total',
    help: 'Webhooks that were refused, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const forwards = new Counter({
    name: 'optmark_forward_attempts_total',
    help: 'Attempts to forward a webhook to a business, by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  const givenUp = new Counter({
    name: 'optmark_forwards_given_up_total',
    help: 'Webhooks that a business did not take in time.',
    registers,
  });
  const waiting = new Gauge({
    name: 'optmark_forwards_waiting',
    help: 'Webhooks that wait to be forwarded, of all nodes; as of the last minute.',
    registers,
  });
  const oldest = new Gauge({
    name: 'optmark_forwards_oldest_seconds',
    help: 'For how long the oldest of them has waited.',
    registers,
  });
  return {
    webhookRefused: (reason) => refused.inc({ reason }),
    forwarded: (outcome) => forwards.inc({ outcome }),
    forwardsGivenUp: (count) => givenUp.inc(count),
    forwardsWaiting(count, oldestSeconds) {
      waiting.set(count);
      oldest.set(oldestSeconds);
    },
  };
}

/** Counted here, and told to the counter when somebody looks: it takes a microsecond, and a bulk check makes a million. */
function countedDecisions(registers: Registry[]): Metrics['decided'] {
  const since = new Map<string, number>();
  new Counter({
    name: 'optmark_gate_decisions_total',
    help: 'Answers of the gate, one count for each reason given.',
    labelNames: ['decision', 'reason'],
    registers,
    collect() {
      for (const [key, count] of since) {
        const [decision, reason] = key.split(' ') as [string, string];
        this.inc({ decision, reason }, count);
      }
      since.clear();
    },
  });
  return (decision, reasons) => {
    for (const reason of reasons) {
      const key = `${decision} ${reason}`;
      since.set(key, (since.get(key) ?? 0) + 1);
    }
  };
}

function gaugeOf(registry: Registry, depth: () => number): Gauge {
  return new Gauge({
    name: 'optmark_queue_records',
    help: 'Records that wait for a commit.',
    registers: [registry],
    collect() {
      this.set(depth());
    },
  });
}
