// What a sender asks and hears. Whatever is not a whole, plain answer of the gate is read as a denial: a message that was
// not sent can be sent later, one that was cannot be taken back.

import type { Reason } from '../core/gate/decide.ts';
import type { Purpose } from '../core/notice/purpose.ts';

/** One person, named one way. A number is E.164, `+` and digits. */
export type Recipient =
  | { recipient: string; wa_id?: never; bsuid?: never }
  | { wa_id: string; recipient?: never; bsuid?: never }
  | { bsuid: string; recipient?: never; wa_id?: never };

export type GateQuestion = Recipient & {
  purpose: Purpose;
  scope?: 'message' | 'call';
  /** Whether the answer is to be signed; an allow is then believed only with a permit that holds. */
  permit?: boolean;
};

/** `unavailable`: nothing was learned, for whatever reason; `invalid_question`: the gate cannot be asked this. */
export type DenialReason = Reason | 'unavailable' | 'invalid_question';

export type GateAnswer = {
  decision: 'allow' | 'deny';
  reasons: DenialReason[];
  /** The record that decides. */
  record?: string;
  grade?: string;
  /** Size of the log this was judged at. */
  tree_size?: number;
  permit?: string;
  /** Why nothing was learned, in words; never a number. */
  detail?: string;
};

/** A question as the ledger reads it, without what else the sender keeps there; undefined where JSON has no words for it. */
export function textOf(question: GateQuestion): string | undefined {
  try {
    const { recipient, wa_id, bsuid, purpose, scope, permit } = question;
    return JSON.stringify({ recipient, wa_id, bsuid, purpose, scope, permit });
  } catch {
    return undefined;
  }
}

export const unavailable = (detail: string): GateAnswer => ({
  decision: 'deny',
  reasons: ['unavailable'],
  detail,
});

/** An answer of the gate, without what else is in there; a denial where it is not one. */
export function readAnswer(value: unknown): GateAnswer {
  const said = asObject(value);
  const { decision, reasons, record, grade, tree_size, permit } = said;
  const isAnswer =
    (decision === 'allow' || decision === 'deny') &&
    Array.isArray(reasons) &&
    reasons.length > 0 &&
    reasons.every((reason) => typeof reason === 'string') &&
    Number.isSafeInteger(tree_size);
  if (!isAnswer) return unavailable('What came back is no answer of the gate.');
  if (
    decision === 'allow' &&
    (reasons.length !== 1 || reasons[0] !== 'granted' || typeof record !== 'string')
  ) {
    return unavailable('What came back allows without a reason to.');
  }
  return {
    decision,
    reasons: reasons as DenialReason[],
    ...(typeof record === 'string' && { record }),
    ...(typeof grade === 'string' && { grade }),
    tree_size: tree_size as number,
    ...(typeof permit === 'string' && { permit }),
  };
}

export function asObject(value: unknown): { [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { [name: string]: unknown }) : {};
}
