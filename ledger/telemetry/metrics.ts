// What the ledger counts, in the Prometheus text format. Labels come from closed sets (route patterns, statuses,
// reasons); never a URL, a number, a record or a key.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

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
  const decisions = new Counter({
    name: 'optmark_gate_decisions_total',
    help: 'Answers of the gate, one count for each reason given.',
    labelNames: ['decision', 'reason'],
    registers,
  });
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

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered: ({ route, method, status, seconds }) => requests.observe({ route, method, status }, seconds),
    decided(decision, reasons) {
      for (const reason of reasons) decisions.inc({ decision, reason });
    },
    committed(records, seconds) {
      batches.observe(records);
      commits.observe(seconds);
    },
    commitFailed: () => failures.inc(),
    watchQueue: (depth) => void gaugeOf(registry, depth),
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
