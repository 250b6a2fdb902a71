// A sender's question and the answer it gets. Anything but a whole, plain answer of the gate is read as a
// denial: an unsent message can be sent later, a sent one cannot be taken back.

import type { Reason } from '../core/gate/judge.ts';
import type { Purpose } from '../core/notice/purpose.ts';

/** One person, named one way. A number is E.164, `+` and digits. */
export type Recipient =
  | { recipient: string; wa_id?: never; bsuid?: never; parent_bsuid?: never }
  | { wa_id: string; recipient?: never; bsuid?: never; parent_bsuid?: never }
  | { bsuid: string; recipient?: never; wa_id?: never; parent_bsuid?: never }
  | { parent_bsuid: string; recipient?: never; wa_id?: never; bsuid?: never };

/** A template by Meta's name of it: its purpose is known to the ledger. */
export type Template = { name: string; language: string };

/** What the message is. `sender`: the phone_number_id it will be sent from. */
export type About =
  | { purpose: Purpose; template?: never; kind?: never; sender?: never }
  /** Without a sender it must be allowed in every account that has such a template. */
  | { template: Template; sender?: string; purpose?: never; kind?: never }
  /** An answer without a template, within a day of the person's own last message to that sender. */
  | { kind: 'free_form'; sender: string; purpose?: never; template?: never };

export type GateQuestion = Recipient &
  About & {
    scope?: 'message' | 'call';
    /** Whether the answer is to be signed; an allow is then believed only with a permit that holds. */
    permit?: boolean;
  };

/**
 * `unavailable`: the gate gave no usable answer; `invalid_question`: the gate cannot be asked this.
 */
export type DenialReason = Reason | 'unavailable' | 'invalid_question';

export type GateAnswer = {
  decision: 'allow' | 'deny';
  reasons: DenialReason[];
  /** The record that decides. */
  record?: string;
  grade?: string;
  /** Why the grade is not the next one. */
  grade_reasons?: readonly string[];
  /** The record of set-up that the decision rests on besides: the floor of objections was lowered. */
  floor?: string;
  /** The purpose that the message needs, where the question names a template. */
  purpose?: Purpose;
  /** Size of the log this was judged at. */
  tree_size?: number;
  permit?: string;
  /** Why nothing was learned, in words; never a number. */
  detail?: string;
};

/**
 * A question as the ledger reads it, without the sender's other fields; undefined where JSON cannot express
 * it.
 */
export function textOf(question: GateQuestion): string | undefined {
  try {
    const { recipient, wa_id, bsuid, parent_bsuid, purpose, template, kind, sender, scope, permit } =
      question;
    const about = { purpose, template: template && nameOf(template), kind, sender };
    return JSON.stringify({ recipient, wa_id, bsuid, parent_bsuid, ...about, scope, permit });
  } catch {
    return undefined;
  }
}

const nameOf = ({ name, language }: Template): Template => ({ name, language });

export const unavailable = (detail: string): GateAnswer => ({
  decision: 'deny',
  reasons: ['unavailable'],
  detail,
});

/** The gate's answer to this question, without other fields; a denial where it is no answer. */
export function readAnswer(value: unknown, question: GateQuestion): GateAnswer {
  const said = asObject(value);
  const { decision, reasons, record, grade, grade_reasons, floor, purpose, tree_size, permit } = said;
  const isAnswer =
    (decision === 'allow' || decision === 'deny') &&
    areTexts(reasons) &&
    reasons.length > 0 &&
    Number.isSafeInteger(tree_size);
  if (!isAnswer) return unavailable('What came back is no answer of the gate.');
  if (decision === 'allow' && !isReason(reasons, record, question)) {
    return unavailable('What came back allows without a reason to.');
  }
  return {
    decision,
    reasons: reasons as DenialReason[],
    ...(typeof record === 'string' && { record }),
    ...(typeof grade === 'string' && { grade }),
    ...(areTexts(grade_reasons) && { grade_reasons }),
    ...(typeof floor === 'string' && { floor }),
    ...(typeof purpose === 'string' && { purpose: purpose as Purpose }),
    tree_size: tree_size as number,
    ...(typeof permit === 'string' && { permit }),
  };
}

/** A consent, by its record; of a free-form answer the service window alone. */
function isReason(reasons: readonly unknown[], record: unknown, { kind }: GateQuestion): boolean {
  if (reasons.length !== 1) return false;
  return kind === 'free_form'
    ? reasons[0] === 'service_window'
    : reasons[0] === 'granted' && typeof record === 'string';
}

export const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

export function asObject(value: unknown): { [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { [name: string]: unknown }) : {};
}
