// What a flow's requests are known by: the flow's own secret, of which a MAC is kept, and what a voice
// provider signs with, which is sealed. Two of each live at a time: the one before stays good for a day, or
// ends at once where it has leaked.

import { z } from 'zod';
import { formatFlowSecret } from '../../auth/flow-secret.ts';
import { type DialectName, dialects } from '../../channels/ivr/dialects.ts';
import { LedgerError } from '../../core/error.ts';
import { mac, macIs } from '../../core/mac.ts';
import type { Columns } from '../../core/setup/columns.ts';
import { openText, sealText } from '../../core/subject/sealed-call.ts';
import { toMoment } from '../../core/when.ts';
import type { Keys } from '../keys.ts';
import { type TellsWhenSet, whenSet } from '../record/when-set.ts';
import { type Changer, type Changing, changeSetup, operator } from '../setup/change.ts';
import { isGood, overlap } from '../setup/overlap.ts';
import type { World } from '../world.ts';
import { type Flows, findFlow } from './flows.ts';
import type { FlowSecret, Provider } from './store.ts';

type How = { endsPrevious?: boolean; changer?: Changer };

/** The first, or another one; shown this once. @throws LedgerError not_found */
export async function newFlowSecret(
  ledger: Changing & Flows & Keys<'macs'>,
  business: string,
  flow: string,
  { endsPrevious = false, changer = operator }: How = {},
): Promise<string> {
  await findFlow(ledger, business, flow);
  const secret = formatFlowSecret(ledger.world.random(24));
  const before = overlap(ledger, endsPrevious);
  const made = {
    secret: mac(ledger.keys.macs, 'flow-secret/v1', business, flow, secret),
    made_at: toMoment(ledger.world.now().toISOString()),
  };
  const none = { previous_secret: null, previous_secret_until: null };
  await changeRow(ledger, business, 'flow', flow, changer, (is) =>
    is === undefined
      ? { name: nameOf(business, flow), business, flow, ...made, ...none }
      : { ...is, ...made, ...before('previous_secret', is.secret!) },
  );
  return secret;
}

/** The flow's requests need a provider's signature from now on. @throws LedgerError not_found */
export const endFlowSecret = (
  ledger: Changing & Flows,
  business: string,
  flow: string,
  changer: Changer = operator,
): Promise<void> =>
  changeRow(ledger, business, 'flow', flow, changer, (is) =>
    is === undefined ? new LedgerError('not_found', 'The flow has no secret.') : null,
  );

/** Whether one of these is a secret of this flow that is good now. */
export async function isFlowSecret(
  ledger: Flows & Keys<'macs'> & { world: Pick<World, 'now'> },
  business: string,
  flow: string,
  shown: readonly string[],
  suits?: () => boolean,
): Promise<boolean> {
  if (shown.length === 0) return false;
  const kept = await ledger.flows.secret(business, flow, suits);
  return shown.some((secret) =>
    goodOf<Buffer>(ledger, kept && { secret: kept.mac, previous: kept.previous }).some((one) =>
      macIs(ledger.keys.macs, one, 'flow-secret/v1', business, flow, secret),
    ),
  );
}

export const providerSecretSchema = z
  .string()
  .regex(/^[\x21-\x7e]{8,512}$/, 'a secret or public key: 8 to 512 visible ASCII characters');

/** @throws LedgerError not_found where the dialect's provider does not sign */
export async function setProvider(
  ledger: Changing & Flows,
  business: string,
  dialect: DialectName,
  secret: string,
  { endsPrevious = false, changer = operator }: How = {},
): Promise<void> {
  if (!dialects[dialect].signs) {
    const detail = 'This provider does not sign what it sends: use the flow’s own secret.';
    throw new LedgerError('conflict', detail);
  }
  const sealed = sealText(ledger.keys.master, placeOf(business, dialect), ledger.world.random(12), secret);
  const before = overlap(ledger, endsPrevious);
  const none = { previous_secret: null, previous_secret_until: null };
  await changeRow(ledger, business, 'provider', dialect, changer, (is) =>
    is === undefined
      ? { name: nameOf(business, dialect), business, dialect, secret: sealed, ...none }
      : { ...is, secret: sealed, ...before('previous_secret', is.secret!) },
  );
}

/** @throws LedgerError not_found */
export const endProvider = (
  ledger: Changing & Flows,
  business: string,
  dialect: DialectName,
  changer: Changer = operator,
): Promise<void> =>
  changeRow(ledger, business, 'provider', dialect, changer, (is) =>
    is === undefined ? new LedgerError('not_found', 'Nothing is known of this provider.') : null,
  );

/** What this provider may have signed with, the present one first. Empty: its signatures are not checked. */
export async function providerSecrets(
  ledger: Flows & Keys<'master'> & { world: Pick<World, 'now'> },
  business: string,
  dialect: string,
  suits?: () => boolean,
): Promise<string[]> {
  const kept = await ledger.flows.provider(business, dialect, suits);
  return goodOf<Buffer>(ledger, kept && { secret: kept.sealed, previous: kept.previous }).map((sealed) => {
    const secret = openText(ledger.keys.master, placeOf(business, dialect), sealed);
    if (secret !== undefined) return secret;
    throw new LedgerError('internal', 'The secret of a provider does not open under the master key.');
  });
}

/** Whether a request of this provider can be checked at all. */
export const opensProvider = (
  { keys: { master } }: Keys<'master'>,
  { business, dialect, sealed }: Provider,
): boolean => openText(master, placeOf(business, dialect), sealed) !== undefined;

/** As operators see them: when, and never what. */
export const shownSecret = ({ flow, madeAt, previous }: FlowSecret) => ({
  flow,
  made_at: new Date(madeAt).toISOString(),
  ...(previous && { previous_until: new Date(previous.until).toISOString() }),
});

/** The same of what providers sign with. */
export async function shownProviders(ledger: Flows & TellsWhenSet, business: string) {
  const set = await whenSet(ledger, business, 'provider');
  return (await ledger.flows.providers(business)).map(({ dialect }) => {
    const { at, previousUntil } = set.get(nameOf(business, dialect))?.secret ?? {};
    return {
      dialect,
      ...(at !== undefined && { set_at: at }),
      ...(previousUntil !== undefined && { previous_until: previousUntil }),
    };
  });
}

type Kept<T> = { secret: T; previous: { secret: T; until: string } | undefined };

const goodOf = <T>(ledger: { world: Pick<World, 'now'> }, kept: Kept<T> | undefined): T[] => {
  if (kept === undefined) return [];
  const { secret, previous } = kept;
  return isGood(ledger, previous) ? [secret, previous.secret] : [secret];
};

const nameOf = (business: string, name: string) => `${business}/${name}`;
const placeOf = (business: string, dialect: string) =>
  ({ what: 'provider', name: nameOf(business, dialect), business }) as const;

async function changeRow(
  ledger: Changing & Flows,
  business: string,
  thing: 'flow' | 'provider',
  name: string,
  changer: Changer,
  change: (is: Columns | undefined) => Columns | null | LedgerError,
): Promise<void> {
  try {
    await changeSetup(ledger, business, { thing, name: nameOf(business, name) }, change, changer);
  } finally {
    ledger.flows.forget();
  }
}
