// Signing in at the business's own provider (OpenID Connect Core 3.1, authorization code with PKCE). The
// provider says who somebody is; what they may do is in the table of people (operations/setup/people.ts).

import { hash } from 'node:crypto';
import { widestOf } from '../../auth/role.ts';
import { type Identity, identityMac } from '../../core/setup/staff.ts';
import { listPeople } from '../setup/people.ts';
import { beginSession, nobody, type Session, type SigningIn } from './sessions.ts';
import type { Asked, SignInProvider } from './store.ts';

/** @throws LedgerError unauthenticated: the provider vouches for nobody, or for somebody who may not come */
export async function signIn(
  ledger: SigningIn,
  provider: Pick<SignInProvider, 'finish'>,
  came: URL,
  asked: Asked,
): Promise<{ token: string; session: Session }> {
  const { identity, idToken, claimed } = await provider.finish(came, asked);
  const found = await listPeople(ledger, { identity: identityMac(ledger.keys.master, identity) });
  // What was sealed counts: by hand a row can get the MAC of another's.
  const people = found.filter(({ identity: one }) => one !== undefined && isSame(one, identity));
  const atMost = claimed && widestOf(claimed);
  if (claimed !== undefined && atMost === undefined) throw nobody();
  const ids = people.map(({ id }) => id);
  return beginSession(ledger, ids, {
    ...{ idToken, ...(atMost !== undefined && { atMost }) },
    // The provider takes a code once; should it not, an address that was seen in passing is still worth
    // nothing.
    signIn: hash('sha256', asked.state, 'buffer'),
  });
}

const isSame = (one: Identity, other: Identity) =>
  one.issuer === other.issuer && one.subject === other.subject;
