// Is this evidence file, or this answer to an opt-in, true? core/receipt/evidence-file.ts checks it offline.
// This file decides whose keys to trust.

import type { JWK } from 'jose';
import {
  claimedOrigin,
  type EvidenceTrust,
  type EvidenceVerdict,
  keysInside,
  verifyEvidence,
} from '../../core/receipt/evidence-file.ts';
import { type LogServer, ServerUnreachable } from './sources.ts';

/** The most bytes of a file: a record of 64 kB in base64, twice, and its proof. */
export const evidenceBytesMax = 1024 * 1024;

export type FileVerdict =
  | (Extract<EvidenceVerdict, { kind: 'true' }> & {
      /** `file`: its own keys were used, so this shows only that the file does not contradict itself. */
      keysFrom: 'caller' | 'file';
    })
  | Extract<EvidenceVerdict, { kind: 'false' }>
  /** Not JSON, or nothing that claims to be evidence. */
  | { kind: 'not_evidence' }
  /** An answer holds no keys. */
  | { kind: 'keys_missing' };

/** @param trust the trusted keys; without them, the file's own */
export async function verifyFile(text: string, trust: EvidenceTrust | undefined): Promise<FileVerdict> {
  const file = parseJson(text);
  if (!claimsToBeEvidence(file)) return { kind: 'not_evidence' };
  const own = keysInside(file);
  const keys = trust ?? own;
  if (keys === undefined && !('format' in file)) return { kind: 'keys_missing' };
  const verdict = keys === undefined ? undefined : await verifyEvidence(file, keys);
  // It claims to be evidence, so it is a finding that it cannot be read as evidence.
  if (verdict === undefined || verdict.kind === 'not_evidence') {
    return { kind: 'false', findings: ['file: a field is missing, or is not what it must be'] };
  }
  // The file must also be true under its own keys, or a reader who uses those gets another result.
  const byOwn = own === undefined || own === keys ? verdict : await verifyEvidence(file, own);
  const findings = [verdict, byOwn].flatMap((one) => (one.kind === 'false' ? one.findings : []));
  if (verdict.kind === 'false' || findings.length > 0) {
    return { kind: 'false', findings: [...new Set(findings)] };
  }
  return { ...verdict, keysFrom: trust === undefined ? 'file' : 'caller' };
}

/** The keys that a ledger publishes; of the log's, that of the name under which this evidence was signed. */
export async function publishedKeys(server: LogServer, text: string): Promise<EvidenceTrust> {
  const [names, jwks] = [await server.names(), await server.tokenKeys()];
  if (names === undefined || names.length === 0 || jwks === undefined) {
    throw new ServerUnreachable('the server does not publish both keys.json and jwks.json');
  }
  return trustFor(text, names, jwks);
}

/** @param names of the log, the present one last */
export function trustFor(
  text: string,
  names: readonly { origin?: string; vkey: string }[],
  jwks: JWK[],
): EvidenceTrust {
  const claimed = claimedOrigin(parseJson(text));
  const name = names.find(({ origin }) => origin === claimed) ?? names.at(-1)!;
  return { vkey: name.vkey, jwks };
}

export type { EvidenceTrust, JWK };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function claimsToBeEvidence(file: unknown): file is Record<string, unknown> {
  return typeof file === 'object' && file !== null && 'receipt' in file;
}
