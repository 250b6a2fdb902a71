// Does a record claim the authority it was given? A customer's authority is read from the customer token that
// the shop's server signed: the token in what the page signed, the kept trace of the token that stopped, or
// the opt-in that its own page takes back. A holder's stop that WhatsApp did not report came by a page or
// link of a person who had proven the number before. The audit does not verify that the token or page was
// genuine: the ledger did so before it made the record, and the entry commits to it.

import type { ObjectedRecord, OptInRecord, OptOutRecord } from '../consent/record.ts';
import { parseNamedOnce } from '../named-once.ts';
import type { Report } from './audit-log.ts';
import { finding } from './finding.ts';

/** An objection takes back no single opt-in. */
type Withdrawal = OptOutRecord | (ObjectedRecord & { undoes?: undefined });

/**
 * @param optIns the person's opt-ins before this record, by id
 * @param confirmed those of them that were confirmed before it
 */
export function auditAuthority(
  record: OptInRecord | Withdrawal,
  optIns: ReadonlyMap<string, OptInRecord>,
  confirmed: ReadonlySet<string>,
  where: string,
  report: Report,
): void {
  if (!isDue(record, optIns, confirmed)) report(finding('sealed_record', 'authority_differs', where));
}

function isDue(
  record: OptInRecord | Withdrawal,
  optIns: ReadonlyMap<string, OptInRecord>,
  confirmed: ReadonlySet<string>,
): boolean {
  if (record.kind === 'opt_in') return record.authority !== 'holder' && isAsCustomer(record, optIns);
  // What gave it its authority was lost with the record that it tells again.
  if (record.replayed !== undefined) return true;
  if (record.signal !== undefined) return record.authority === 'holder';
  return record.authority === 'holder' ? mayHold(record, confirmed) : isAsCustomer(record, optIns);
}

function isAsCustomer(record: OptInRecord | Withdrawal, optIns: ReadonlyMap<string, OptInRecord>): boolean {
  const isCustomers = record.kind === 'opt_in' ? mayOptIn(record) : mayOptOut(record, optIns);
  return (record.authority === 'customer') === isCustomers;
}

function mayHold(
  { jws, submitted_by: by, undoes, customer_token: token }: Withdrawal,
  confirmed: ReadonlySet<string>,
) {
  if (undoes !== undefined || token !== undefined) return false;
  if (by?.by === 'link') return confirmed.size > 0;
  const taken = payloadOf(jws)?.record;
  return typeof taken === 'string' && confirmed.has(taken);
}

/** A token that arrived too late vouches for nothing, and the submitter's word does not count. */
const mayOptIn = ({ submitted_by: by, jws }: OptInRecord): boolean =>
  by?.customer_token === true && payloadOf(payloadOf(jws)?.customer_token)?.number_verified === true;

function mayOptOut(
  { customer_token: token, jws, undoes }: Withdrawal,
  optIns: ReadonlyMap<string, OptInRecord>,
): boolean {
  if (token !== undefined) return token.claims.number_verified === true;
  if (undoes !== undefined) return false;
  const taken = payloadOf(jws)?.record;
  return typeof taken === 'string' && optIns.get(taken)?.authority === 'customer';
}

/** The claims in a compact JWS; undefined if it is not one, or names a claim twice. */
function payloadOf(jws: unknown): Record<string, unknown> | undefined {
  if (typeof jws !== 'string') return undefined;
  try {
    const payload = parseNamedOnce(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
