// The evidence file of one record of the caller's business. That it was handed out is recorded first.

import type { Principal } from '../auth/scope.ts';
import type { EvidenceFile } from '../core/receipt/evidence-file.ts';
import type { Ledger } from './ledger.ts';
import { noteAccess, ownRecord } from './read-history.ts';
import { evidenceOf } from './record/evidence.ts';

export async function readReceipt(ledger: Ledger, principal: Principal, id: string): Promise<EvidenceFile> {
  const stored = await ownRecord(ledger, principal, id);
  await noteAccess(ledger, principal, 'receipt', stored.subject);
  return evidenceOf(ledger, stored);
}
