// The steps of a check, each with its input and output, so that a reader can follow and repeat them. The
// verdict comes not from them but from `verifyFile`, the code of `optmark verify`. Both must agree.

import { decodeProtectedHeader, type JWK } from 'jose';
import { verifyToken } from '../../../core/jws.ts';
import { openCheckpoint } from '../../../core/log/checkpoint.ts';
import { leafHash } from '../../../core/log/hash.ts';
import { verifyInclusion } from '../../../core/log/proof.ts';
import { ed25519Verifier } from '../../../core/log/signed-note.ts';
import { parseTlogProof } from '../../../core/log/tlog-proof.ts';
import { parseVerifierKey } from '../../../core/log/verifier-key.ts';
import {
  type EvidenceFile,
  type EvidenceTrust,
  type ProofFile,
  tlogProofOf,
} from '../../../core/receipt/evidence-file.ts';
import { receiptSchema } from '../../../core/receipt/receipt.ts';
import { commit } from '../../../core/subject/commitment.ts';

export type StepName = 'opening' | 'leaf' | 'path' | 'checkpoint' | 'receipt' | 'keys';
export type Step = { name: StepName; holds: boolean; values: [label: string, value: string][] };

/** A proof alone holds no opening and no keys, so it has no steps for these. */
export async function stepsOf(file: EvidenceFile | ProofFile, trust: EvidenceTrust): Promise<Step[]> {
  const token = await verifyToken(file.receipt, 'optmark-receipt+jws', trust.jwks);
  const receipt = token.kind === 'valid' ? receiptSchema.safeParse(token.claims).data : undefined;
  const opens = 'record' in file;
  const entry = opens ? entryOf(file) : Buffer.from(file.entry, 'base64');
  const hash = entry && leafHash(entry);
  return [
    ...(opens ? [opening(file, entry, receipt?.entry)] : []),
    { name: 'leaf', holds: hash !== undefined, values: [['SHA-256(0x00 ‖ entry)', hex(hash)]] },
    ...inTheLog(opens ? file.proof : tlogProofOf(file), hash, trust),
    {
      name: 'receipt',
      holds: receipt !== undefined && (opens || receipt.entry === file.entry),
      values: [
        ['kid', keyIdIn(file.receipt) ?? ''],
        [
          token.kind === 'valid' ? 'claims' : 'error',
          token.kind === 'valid' ? json(token.claims) : token.reason,
        ],
      ],
    },
    ...(opens ? [keys(file, trust)] : []),
  ];
}

function opening(
  { record, nonce }: EvidenceFile,
  entry: Buffer | undefined,
  named: string | undefined,
): Step {
  const bytes = Buffer.from(record, 'base64');
  return {
    name: 'opening',
    holds: entry !== undefined && entry.toString('base64') === named,
    values: [
      ['record', bytes.toString('utf8')],
      ['nonce', hex(Buffer.from(nonce, 'base64'))],
      ['0x01 ‖ HMAC-SHA256(nonce, record)', hex(entry)],
      ['entry', named === undefined ? '' : hex(Buffer.from(named, 'base64'))],
    ],
  };
}

function inTheLog(text: string, hash: Uint8Array | undefined, { vkey }: EvidenceTrust): Step[] {
  const read = parseTlogProof(text);
  const key = parseVerifierKey(vkey);
  if (read.kind === 'refused' || key.kind === 'refused') {
    const why: Step['values'] = [['error', read.kind === 'refused' ? read.code : 'vkey']];
    return [
      { name: 'path', holds: false, values: why },
      { name: 'checkpoint', holds: false, values: why },
    ];
  }
  const { index, proof, checkpoint: note } = read.value;
  const opened = openCheckpoint(note, { origin: key.value.name, logKeys: [ed25519Verifier(key.value)] });
  const signed = opened.kind === 'opened' ? opened.checkpoint : undefined;
  const included =
    hash !== undefined &&
    signed !== undefined &&
    verifyInclusion({ leafHash: hash, index, size: signed.size, root: signed.root, proof }).kind ===
      'verified';
  const siblings = proof.map((sibling, i): [string, string] => [`hash ${i + 1}`, hex(sibling)]);
  return [
    {
      name: 'path',
      holds: included,
      values: [['index', String(index)], ['leaf', hex(hash)], ...siblings, ['root', hex(signed?.root)]],
    },
    {
      name: 'checkpoint',
      holds: signed !== undefined,
      values: [
        ['checkpoint', note],
        ['vkey', vkey],
      ],
    },
  ];
}

/** A file's own keys must be the published ones, or the file would vouch for itself. */
function keys({ vkey, jwks, receipt }: EvidenceFile, trust: EvidenceTrust): Step {
  const kid = keyIdIn(receipt);
  const own = (jwks.keys as JWK[]).find((key) => key.kid === kid);
  const published = trust.jwks.find((key) => key.kid === kid);
  return {
    name: 'keys',
    holds: vkey === trust.vkey && published !== undefined && own?.x === published.x,
    values: [
      ['/log/keys.json', trust.vkey],
      ['/.well-known/jwks.json', published?.x ?? ''],
    ],
  };
}

function entryOf({ nonce, record }: EvidenceFile): Buffer | undefined {
  try {
    return commit(Buffer.from(nonce, 'base64'), Buffer.from(record, 'base64'));
  } catch {
    return undefined;
  }
}

function keyIdIn(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

const hex = (bytes: Uint8Array | undefined): string =>
  bytes === undefined ? '' : Buffer.from(bytes).toString('hex');
const json = (value: unknown): string => JSON.stringify(value, undefined, 1);
