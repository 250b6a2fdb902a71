// A log as a store holds it: entries, full tiles, and a checkpoint every few entries, signed by a key of its
// own.

import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  auditLog,
  type LogUnderAudit,
  type RebuiltLog,
  type StoredCheckpoint,
  type StoredEntry,
} from '../../../ledger/core/audit/audit-log.ts';
import type { Finding } from '../../../ledger/core/audit/finding.ts';
import type { StoredTile } from '../../../ledger/core/audit/tile-audit.ts';
import { signCheckpoint } from '../../../ledger/core/log/checkpoint.ts';
import { append, edgeTiles, emptyEdge } from '../../../ledger/core/log/edge.ts';
import { leafHash } from '../../../ledger/core/log/hash.ts';
import { ed25519Signer, ed25519Verifier } from '../../../ledger/core/log/signed-note.ts';

export const origin = 'ledger.example/log';
export const signer = ed25519Signer(origin, generateKeyPairSync('ed25519').privateKey);
export const trust = { origin, logKeys: [ed25519Verifier(signer.key)] };

export type SampleLog = { entries: StoredEntry[]; checkpoints: StoredCheckpoint[]; tiles: StoredTile[] };

/** Entries that look like commitments. */
export function entryAt(index: number): Buffer {
  return Buffer.concat([Uint8Array.of(1), createHash('sha256').update(`entry-${index}`).digest()]);
}

/** A true log. @param batch entries per checkpoint */
export function sampleLog(size: number, batch = 100, entry = entryAt): SampleLog {
  const log: SampleLog = { entries: [], checkpoints: [], tiles: [] };
  let edge = emptyEdge();
  while (edge.size < size) {
    const count = Math.min(batch, size - edge.size);
    const entries = Array.from({ length: count }, (_, i) => entry(edge.size + i));
    entries.forEach((bytes, i) => void log.entries.push({ index: edge.size + i, entry: bytes }));
    const grown = append(edge, entries.map(leafHash));
    edge = grown.edge;
    log.tiles.push(...grown.newTiles.map((tile) => ({ ...tile, hashes: Buffer.from(tile.hashes) })));
    const { root } = grown;
    log.checkpoints.push({
      size: edge.size,
      root,
      note: signCheckpoint({ origin, size: edge.size, root }, [signer]),
    });
  }
  log.tiles.sort((a, b) => a.level - b.level || a.index - b.index);
  return log;
}

/** The partial tiles that a log of these entries serves beside the full ones. */
export function partialTiles(log: SampleLog): StoredTile[] {
  return edgeTiles(
    append(
      emptyEdge(),
      log.entries.map(({ entry }) => leafHash(entry)),
    ).edge,
  );
}

export async function auditOf(
  log: SampleLog,
  options: Partial<LogUnderAudit> = {},
): Promise<{ findings: Finding[]; rebuilt: RebuiltLog }> {
  const findings: Finding[] = [];
  const rebuilt = await auditLog(
    {
      entries: pagesOf(log.entries, 300),
      checkpoints: pagesOf(log.checkpoints, 7),
      tiles: pagesOf(log.tiles, 3),
      partialTiles: false,
      trust,
      ...options,
    },
    (found) => findings.push(found),
  );
  return { findings, rebuilt };
}

/** Pages as a store would give them, the last one empty: a store may do that. */
export async function* pagesOf<Item>(items: readonly Item[], pageSize: number): AsyncGenerator<Item[]> {
  for (let at = 0; at < items.length; at += pageSize) yield items.slice(at, at + pageSize);
  yield [];
}

/** `what/rule where`, the part of a finding that tests speak of. */
export const brief = ({ what, rule, where }: Finding) => `${what}/${rule} ${where}`;

/** The same bytes with one bit flipped. */
export function flipped(bytes: Uint8Array, at = 0): Buffer {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 1;
  return copy;
}
