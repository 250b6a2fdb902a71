// Into the console from the host: for where no provider is set, and for when it is down. Who may start a
// command there reads the keys, so they may do everything; that they came in this way stands in records.

import { ledgerBusiness } from '../../core/consent/record/header.ts';
import { LedgerError } from '../../core/error.ts';
import type { Changing } from '../setup/change.ts';
import { addPerson, breakGlass, isLive, listPeople } from '../setup/people.ts';
import { makeConsoleLink } from './links.ts';
import type { SigningIn } from './sessions.ts';

type Host = Changing & SigningIn & { url: string; provider?: unknown };

const hostName = 'Operator on the host';

export type HostAsked = {
  /** Whom it signs in; absent: the operator on the host, an admin of each business. */
  person?: string | undefined;
  business?: string | undefined;
  /** Past the provider: each person whom the link signs in gets a record of it. */
  past?: boolean | undefined;
};

/** @returns the link. @throws LedgerError forbidden: there is a provider; not_found: no such person */
export async function linkFromHost(ledger: Host, { person, business, past }: HostAsked): Promise<string> {
  if (ledger.provider !== undefined && past !== true)
    throw new LedgerError(
      'forbidden',
      'People sign in at the provider. --break-glass goes past it, which is a record.',
    );
  const ids = person === undefined ? await operatorsOf(ledger, business) : [await liveOne(ledger, person)];
  if (past === true) for (const id of ids) await breakGlass(ledger, id);
  return makeConsoleLink(ledger, ids);
}

/** The ids of the operator on the host, made where they are missing. @param business absent: of all */
export async function operatorsOf(ledger: Pick<Host, keyof Changing>, business?: string): Promise<string[]> {
  const all = business === undefined ? (await ledger.setup.businesses()).map(({ id }) => id) : [business];
  const now = ledger.world.now();
  const ids: string[] = [];
  for (const id of all.filter((one) => one !== ledgerBusiness)) {
    const people = await listPeople(ledger, { business: id });
    const known = people.find(
      (one) =>
        isLive(one, now) && one.name === hostName && one.role === 'admin' && one.identity === undefined,
    );
    ids.push(known?.id ?? (await addPerson(ledger, id, { name: hostName, role: 'admin' })));
  }
  return ids;
}

async function liveOne(ledger: Host, id: string): Promise<string> {
  const [person] = await listPeople(ledger, { ids: [id] });
  if (person !== undefined && isLive(person, ledger.world.now())) return id;
  throw new LedgerError('not_found', 'There is no such person, or they have ended.');
}
