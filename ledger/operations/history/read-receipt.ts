// The evidence file of one record of the caller's business. The ledger first records that the caller gets it.

import type { Principal } from '../../auth/scope.ts';
import type { EvidenceFile } from '../../core/receipt/evidence-file.ts';
import { type Evidence, evidenceOf } from '../record/evidence.ts';
import { ownRecord } from '../record/own-record.ts';
import type { Records } from '../record/store.ts';
import { type Noting, noteAccess } from './read-history.ts';

export async function readReceipt(
  ledger: Noting & Evidence & Records<'byId'>,
  principal: Principal,
  id: string,
): Promise<EvidenceFile> {
  const stored = await ownRecord(ledger, principal, id);
  await noteAccess(ledger, principal, 'receipt', stored.subject);
  return evidenceOf(ledger, stored);
}
