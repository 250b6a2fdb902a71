// The receipt: the ledger's signed statement that a record is in the log at an index. It shows no personal
// data: the entry is the 33 opaque bytes of the public log, the text only a digest.

import { z } from 'zod';
import type { ConsentRecord } from '../consent/record.ts';

export const receiptSchema = z.object({
  iss: z.string(),
  jti: z.uuid(),
  iat: z.int(),
  kind: z.string(),
  business: z.string(),
  notice: z
    .object({ id: z.string(), version: z.int(), sha256: z.string(), locale: z.string().optional() })
    .optional(),
  purposes: z.array(z.string()).optional(),
  text_sha256: z.string().optional(),
  packs: z.array(z.string()).optional(),
  grade: z.string().optional(),
  grade_reasons: z.array(z.string()).optional(),
  recorded_at: z.iso.datetime(),
  leaf_index: z.int(),
  tree_size: z.int(),
  entry: z.base64(),
});

export type Receipt = z.infer<typeof receiptSchema>;

/**
 * The same record at the same place always gives the same receipt, so a retry can be answered by rebuilding
 * it.
 */
export function receiptFor(
  record: ConsentRecord,
  place: { issuer: string; leafIndex: number; treeSize: number; entry: Buffer },
): Receipt {
  const receipt: Receipt = {
    iss: place.issuer,
    jti: record.id,
    iat: Math.floor(Date.parse(record.recorded_at) / 1000),
    kind: record.kind,
    business: record.business,
    recorded_at: record.recorded_at,
    leaf_index: place.leafIndex,
    tree_size: place.treeSize,
    entry: place.entry.toString('base64'),
  };
  if ('notice' in record && record.notice !== undefined) receipt.notice = record.notice;
  if ('purposes' in record && record.purposes !== undefined) receipt.purposes = record.purposes;
  if ('text_sha256' in record && record.text_sha256 !== undefined) receipt.text_sha256 = record.text_sha256;
  if ('packs' in record) receipt.packs = record.packs.map(({ name, version }) => `${name}/${version}`);
  if ('grade' in record) receipt.grade = record.grade;
  if ('grade_reasons' in record) receipt.grade_reasons = record.grade_reasons;
  return receipt;
}
