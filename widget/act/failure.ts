// What of an error the page and the person learn.

import type { WidgetErrorCode } from '../events.ts';
import { LedgerProblem } from './ledger/call.ts';

/** `problem`: the ledger's own code, where the ledger refused. */
export type Failure = [code: WidgetErrorCode, detail: string, problem?: string];

const codes: Record<string, WidgetErrorCode> = {
  notice_superseded: 'notice_changed',
  rate_limited: 'rate_limited',
};

export function failureOf(problem: unknown): Failure {
  // An error that is not the ledger's comes from here: the page could not sign.
  if (!(problem instanceof LedgerProblem))
    return ['signing_unavailable', `WebCrypto needs a secure context. ${problem}`];
  const { code, message, pointers, rules } = problem;
  if (code === 'unreachable') return [code, message];
  if (code === 'customer_token_invalid' && rules.includes('expired'))
    return ['customer_token_expired', message, code];
  return [pointers.includes('/number') ? 'number_refused' : (codes[code] ?? 'refused'), message, code];
}
