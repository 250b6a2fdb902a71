// Every change of set-up: a record in the log, and the row that it describes, in one transaction. No other
// path writes these rows, so `verify` finds a row that no record explains.

import type { Submitter } from '../../core/consent/record.ts';
import type { SetupKey } from '../../core/setup/columns.ts';
import type { SetupChange } from '../append/draft.ts';
import type { Appends } from '../append/sequencer.ts';
import type { World } from '../world.ts';
import { type Businesses, businessKey, businessOf } from './business.ts';
import type { CachedSetup } from './cached.ts';

/** What it takes to change set-up. */
export type Changing = Appends & Businesses & { setup: CachedSetup; world: World };

/** Who changed it: a server of the business with its secret key, or an operator on the host. */
export type Changer = Submitter & { by: 'key' | 'operator' | 'staff' };
export const operator: Changer = { by: 'operator', id: 'host' };

/** `identity`: of a person who is added (operations/append/draft.ts). */
type ChangedKey = SetupKey & { identity?: Buffer };

const systems = { key: 'server', operator: 'cli', staff: 'console' } as const;

/** Resolves when the change is in force. @throws LedgerError what `change` answers; not_found */
export async function changeSetup(
  ledger: Changing,
  business: string,
  key: ChangedKey,
  change: SetupChange,
  changer: Changer,
): Promise<void> {
  const owner = businessKey(ledger, await businessOf(ledger, business));
  await record(ledger, { business, key: owner }, key, change, changer);
}

/** @param owner the business, whose key may be made by this very change */
export async function record(
  ledger: Appends & { setup: CachedSetup },
  { business, key }: { business: string; key: Buffer },
  { thing, name, identity }: ChangedKey,
  change: SetupChange,
  changer: Changer,
): Promise<void> {
  const outcome = await ledger.sequencer.submit({
    business,
    owner: { kind: 'business', key },
    record: {
      v: 2,
      kind: 'setup_changed',
      business,
      source: { system: systems[changer.by], actor: changer.id },
      submitted_by: changer,
      thing,
      name,
      // The log fills this in.
      is: null,
    },
    effect: { kind: 'setup', thing, name, change, ...(identity !== undefined && { identity }) },
  });
  ledger.setup.forget();
  if (outcome.kind === 'refused') throw outcome.error;
}
