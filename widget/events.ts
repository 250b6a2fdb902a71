// What the element tells the page: one small class per event, named `optmark-*`, bubbling out of every shadow root.
// None of them carries the number.

import type { Answer } from './ledger/answer.ts';

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

/** Closed list; the first group is also said to the person, the second only to the developer. */
export type WidgetErrorCode =
  | 'number_incomplete'
  | 'number_not_possible'
  | 'number_refused'
  | 'notice_changed'
  | 'unreachable'
  | 'refused'
  | 'rate_limited'
  | 'undo_failed'
  | 'gesture_untrusted'
  | 'text_differs'
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
