// Links that sign in to the console once, made on the host: for where there is no provider, and for when it
// is down.

import { z } from 'zod';
import { consoleTokenBytes, hashConsoleToken } from '../../auth/console-token.ts';
import { openText, sealText } from '../../core/subject/sealed-call.ts';
import { beginSession, nobody, type SigningIn } from './sessions.ts';

const linkMs = 10 * 60_000;

const sealedSchema = z.strictObject({ people: z.array(z.uuid()), ends: z.iso.datetime() });

/**
 * @param people at most one of each business
 * @returns the address. Its token is in the fragment, which no server and no proxy is sent; the page posts it
 * on a click, because scanners of mail and chats open links
 */
export async function makeConsoleLink(
  ledger: Pick<SigningIn, 'keys' | 'console' | 'world'> & { url: string },
  people: readonly string[],
): Promise<string> {
  const { world, keys, console, url } = ledger;
  const token = world.random(consoleTokenBytes).toString('base64url');
  const hash = hashConsoleToken(token);
  const ends = new Date(world.now().getTime() + linkMs);
  const text = JSON.stringify({ people, ends: ends.toISOString() });
  await console.putLink(hash, sealText(keys.master, placeOf(hash), world.random(12), text), ends);
  return `${url}/console#token=${token}`;
}

/** @throws LedgerError unauthenticated: no link has this token, it is over, or it was followed before */
export async function followConsoleLink(ledger: SigningIn, hash: Buffer) {
  const now = ledger.world.now();
  const sealed = await ledger.console.useLink(hash, now);
  const text = sealed && openText(ledger.keys.master, placeOf(hash), sealed);
  if (text === undefined) throw nobody();
  const { people, ends } = sealedSchema.parse(JSON.parse(text));
  if (new Date(ends) <= now) throw nobody();
  return beginSession(ledger, people);
}

const placeOf = (hash: Buffer) => ({ what: 'console-link', name: hash, business: '' }) as const;
