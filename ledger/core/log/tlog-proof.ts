// Proof files: everything a stranger needs to check, offline, that an entry is in a log.
//
// C2SP tlog-proof, file name extension .tlog-proof:
//
//   c2sp.org/tlog-proof@v1
//   [extra <base64>]                 opaque and NOT authenticated; here it carries the opening of the entry
//   index <decimal>
//   <base64 hash>                    inclusion proof, leaf's sibling first, zero to 63 lines
//                                    one empty line
//   <checkpoint, a signed note, verbatim with all its signatures>
//
// The file never says what the leaf is: the verifier computes the leaf hash from what it holds. Keys and
// quorum come from the verifier's own trust file, never from the proof.

import { decodeOnce, encodeBase64 } from '../base64url.ts';
import { type Checkpoint, type CheckpointTrust, openCheckpoint } from './checkpoint.ts';
import { cosignatureTime } from './cosignature.ts';
import { parseDecimal } from './decimal.ts';
import { HASH_BYTES } from './hash.ts';
import { MAX_PROOF_HASHES, verifyInclusion } from './proof.ts';
import { type LogRefused, type Parsed, parsed, refused } from './refusal.ts';
import { MAX_NOTE_BYTES, type VerifiedSignature } from './signed-note.ts';

const HEADER = 'c2sp.org/tlog-proof@v1';
/** Largest proof file read: a note, a proof, and an `extra` line that holds a whole record. */
export const MAX_PROOF_FILE_CHARACTERS = 2 * MAX_NOTE_BYTES;

/** A proof file taken apart. */
export interface TlogProof {
  readonly index: number;
  /** Hashes of 32 bytes, leaf's sibling first. */
  readonly proof: readonly Uint8Array[];
  /** The signed note, byte for byte. */
  readonly checkpoint: string;
  /** Unauthenticated bytes that travel along. */
  readonly extra?: Uint8Array;
}

/** Whom the verifier believes, and how many witnesses it demands. */
export interface ProofTrust extends CheckpointTrust {
  /** How many different cosigner keys must have signed; 0 when no witness is asked. */
  readonly quorum: number;
}

/** A witness that vouched for the checkpoint. */
export interface Cosigned {
  readonly name: string;
  /** Whole seconds since 1970, by the witness's clock; undefined for a cosigner that signs without a time. */
  readonly time: number | undefined;
}

export type ProofFileResult =
  | {
      readonly kind: 'verified';
      readonly index: number;
      readonly checkpoint: Checkpoint;
      readonly cosigned: readonly Cosigned[];
    }
  | LogRefused;

/** The proof file's text. */
export function formatTlogProof({ index, proof, checkpoint, extra }: TlogProof): string {
  const lines = [HEADER];
  if (extra !== undefined) lines.push(`extra ${encodeBase64(extra)}`);
  lines.push(`index ${index}`, ...proof.map(encodeBase64), '', checkpoint);
  return lines.join('\n');
}

/** Reads a proof file; verifies nothing. The checkpoint is not looked into. */
export function parseTlogProof(text: string): Parsed<TlogProof> {
  if (text.length > MAX_PROOF_FILE_CHARACTERS) return refused('tlog-proof-malformed');
  // The first empty line is the border here (in a note it is the last): proof lines are never empty.
  const border = text.indexOf('\n\n');
  if (border === -1) return refused('tlog-proof-malformed');
  const [header, ...lines] = text.slice(0, border).split('\n');
  if (header !== HEADER) return refused('tlog-proof-malformed');
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift() : undefined;
  const extra = extraLine === undefined ? undefined : decodeOnce(extraLine.slice('extra '.length), 'base64');
  if (extraLine !== undefined && extra === undefined) return refused('tlog-proof-malformed');
  const index = parseIndexLine(lines.shift());
  const proof = lines.map((line) => decodeOnce(line, 'base64'));
  if (index === undefined || !isHashList(proof)) return refused('tlog-proof-malformed');
  if (proof.length > MAX_PROOF_HASHES) return refused('proof-too-long');
  return parsed({ index, proof, checkpoint: text.slice(border + 2), ...(extra && { extra }) });
}

function parseIndexLine(line: string | undefined): number | undefined {
  return line?.startsWith('index ') ? parseDecimal(line.slice('index '.length)) : undefined;
}

function isHashList(hashes: readonly (Uint8Array | undefined)[]): hashes is Uint8Array[] {
  return hashes.every((hash) => hash?.length === HASH_BYTES);
}

/**
 * Verifies a proof file.
 * @param leafHash 32 bytes, computed by the verifier from the entry it holds
 * @returns refused unless the log signed the checkpoint for this origin, enough witnesses cosigned it, and
 * the leaf is in its tree at the file's index
 */
export function verifyTlogProof(text: string, leafHash: Uint8Array, trust: ProofTrust): ProofFileResult {
  const read = parseTlogProof(text);
  if (read.kind === 'refused') return read;
  const { index, proof } = read.value;
  const opened = openCheckpoint(read.value.checkpoint, trust);
  if (opened.kind === 'refused') return opened;
  // Asked this way round, a quorum that is not a number is never met.
  const met = countKeys(opened.cosignatures) >= trust.quorum;
  if (!met) return refused('quorum-not-met');
  const { checkpoint } = opened;
  const inclusion = verifyInclusion({ leafHash, index, size: checkpoint.size, root: checkpoint.root, proof });
  if (inclusion.kind === 'refused') return inclusion;
  const cosigned = opened.cosignatures.map(({ key, signature }) => ({
    name: key.name,
    time: cosignatureTime(signature),
  }));
  return { kind: 'verified', index, checkpoint, cosigned };
}

// Keys, not names: a cosignature does not cover the witness's name, so one key under two names is one
// witness.
function countKeys(signatures: readonly VerifiedSignature[]): number {
  return new Set(signatures.map(({ key }) => encodeBase64(key.publicKey))).size;
}
