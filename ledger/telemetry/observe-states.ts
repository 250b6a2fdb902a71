// Stored consent of a person is damaged: counted, and logged, since the operator must look. The log does not
// say whose; `optmark verify` does.

import type { StateWatch } from '../operations/person/consent-states.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

const sentences = {
  rebuilt: 'consent states are damaged and were made again from their records; run verify',
  unjudgeable: 'consent states are damaged, and so are their records: nothing is allowed; run verify',
} as const;

/** @param logger of the server; a command has none */
export const observeStates = (
  metrics: Pick<Metrics, 'statesDamaged'>,
  logger: () => Logger | undefined,
): StateWatch => ({
  damaged(outcome, states) {
    metrics.statesDamaged(outcome, states);
    logger()?.error(sentences[outcome], { count: states });
  },
});
