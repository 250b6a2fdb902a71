// What the requests of text messages are known by, in memory. While the database is gone, a request of a
// provider that this node has read is still known for one, and its person told that nothing is recorded.

import { patienceMs, remember } from '../setup/remember.ts';
import type { SmsProvider, SmsProviderStore } from './store.ts';

export type CachedSmsProviders = SmsProviderStore & {
  /** Something has changed, which happens seldom: this node reads everything anew. */
  forget(): void;
};

export function cacheSmsProviders(store: SmsProviderStore, elapsedMs?: () => number): CachedSmsProviders {
  const providers = remember<SmsProvider>(elapsedMs);
  return {
    ...store,
    provider: (business, dialect, suits) => {
      const load = () => store.provider(business, dialect);
      return providers.getOrLast(`${business}\0${dialect}`, load, patienceMs, suits);
    },
    forget: () => providers.clear(),
  };
}
