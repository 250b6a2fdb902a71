// What this room answers when bytes from outside are not what they claim to be.
//
// The list is closed: an auditor's report, a test and a caller's switch all rely on it. A code names the rule
// that was broken and never carries the input, so a refusal can be logged.

/** Every reason this room can refuse for. */
export type LogRefusalCode =
  // numbers and hashes
  | 'index-outside-tree'
  | 'size-out-of-range'
  | 'sizes-reversed'
  | 'hash-not-32-bytes'
  // proofs
  | 'proof-too-long'
  | 'proof-wrong-length'
  | 'root-mismatch'
  // tiles and bundles
  | 'tile-path-malformed'
  | 'bundle-malformed'
  | 'edge-malformed'
  // keys and notes
  | 'verifier-key-malformed'
  | 'verifier-key-unsupported'
  | 'verifier-key-id-mismatch'
  | 'note-too-large'
  | 'note-not-text'
  | 'note-malformed'
  | 'signature-line-malformed'
  | 'too-many-signatures'
  | 'signature-invalid'
  | 'signature-missing'
  | 'key-ambiguous'
  // checkpoints and proof files
  | 'checkpoint-malformed'
  | 'origin-mismatch'
  | 'tlog-proof-malformed'
  | 'quorum-not-met';

/** The refusing half of every tagged answer in this room. */
export interface LogRefused {
  readonly kind: 'refused';
  readonly code: LogRefusalCode;
}

/** The answer of a parser or decoder. */
export type Parsed<Value> = { readonly kind: 'parsed'; readonly value: Value } | LogRefused;

/** A refusal for one reason. */
export function refused(code: LogRefusalCode): LogRefused {
  return { kind: 'refused', code };
}

/** A successful parse. */
export function parsed<Value>(value: Value): Parsed<Value> {
  return { kind: 'parsed', value };
}
