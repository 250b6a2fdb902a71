// Which failures are logged, and how often. One request that fails unexpectedly is one line. A database that
// is away fails all requests; a line for each would be a second outage.

import { LedgerError } from '../../core/error.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Problem } from './problem.ts';

export type Report = (error: unknown, problem: Problem, route: string) => void;

/**
 * Of `unavailable` and `clocks_disagree`, one line in this time, with the number of those that were left out.
 */
export const unavailableEveryMs = 1_000;

/** @param elapsed milliseconds, monotone */
export function createReport(logger: Logger, elapsed: () => number = () => performance.now()): Report {
  let quietUntil = 0;
  let leftOut = 0;
  /** They fail many requests for one cause. */
  const isShared = (code: string) => code === 'unavailable' || code === 'clocks_disagree';

  return (error, { code, status, instance }, route) => {
    // What the caller did wrong, and refusing newcomers under load, is expected; the metrics count it.
    if (status < 500 || code === 'overloaded') return;
    if (isShared(code) && elapsed() < quietUntil) {
      leftOut += 1;
      return;
    }
    const detail = error instanceof LedgerError ? error.message : undefined;
    const fields = { route, code, status, error, ...(detail && { detail }), ...(instance && { instance }) };
    if (!isShared(code)) return logger.error('a request failed', fields);
    logger.error('requests fail', { ...fields, count: leftOut + 1 });
    quietUntil = elapsed() + unavailableEveryMs;
    leftOut = 0;
  };
}
