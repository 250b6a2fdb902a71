// The port of the rate limits.

import type { LimitName, RateWindow } from '../../auth/rate-limit.ts';

export type { LimitName, RateWindow };

export type Limits = { limits: RateLimits };

export interface RateLimits {
  /**
   * Counts one request against each limit, in this order, up to the first that is used up. A key may be
   * personal, so it is kept only as a MAC. Throws rate_limited with the seconds to wait.
   */
  take(takes: readonly { limit: LimitName; key: string }[]): Promise<void>;
  /** Counts nothing. Throws rate_limited, with the seconds to wait, if one of these is used up. */
  look(takes: readonly { limit: LimitName; key: string }[]): Promise<void>;
}
