// What becomes of forwarded webhooks, counted and, where the operator must look, logged: business and
// amounts, never an address, which may hold a secret, and nothing of a body.

import type { ForwardWatch } from '../operations/forward/store.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

export const observeForwards = (
  metrics: Pick<Metrics, 'forwarded' | 'forwardsGivenUp' | 'forwardsWaiting'>,
  logger: Logger,
): ForwardWatch => ({
  attempted: (outcome) => metrics.forwarded(outcome),
  gaveUp(business, webhooks) {
    metrics.forwardsGivenUp(webhooks);
    logger.warn('webhooks were not taken by the business’s address in time, and are given up', {
      business,
      count: webhooks,
    });
  },
  waiting: (rows, oldestSeconds) => metrics.forwardsWaiting(rows, oldestSeconds),
  troubled: (error) => logger.error('webhooks that wait could not be forwarded', { error }),
});
