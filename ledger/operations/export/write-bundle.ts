// The signed bundle (core/export/bundle.ts): whole records with their proofs, the notices that they name, and
// all that a stranger needs to check them offline.

import { openingOf } from '../../core/consent/open-record.ts';
import { readRecord } from '../../core/consent/record.ts';
import { LedgerError } from '../../core/error.ts';
import { type BundleHead, type BundleRow, bundleFormat, bundleLine } from '../../core/export/bundle.ts';
import { signToken } from '../../core/jws.ts';
import { type LogName, nameAt } from '../../core/log/succession.ts';
import type { StoredRecord } from '../append/log-store.ts';
import { inTurns } from '../in-turn.ts';
import type { Keys } from '../keys.ts';
import { namedNotice } from '../notice/named-notice.ts';
import type { NoticeStore } from '../notice/store.ts';
import { inclusionsAt } from '../record/prove.ts';
import type { LogReader, Records } from '../record/store.ts';
import type { ExportFacts, Writer } from './writer.ts';

export type Bundling = Keys<'master' | 'tokens' | 'jwks'> &
  Records<'byId'> & { names: readonly LogName[]; log: LogReader; notices: Pick<NoticeStore, 'versions'> };

type Opening = { stored: StoredRecord; nonce: Buffer; bytes: Buffer };
/** A line, until its proof is made: those of a page share most of their hashes. */
type Line = (Opening & { row: 'record' | 'notice' }) | Extract<BundleRow, { row: 'gone' | 'unreadable' }>;

export async function bundleWriter(ledger: Bundling, facts: ExportFacts): Promise<Writer> {
  const { business, filter, treeSize, total, unread } = facts;
  // The register may be whole up to the midst of a commit: then the newest checkpoint covers it.
  const checkpoint = (await ledger.log.checkpointAt(treeSize)) ?? (await ledger.log.latestCheckpoint());
  if (checkpoint === undefined) throw new LedgerError('internal', 'The log has no checkpoint.');
  const { origin, vkey } = nameAt(ledger.names, checkpoint.size);
  const head: BundleHead = {
    format: bundleFormat,
    ...{ business, filter, tree_size: treeSize, total, unread, checkpoint: checkpoint.note, vkey },
    jwks: { keys: ledger.keys.jwks as Record<string, unknown>[] },
  };
  const told = new Set<string>();

  /** What the record names and the file does not hold yet. */
  async function noticeOf(bytes: Buffer): Promise<Opening | undefined> {
    const read = readRecord(bytes);
    if (read.kind !== 'known' || !('notice' in read.record) || read.record.notice === undefined)
      return undefined;
    const { id, version } = read.record.notice;
    if (read.record.kind === 'notice_published' || told.has(`${id}@${version}`)) return undefined;
    told.add(`${id}@${version}`);
    const named = await namedNotice(ledger, business, { id, version });
    const stored = named && (await ledger.records.byId(named.record));
    return stored && opened(ledger, stored);
  }

  return {
    mediaType: 'application/x-ndjson',
    extension: 'bundle',
    head: bundleLine(head),
    async page(rows) {
      const lines: Line[] = [];
      for await (const found of inTurns(rows)) {
        const opening = 'stored' in found ? opened(ledger, found.stored) : undefined;
        if (opening === undefined) {
          lines.push({ row: 'row' in found ? found.row : 'unreadable', index: found.index });
          continue;
        }
        const notice = await noticeOf(opening.bytes);
        if (notice !== undefined) lines.push({ row: 'notice', ...notice });
        lines.push({ row: 'record', ...opening });
      }
      const proofs = await inclusionsAt(
        ledger.log,
        lines.flatMap((line) => ('stored' in line ? [line.stored.index] : [])),
        checkpoint.size,
      );
      let next = 0;
      return lines
        .map((line) => bundleLine('stored' in line ? openedLine(line, proofs[next++]!) : line))
        .join('');
    },
    end({ sent, cursor }, hashed) {
      const about = { iss: origin, business, tree_size: treeSize, total, sent, sha256: hashed('') };
      const claims = { ...about, ...(cursor && { cursor }) };
      const signature = signToken(ledger.keys.tokens, 'optmark-bundle+jws', claims);
      return bundleLine({ row: 'end', signature });
    },
  };
}

/** Undefined: it does not open to its entry. */
function opened({ keys: { master } }: Keys<'master'>, stored: StoredRecord): Opening | undefined {
  const opening = openingOf(master, stored);
  return opening && { stored, ...opening };
}

const openedLine = (
  { row, stored: { index }, nonce, bytes }: Opening & { row: 'record' | 'notice' },
  proof: readonly Uint8Array[],
): BundleRow => ({
  row,
  index,
  nonce: nonce.toString('base64'),
  record: bytes.toString('base64'),
  proof: proof.map((hash) => Buffer.from(hash).toString('base64')),
});
