// How long and how much of the sentence was on screen, from what the engine saw of it. Version 2 of the
// observer may wrongly report "covered" but never "not covered". The rest of the evidence looks for covers
// too.

import { delayMs, type Sight } from '../../visibility-watch.ts';

/** From this ratio on the sentence counts as visible. */
const visibleRatio = 0.5;

/**
 * Milliseconds so far in which at least half was visible and the engine did not report a cover; the ratio
 * now; and whether the engine says that nothing was in front at the click. A thing that went away for the
 * click, or after it, was in front.
 */
export function visibilityIn(
  sights: readonly Sight[],
  clicked: number,
): { visible_ms: number; visible_ratio: number; unobscured: boolean | null } {
  let total = 0;
  let since: number | undefined;
  let ratio = 0;
  let unobscured: boolean | null = null;
  let uncovered = -Infinity;
  const now: Sight = [performance.now(), undefined, document.hidden];
  for (const [time, seen, hidden] of [...sights, now]) {
    if (since !== undefined) total += time - since;
    if (seen) {
      ratio = seen.intersectionRatio;
      // No engine knows whether something covers what is not on screen.
      const isClear = (seen.isIntersecting ? seen.isVisible : undefined) ?? null;
      if (unobscured === false && isClear) uncovered = time;
      unobscured = isClear;
    }
    // A sentence that was covered until the press and uncovered for it was not in view.
    const isSeen = ratio >= visibleRatio && unobscured !== false && !hidden;
    since = isSeen ? time : undefined;
  }
  return {
    visible_ms: total,
    visible_ratio: ratio,
    unobscured: unobscured && clicked > uncovered + delayMs,
  };
}
