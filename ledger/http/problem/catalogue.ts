// Every refusal, for the developer who has to fix it: one row per ErrorCode. A code without a row does not
// compile. Each row is also a page, /problems/<code>; the `type` of a problem (RFC 9457) points to it.

import type { ErrorCode } from '../../core/error.ts';

export type ProblemKind = { status: number; title: string; advice: string };

export const problemKinds: Record<ErrorCode, ProblemKind> = {
  malformed: {
    status: 400,
    title: 'The request cannot be read',
    advice: 'Send well-formed JSON (or a compact JWS) in UTF-8. Nothing was recorded.',
  },
  invalid: {
    status: 422,
    title: 'The request does not have the expected shape',
    advice:
      'Each item of errors names a field by a JSON pointer into the body (or the query) and the rule it breaks.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The media type is not accepted here',
    advice:
      'Send application/json, or application/jose for what the widget signed; without Content-Encoding.',
  },
  too_large: {
    status: 413,
    title: 'The body is too large',
    advice: 'Bodies are limited to 16 KiB, notices to 128 KiB, webhooks from Meta to 3 MiB.',
  },
  too_slow: {
    status: 408,
    title: 'The body did not arrive in time',
    advice: 'A body has 20 seconds to arrive, except in bulk checks. Nothing was recorded; send it again.',
  },
  stalled: {
    status: 408,
    title: 'No further line came in time',
    advice:
      'A bulk check ends when no line comes for a minute. What was answered stands; send the same lines again with ?from= the line that `next` names.',
  },
  too_far_ahead: {
    status: 413,
    title: 'The questions came, and the answers were not read',
    advice:
      'Read the answers as you write, or send at most 32 MiB of questions in a request. What was answered stands; send the same lines again with ?from= the line that `next` names.',
  },
  unauthenticated: {
    status: 401,
    title: 'A secret key is needed',
    advice: 'Send Authorization: Bearer om_… with a key that is not revoked. Never from a browser.',
  },
  forbidden: {
    status: 403,
    title: 'The caller may not do this',
    advice:
      'The key lacks a scope (`detail` names it), or the record belongs to another business or page. Use a key that has the scope.',
  },
  origin_not_allowed: {
    status: 403,
    title: 'The site key may not be used from this origin',
    advice:
      'Add the exact origin of the page (scheme, host, port) or the app (app:<id>) to the site, or use the site’s own key.',
  },
  not_found: {
    status: 404,
    title: 'There is nothing here',
    advice: 'Check the path and the id. A record of another business is not found either.',
  },
  method_not_allowed: {
    status: 405,
    title: 'This path does not take the method',
    advice: 'The Allow header lists the methods it takes.',
  },
  not_admitted: {
    status: 422,
    title: 'The opt-in does not meet its policy',
    advice:
      'Each item of errors names a criterion of the policy and what failed. Consent that does not meet them cannot be recorded.',
  },
  signature_invalid: {
    status: 422,
    title: 'The signature does not verify',
    advice: 'Post the widget’s record exactly as the widget signed it; one changed byte spoils it.',
  },
  nonce_missing: {
    status: 422,
    title: 'The record has no nonce',
    advice: 'A page asks POST /v1/nonces for a nonce and signs it into the record.',
  },
  nonce_invalid: {
    status: 422,
    title: 'The nonce is not for this page',
    advice: 'A nonce belongs to one site, origin or app, notice and page key. Ask for another.',
  },
  nonce_expired: {
    status: 422,
    title: 'The nonce is too old',
    advice: 'Nonces last ten minutes. Ask for another and sign again.',
  },
  nonce_spent: {
    status: 409,
    title: 'The nonce was spent on another record',
    advice: 'Each record needs its own nonce. The same record again gets the first answer.',
  },
  erased: {
    status: 410,
    title: 'What this request recorded has been erased',
    advice:
      'The ledger recorded it once, and has erased the person’s data since. Do not repeat it: nothing was ' +
      'recorded now. Where the person has agreed again, send that with a new Idempotency-Key. The ledger ' +
      'never refuses a stop: it records it again.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    advice: 'Send a new key with each new request, and the same key with the same body only to repeat it.',
  },
  customer_token_missing: {
    status: 422,
    title: 'The site requires a customer token',
    advice:
      'The shop’s server signs a customer token that names the number; the page hands it to the widget. Nothing was recorded.',
  },
  customer_token_invalid: {
    status: 422,
    title: 'The customer token is not valid',
    advice:
      'A customer token is a JWT signed by the shop’s server (HS256) with the site’s customer secret, for this site, for at most one hour. Rule `expired`: load a fresh one.',
  },
  notice_unknown: {
    status: 404,
    title: 'The notice was not published',
    advice: 'Publish it with POST /v1/notices, or correct the id or version.',
  },
  notice_superseded: {
    status: 410,
    title: 'The notice is out of date',
    advice: 'It was retired, or replaced more than a day ago. Load the current one and ask the person again.',
  },
  not_available: {
    status: 422,
    title: 'This is not set up here',
    advice:
      'This business has no WhatsApp sender, or this ledger has no gateway for codes. Offer the other way, or none: the consent counts without it.',
  },
  code_wrong: {
    status: 422,
    title: 'The code is not the one that was sent',
    advice: 'The rule of the one error says how many tries are left, such as tries_left/4.',
  },
  conflict: {
    status: 409,
    title: 'Another change came first',
    advice: 'Look at the current state and try again if it still makes sense.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    advice:
      'Wait for the seconds in Retry-After and repeat. Nothing was recorded. Servers with a secret key are not limited here.',
  },
  overloaded: {
    status: 503,
    title: 'Too many requests are waiting',
    advice: 'Nothing was recorded. Wait for the seconds in Retry-After and repeat.',
  },
  unavailable: {
    status: 503,
    title: 'The ledger cannot answer now',
    advice:
      'Repeat after the seconds in Retry-After, with the same Idempotency-Key or the same signed record, so that nothing is recorded twice. A sender must not send without an answer.',
  },
  clocks_disagree: {
    status: 503,
    title: 'Clocks disagree, so nothing that allows messages is recorded',
    advice:
      'Opt-outs are recorded; repeat an opt-in later, with the same Idempotency-Key or the same signed record. For the operator: detail says which clock is ahead of which. Set the clocks of nodes and database by NTP; `opt_ins` at /readyz says when they agree, `clock_ahead_ms` and `log_ahead_ms` there, and `optmark_clock_ahead_seconds` and `optmark_log_ahead_seconds` in the metrics, say by how much they do not. A log whose last record is dated ahead waits until that moment has come; an opt-out recorded meanwhile is dated right after that record, since dates follow the order of the log.',
  },
  record_unknown: {
    status: 501,
    title: 'This node is older than a record',
    advice:
      'A later release wrote a record that the answer would have to speak of; `detail` names its kind. Ask a node of that release. The gate allows this person nothing here.',
  },
  // 500, not 409: no caller can mend it, and whoever repeats what failed inside (Meta, an SMS provider) must.
  record_changed: {
    status: 500,
    title: 'A record was changed in the database by hand',
    advice:
      'The answer would have to speak of a record that does not open to its entry in the log; `detail` names its leaf. Run optmark verify, and restore the row from a backup. The history names such rows under `changed` and tells all others. Do not send to this person meanwhile.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong inside',
    advice:
      'The ledger has logged it under the problem’s instance. A sender must not send without an answer.',
  },
};

export const problemType = (code: ErrorCode): string => `/problems/${code}`;
