// The ledger's counters, in the Prometheus text format. Labels come from closed sets (route patterns,
// statuses, reasons); never a URL, a number, a record or a key.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../core/error.ts';
import type { ForwardOutcome } from '../operations/forward/store.ts';

export type Answered = { route: string; method: string; status: number; seconds: number };

type Watched = { name: string; health(): string };

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
  /** Something that no room has caught; the room it comes from. */
  unhandled(room: string): void;
  /** Stored consent states were damaged, and made again from their records or not. */
  statesDamaged(outcome: 'rebuilt' | 'unjudgeable', states: number): void;
  /** A webhook from Meta, or from a caller posing as Meta, was refused; the code of the refusal. */
  webhookRefused(code: ErrorCode): void;
  /** One attempt to forward a webhook. */
  forwarded(outcome: ForwardOutcome): void;
  forwardsGivenUp(webhooks: number): void;
  /** How many webhooks wait, and for how long the oldest of them. */
  forwardsWaiting(webhooks: number, oldestSeconds: number): void;
  /** How many entries of the log the register lacks, and for how long it has not had all of them. */
  registerBehind(entries: number, seconds: number): void;
  /** How many stops the followers of the change feed have not taken in time; the oldest not taken at all. */
  followersLate(stops: number, oldestSeconds: number): void;
  /** How many people have asked to be erased and wait for the business, of all businesses. */
  erasuresWaiting(requests: number): void;
  /** Whose records end within the month, of all businesses; by the rule that ends them. */
  endingSoon(byRule: ReadonlyMap<string, number>): void;
  /** The work of a worker broke, and is begun again. */
  workerBroke(worker: string): void;
  /** Read at each scrape: which workers work on this node. */
  watchWorkers(workers: readonly Watched[]): void;
  /** Read at each scrape: how many records wait for a commit. */
  watchQueue(depth: () => number): void;
  /**
   * Read at each scrape: how far this node's clock, and the log's last record, are ahead of the database's
   * clock.
   */
  watchClock(clock: { readonly aheadMs: number; readonly logAheadMs: number }): void;
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
  const unhandled = new Counter({
    name: 'optmark_unhandled_total',
    help: 'Errors that reached the last line of defence, by the room they come from. More than none is a fault of ours.',
    labelNames: ['room'],
    registers,
  });
  const damaged = new Counter({
    name: 'optmark_damaged_states_total',
    help: 'Stored consent states that were read and found damaged, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  const workerFailures = new Counter({
    name: 'optmark_worker_failures_total',
    help: 'How often a worker’s work broke; it is begun again.',
    labelNames: ['worker'],
    registers,
  });
  const webhooks = webhookCounts(registry);
  const registerLag = lagOfRegister(registers);
  const followersLate = lateFollowers(registers);
  const endingSoon = soonToEnd(registers);
  const erasures = new Gauge({
    name: 'optmark_erasure_requests_waiting',
    help: 'People who asked to be erased and wait for the business, of all businesses; as of the last minute.',
    registers,
  });

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
    unhandled: (room) => unhandled.inc({ room }),
    watchQueue: (depth) =>
      gaugeOf(registry, 'optmark_queue_records', 'Records that wait for a commit.', depth),
    watchClock(clock) {
      gaugeOf(
        registry,
        'optmark_clock_ahead_seconds',
        'How far this node’s clock is ahead of its database’s; past 5 either way opt-ins are refused.',
        () => clock.aheadMs / 1000,
      );
      gaugeOf(
        registry,
        'optmark_log_ahead_seconds',
        'How far the log’s last record is dated ahead of its database’s clock; past 5 opt-ins are refused.',
        () => clock.logAheadMs / 1000,
      );
    },
    registerBehind: registerLag,
    followersLate,
    endingSoon,
    erasuresWaiting: (requests) => erasures.set(requests),
    workerBroke: (worker) => workerFailures.inc({ worker }),
    watchWorkers(workers) {
      new Gauge({
        name: 'optmark_worker_running',
        help: '1 where the worker works on this node; 0 where another node has the work, or it is broken.',
        labelNames: ['worker'],
        registers,
        collect() {
          for (const { name, health } of workers) this.set({ worker: name }, health() === 'running' ? 1 : 0);
        },
      });
    },
    statesDamaged: (outcome, states) => damaged.inc({ outcome }, states),
  };
}

function lagOfRegister(registers: Registry[]): Metrics['registerBehind'] {
  const entries = new Gauge({
    name: 'optmark_register_lag_entries',
    help: 'Entries of the log that the register does not have yet; as of the last second.',
    registers,
  });
  const seconds = new Gauge({
    name: 'optmark_register_lag_seconds',
    help: 'For how long the register has not had all entries, as this node sees it.',
    registers,
  });
  return (lacking, since) => {
    entries.set(lacking);
    seconds.set(since);
  };
}

function lateFollowers(registers: Registry[]): Metrics['followersLate'] {
  const overdue = new Gauge({
    name: 'optmark_feed_stops_overdue',
    help: 'Stops that a follower of the change feed has not taken for over a minute, of all followers; up to 1000 of each.',
    registers,
  });
  const oldest = new Gauge({
    name: 'optmark_feed_oldest_untold_seconds',
    help: 'How old the oldest stop is that some follower of the change feed has not taken.',
    registers,
  });
  return (stops, oldestSeconds) => {
    overdue.set(stops);
    oldest.set(oldestSeconds);
  };
}

function soonToEnd(registers: Registry[]): Metrics['endingSoon'] {
  const soon = new Gauge({
    name: 'optmark_retention_soon',
    help: 'People whose records end within 30 days, by rule, and under look/*/* records of who looked; as of the last run.',
    labelNames: ['rule'],
    registers,
  });
  return (byRule) => {
    soon.reset();
    for (const [rule, count] of byRule) soon.set({ rule }, count);
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

/**
 * Counted here, and told to the counter when the metrics are read: the counter takes a microsecond, and a
 * bulk check makes a million decisions.
 */
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

function gaugeOf(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
