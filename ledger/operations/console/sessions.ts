// Who is signed in to the console. A session is a row by the hash of its cookie's token: it can be ended, and
// what it says is sealed under the master key, so that no hand in the database makes one.
//
// It names rows of `people`, one for each business. They are looked up each time: a person who is ended, or
// whose engagement is over, is out at once.

import { z } from 'zod';
import { consoleTokenBytes, hashConsoleToken } from '../../auth/console-token.ts';
import { narrower, scopesOf } from '../../auth/role.ts';
import type { Principal } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import { type Role, roleSchema } from '../../core/setup/staff.ts';
import { openText, sealText } from '../../core/subject/sealed-call.ts';
import type { Keys } from '../keys.ts';
import { isLive, listPeople, type Person } from '../setup/people.ts';
import type { SetupStore } from '../setup/store.ts';
import type { World } from '../world.ts';
import type { ConsoleStore } from './store.ts';

/** A working day. */
const sessionMs = 8 * 3_600_000;

/** What signing in takes. */
export type SigningIn = Keys<'master'> & {
  console: ConsoleStore;
  setup: Pick<SetupStore, 'people'>;
  world: World;
};

const sealedSchema = z.strictObject({
  people: z.array(z.uuid()),
  ends: z.iso.datetime(),
  /** As the provider gave it: it wants it back to end its own session. */
  id_token: z.string().optional(),
  /** What the provider's claim allows of the roles in the table. */
  at_most: roleSchema.optional(),
});

export type Session = {
  /** SHA-256 of the cookie's token. */
  hash: Buffer;
  endsAt: Date;
  /** Who may use the console at this moment, one of each business; at least one. */
  people: Person[];
  idToken?: string;
};

/**
 * @param signIn of the provider's answer: the SHA-256 of its state
 * @returns the cookie's token, and the session
 * @throws LedgerError unauthenticated: none of them may come, or the answer has come before
 */
export async function beginSession(
  ledger: SigningIn,
  ids: readonly string[],
  { idToken, atMost, signIn }: { idToken?: string; atMost?: Role; signIn?: Buffer } = {},
): Promise<{ token: string; session: Session }> {
  const now = ledger.world.now();
  const people = await livePeople(ledger, ids, now, atMost);
  if (people.length === 0) throw nobody();
  const token = ledger.world.random(consoleTokenBytes).toString('base64url');
  const hash = hashConsoleToken(token);
  const endsAt = new Date(now.getTime() + sessionMs);
  const ends = endsAt.toISOString();
  const said = {
    ...{ people: people.map(({ id }) => id), ends },
    ...(idToken !== undefined && { id_token: idToken }),
    ...(atMost !== undefined && { at_most: atMost }),
  };
  const sealed = sealText(ledger.keys.master, placeOf(hash), ledger.world.random(12), JSON.stringify(said));
  if (!(await ledger.console.putSession(hash, sealed, endsAt, signIn))) throw nobody();
  return { token, session: { hash, endsAt, people, ...(idToken !== undefined && { idToken }) } };
}

/** @returns undefined: there is none of this hash any more, or it is of nobody who may still come */
export async function findSession(ledger: SigningIn, hash: Buffer): Promise<Session | undefined> {
  const sealed = await ledger.console.session(hash);
  const text = sealed && openText(ledger.keys.master, placeOf(hash), sealed);
  if (text === undefined) return undefined;
  const said = sealedSchema.parse(JSON.parse(text));
  const { people: ids, ends, id_token: idToken, at_most: atMost } = said;
  const [now, endsAt] = [ledger.world.now(), new Date(ends)];
  if (endsAt <= now) return undefined;
  const people = await livePeople(ledger, ids, now, atMost);
  if (people.length === 0) return undefined;
  return { hash, endsAt, people, ...(idToken !== undefined && { idToken }) };
}

/** The session at work for one of its businesses. Throws forbidden: it is of none of that name. */
export function principalOf({ people }: Session, business: string): Principal {
  const person = people.find((one) => one.business === business);
  if (person === undefined) throw new LedgerError('forbidden', 'You may not see this business.');
  return { key: person.id, business, scopes: scopesOf(person.role), role: person.role };
}

async function livePeople(ledger: SigningIn, ids: readonly string[], now: Date, atMost?: Role) {
  const live = (await listPeople(ledger, { ids })).filter((person) => isLive(person, now));
  // A claim narrows what the table says, and never widens it.
  return live.map(
    (one): Person => (atMost === undefined ? one : { ...one, role: narrower(one.role, atMost) }),
  );
}

// One answer for whoever is unknown, over or ended, and for what was used: it tells a stranger nothing.
export const nobody = () =>
  new LedgerError(
    'unauthenticated',
    'This does not sign anybody in. Ask for another link, or sign in again.',
  );

const placeOf = (hash: Buffer) => ({ what: 'console-session', name: hash, business: '' }) as const;
