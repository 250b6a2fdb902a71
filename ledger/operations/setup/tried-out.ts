// Whether somebody only tries things out, where no commit says so (append/test-hands.ts): what is refused or
// shown is no record.

import type { Submitter } from '../../core/consent/record.ts';
import type { SetupStore } from './store.ts';

/** Of a set-up that cannot be read, nothing is known: it is taken for real. */
export async function isTriedOut(
  { setup }: { setup: Pick<SetupStore, 'business' | 'site' | 'apiKeys'> },
  business: string,
  by?: Pick<Submitter, 'by' | 'id'>,
): Promise<boolean> {
  try {
    if ((await setup.business(business))?.test === true) return true;
    if (by?.by === 'site') return (await setup.site(by.id))?.test === true;
    if (by?.by !== 'key') return false;
    return (await setup.apiKeys(business)).some(({ id, test }) => id === by.id && test === true);
  } catch {
    return false;
  }
}
