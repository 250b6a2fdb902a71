// What the element tells the page: one small class per event, named `optmark-*`. Events bubble out of every
// shadow root. None of them holds the number.

import type { Answer } from './act/ledger/client.ts';

const outward = { bubbles: true, composed: true };

/** The notice is drawn and the box can be ticked. */
export class OptmarkReadyEvent extends Event {
  constructor() {
    super('optmark-ready', outward);
  }
}

/** The ledger has the opt-in. `receipt` is its signed proof, a compact JWS. */
export class OptmarkSavedEvent extends Event {
  readonly record: string;
  readonly receipt: string;
  readonly grade: string;

  constructor({ record, receipt, grade }: Answer) {
    super('optmark-saved', outward);
    this.record = record;
    this.receipt = receipt;
    this.grade = grade;
  }
}

/** The ledger has taken the opt-in back. */
export class OptmarkUndoneEvent extends Event {
  /** The opt-in that no longer holds. */
  readonly record: string;

  constructor(record: string) {
    super('optmark-undone', outward);
    this.record = record;
  }
}

/** The person has proven that the number is theirs: the record now counts as grade E4. */
export class OptmarkConfirmedEvent extends Event {
  readonly record: string;

  constructor(record: string) {
    super('optmark-confirmed', outward);
    this.record = record;
  }
}

/** The customer token has expired. The shop sets a new one, and the person's tick goes on with that. */
export class OptmarkTokenExpiredEvent extends Event {
  constructor() {
    super('optmark-token-expired', outward);
  }
}

/** A closed list. The person sees the first group too; only the developer gets the second. */
export type WidgetErrorCode =
  | 'number_incomplete'
  | 'number_not_possible'
  | 'number_unclear'
  | 'number_refused'
  | 'notice_changed'
  | 'unreachable'
  | 'refused'
  | 'rate_limited'
  | 'undo_failed'
  | 'gesture_untrusted'
  | 'text_differs'
  | 'customer_token_expired'
  | 'notice_unavailable'
  | 'signing_unavailable'
  | 'configuration';

/** Something did not work. `problem` is the ledger's own code when it refused. */
export class OptmarkErrorEvent extends Event {
  readonly code: WidgetErrorCode;
  readonly detail: string;
  readonly problem: string | undefined;

  constructor(code: WidgetErrorCode, detail: string, problem?: string) {
    super('optmark-error', outward);
    this.code = code;
    this.detail = detail;
    this.problem = problem;
  }
}
