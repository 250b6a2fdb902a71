// A worker that breaks is counted and logged: it starts again, but the operator must look.

import type { WorkerWatch } from '../operations/worker/store.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

export const observeWorkers = (metrics: Pick<Metrics, 'workerBroke'>, logger: Logger): WorkerWatch => ({
  broke(worker, error) {
    metrics.workerBroke(worker);
    logger.error('a worker broke and is begun again', { worker, error });
  },
});
