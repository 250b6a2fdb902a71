// One check of one evidence file, wholly in the browser. It fetches only the published keys and sends
// nothing.

import {
  type EvidenceTrust,
  evidenceFileSchema,
  proofFileSchema,
} from '../../../core/receipt/evidence-file.ts';
import { type JWK, trustFor, verifyFile } from '../../../operations/verify/file.ts';
import { type Step, stepsOf } from './steps.ts';

export type Checked =
  | { kind: 'true'; index: number; size: number; steps: Step[] }
  | { kind: 'false'; findings: string[]; steps: Step[] }
  | { kind: 'not_evidence' }
  /** The browser cannot verify Ed25519. */
  | { kind: 'unable' };

/** Throws when the keys cannot be fetched. */
export async function check(text: string): Promise<Checked> {
  if (!(await canVerify())) return { kind: 'unable' };
  const trust = await publishedKeys(text);
  const verdict = await verifyFile(text, trust);
  if (verdict.kind === 'not_evidence' || verdict.kind === 'keys_missing') return { kind: 'not_evidence' };
  const read: unknown = JSON.parse(text);
  const file = evidenceFileSchema.safeParse(read).data ?? proofFileSchema.safeParse(read).data;
  const steps = file === undefined ? [] : await stepsOf(file, trust);
  const failed = steps.filter(({ holds }) => !holds).map(({ name }) => name);
  if (verdict.kind === 'true' && failed.length === 0) {
    return { kind: 'true', index: verdict.receipt.leaf_index, size: verdict.treeSize, steps };
  }
  return { kind: 'false', findings: verdict.kind === 'false' ? verdict.findings : failed, steps };
}

/** Of the log's, that of the name under which this evidence was signed. */
async function publishedKeys(text: string): Promise<EvidenceTrust> {
  const [log, tokens] = await Promise.all([read('/log/keys.json'), read('/.well-known/jwks.json')]);
  const { vkey, names } = log as { vkey: string; names?: { origin: string; vkey: string }[] };
  return trustFor(text, names ?? [{ vkey }], (tokens as { keys: JWK[] }).keys);
}

async function read(path: string): Promise<unknown> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** The example key of RFC 8037, appendix A. */
const anyKey = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

/**
 * Old browsers lack Ed25519, and a page over plain HTTP has no crypto.subtle. Neither makes evidence false.
 */
async function canVerify(): Promise<boolean> {
  try {
    await crypto.subtle.importKey('jwk', anyKey, 'Ed25519', false, ['verify']);
    return true;
  } catch {
    return false;
  }
}
