// What the requests of text messages are known by, in memory.

import { remember } from '../setup/remember.ts';
import type { SmsProvider, SmsProviderStore } from './store.ts';

export type CachedSmsProviders = SmsProviderStore & {
  /** Something has changed, which happens seldom: this node reads everything anew. */
  forget(): void;
};

export function cacheSmsProviders(store: SmsProviderStore, elapsedMs?: () => number): CachedSmsProviders {
  const providers = remember<SmsProvider>(elapsedMs);
  return {
    ...store,
    provider: (business, dialect) =>
      providers.get(`${business}\0${dialect}`, () => store.provider(business, dialect)),
    forget: () => providers.clear(),
  };
}
