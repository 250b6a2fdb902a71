// Is this evidence file, or this answer to an opt-in, true? Offline, by core/receipt/evidence-file.ts. What remains to be
// decided here is whose keys are believed.

import type { JWK } from 'jose';
import {
  type EvidenceTrust,
  type EvidenceVerdict,
  keysInside,
  verifyEvidence,
} from '../../core/receipt/evidence-file.ts';
import { type LogServer, ServerUnreachable } from '../ports.ts';

/** Bytes of a file worth reading: a record of 64 kB in base64, twice, and its proof. */
export const evidenceBytesMax = 1024 * 1024;

export type FileVerdict =
  | (Extract<EvidenceVerdict, { kind: 'true' }> & {
      /** `file`: its own keys were used, so all that is shown is that the file contradicts itself nowhere. */
      keysFrom: 'caller' | 'file';
    })
  | Extract<EvidenceVerdict, { kind: 'false' }>
  /** Not JSON, or nothing that claims to be evidence. */
  | { kind: 'not_evidence' }
  /** An answer brings no keys along. */
  | { kind: 'keys_missing' };

/** @param trust the keys one believes; without them the file's own */
export async function verifyFile(text: string, trust: EvidenceTrust | undefined): Promise<FileVerdict> {
  const file = parseJson(text);
  if (!claimsToBeEvidence(file)) return { kind: 'not_evidence' };
  const own = keysInside(file);
  const keys = trust ?? own;
  if (keys === undefined && !('format' in file)) return { kind: 'keys_missing' };
  const verdict = keys === undefined ? undefined : await verifyEvidence(file, keys);
  // It says that it is evidence; that it cannot be read as such is a finding.
  if (verdict === undefined || verdict.kind === 'not_evidence') {
    return { kind: 'false', findings: ['file: a field is missing, or is not what it must be'] };
  }
  // Keys that a file brings along must be good for it too, or somebody who uses them is told something else.
  const byOwn = own === undefined || own === keys ? verdict : await verifyEvidence(file, own);
  const findings = [verdict, byOwn].flatMap((one) => (one.kind === 'false' ? one.findings : []));
  if (verdict.kind === 'false' || findings.length > 0) {
    return { kind: 'false', findings: [...new Set(findings)] };
  }
  return { ...verdict, keysFrom: trust === undefined ? 'file' : 'caller' };
}

/** The keys that a ledger publishes. */
export async function publishedKeys(server: LogServer): Promise<EvidenceTrust> {
  const [vkey, jwks] = [await server.verifierKey(), await server.tokenKeys()];
  if (vkey === undefined || jwks === undefined) {
    throw new ServerUnreachable('the server does not publish both keys.json and jwks.json');
  }
  return { vkey, jwks };
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
