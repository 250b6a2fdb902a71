// How often strangers of one network may be refused by one business before the answer is 429. It counts by
// business, so that a secret renewed at a provider but not here does not stop another business's requests.

import { widerNetworkOf } from '../../auth/network.ts';
import type { LimitName } from '../../auth/rate-limit.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { LedgerError } from '../../core/error.ts';

type RefusalLimit = Extract<LimitName, `${string}_refused`>;

/** This machine has no limit. An IPv6 /48 counts as one, because a rented server has a whole one. */
export const refusalsOf = (limit: RefusalLimit, business: string, { network }: Visitor) =>
  network === undefined ? [] : [{ limit, key: `${business}\0${widerNetworkOf(network) ?? network}` }];

const settings = { flow: 'optmark flow list, optmark provider list', line: 'optmark sms list' };

/** What tells of calls or text messages, and comes from nobody that the business has set up. */
export const strangers = (of: 'flow' | 'line'): LedgerError =>
  new LedgerError(
    'unauthenticated',
    `No signature of the provider matches, and no secret of this ${of} is here: compare the provider’s token, ` +
      `OPTMARK_URL, the secret and the names in the address with what you have set (${settings[of]}).`,
  );
