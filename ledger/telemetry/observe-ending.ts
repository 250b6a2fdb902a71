// What ends soon, counted and logged by rule, so that a business is not surprised: how many, never whose.

import type { EndingWatch } from '../operations/retention/store.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

export function observeEnding(metrics: Pick<Metrics, 'endingSoon'>, logger: Logger): EndingWatch {
  const soon = new Map<string, Readonly<Record<string, number>>>();
  const tell = () => {
    const sums = new Map<string, number>();
    for (const byRule of soon.values())
      for (const [rule, count] of Object.entries(byRule)) sums.set(rule, (sums.get(rule) ?? 0) + count);
    metrics.endingSoon(sums);
  };
  return {
    soon(business, byRule) {
      soon.set(business, byRule);
      tell();
      for (const [rule, count] of Object.entries(byRule))
        logger.info('records end within 30 days', { business, detail: rule, count });
    },
    left() {
      soon.clear();
      tell();
    },
  };
}
