// The one error of the ledger: an expected failure with a closed `code`, safe to show to whoever asked.
// http/problem.ts maps every code to a status; a code without a status does not compile.
// It must never carry personal data: details name the field and the rule, not the value.

export type ErrorCode =
  | 'malformed'
  | 'invalid'
  | 'unsupported_media_type'
  | 'too_large'
  | 'too_slow'
  | 'unauthenticated'
  | 'forbidden'
  | 'origin_not_allowed'
  | 'not_found'
  | 'method_not_allowed'
  | 'not_admitted'
  | 'signature_invalid'
  | 'nonce_missing'
  | 'nonce_invalid'
  | 'nonce_expired'
  | 'nonce_spent'
  | 'idempotency_key_reused'
  | 'session_missing'
  | 'session_invalid'
  | 'notice_unknown'
  | 'notice_superseded'
  | 'not_available'
  | 'code_wrong'
  | 'conflict'
  | 'rate_limited'
  | 'overloaded'
  | 'unavailable'
  | 'internal';

/** One thing wrong with a request: where (RFC 6901 pointer into the body), which rule, in words. */
export type Fault = { pointer: string; rule: string; detail: string };

export class LedgerError extends Error {
  readonly code: ErrorCode;
  readonly faults: readonly Fault[];
  /** Seconds after which trying again makes sense; only for `rate_limited`, `overloaded` and `unavailable`. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, detail: string, options: { faults?: Fault[]; retryAfter?: number } = {}) {
    super(detail);
    this.name = 'LedgerError';
    this.code = code;
    this.faults = options.faults ?? [];
    this.retryAfter = options.retryAfter;
  }
}
