// The one error of the ledger: an expected failure with a closed `code`, safe to show to the caller.
// http/problem/catalogue.ts maps every code to a status; a code without a status does not compile. It must
// never carry personal data: details name the field and the rule, not the value.

export type ErrorCode =
  | 'malformed'
  | 'invalid'
  | 'unsupported_media_type'
  | 'too_large'
  | 'too_slow'
  | 'stalled'
  | 'too_far_ahead'
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
  | 'erased'
  | 'customer_token_missing'
  | 'customer_token_invalid'
  | 'notice_unknown'
  | 'notice_superseded'
  | 'not_available'
  | 'code_wrong'
  | 'conflict'
  | 'rate_limited'
  | 'overloaded'
  | 'unavailable'
  | 'clocks_disagree'
  | 'record_unknown'
  | 'record_changed'
  | 'internal';

/** One thing wrong with a request: where (RFC 6901 pointer into the body), which rule, in words. */
export type Fault = { pointer: string; rule: string; detail: string };

export class LedgerError extends Error {
  readonly code: ErrorCode;
  readonly faults: readonly Fault[];
  /** Seconds after which trying again makes sense; only for 429 and 503. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, detail: string, options: { faults?: Fault[]; retryAfter?: number } = {}) {
    super(detail);
    this.name = 'LedgerError';
    this.code = code;
    this.faults = options.faults ?? [];
    this.retryAfter = options.retryAfter;
  }
}

/** What is wrong, item by item; or as a whole, where no field is at fault. */
export const faultsIn = ({ faults, code, message }: LedgerError): readonly Fault[] =>
  faults.length > 0 ? faults : [{ pointer: '', rule: code, detail: message }];

/** A refusal with one fault. The same sentence is the answer's detail and stands beside the field. */
export function invalid(pointer: string, rule: string, detail: string): LedgerError {
  return new LedgerError('invalid', detail, { faults: [{ pointer, rule, detail }] });
}
