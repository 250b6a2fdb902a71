// The person's choice on this page and what has become of it: nothing, ticked, being saved, saved, taken back.
// Posts leave strictly in the order of the person's choices, so that the last one wins at the ledger too.

import type { WidgetErrorCode } from '../events.ts';
import type { Answer } from '../ledger/answer.ts';
import type { LedgerClient } from '../ledger/client.ts';
import { LedgerProblem } from '../ledger/problem.ts';
import { Attempt, type TickClaims } from './attempt.ts';

export type ConsentState =
  /** `why`: what emptied the box, if something did that the person should know of. */
  | { kind: 'ready'; ticked: false; why?: 'undone' | 'edited' }
  | { kind: 'ticked'; ticked: true }
  | { kind: 'saving'; ticked: boolean }
  | { kind: 'saved'; ticked: true; answer: Answer }
  | { kind: 'error'; ticked: boolean; code: WidgetErrorCode };

export type ConsentObserver = {
  changed(state: ConsentState): void;
  /** What a form should carry now. */
  signed(jws: string | null): void;
  saved(answer: Answer): void;
  undone(record: string): void;
  failed(code: WidgetErrorCode, detail: string, problem?: string): void;
};

export class Consent {
  state: ConsentState = { kind: 'ready', ticked: false };
  readonly #observer: ConsentObserver;
  #attempt: Attempt | undefined;
  #before: Promise<unknown> = Promise.resolve();
  #saving: Promise<Answer | undefined> = Promise.resolve(undefined);

  constructor(observer: ConsentObserver) {
    this.#observer = observer;
  }

  /** The claims of the standing tick. */
  get claims(): TickClaims | undefined {
    return this.#attempt?.claims;
  }

  /** What a form should carry now; empty before it is signed. */
  get jws(): string {
    return this.#attempt?.jws ?? '';
  }

  tick(ledger: LedgerClient, claims: TickClaims): void {
    const attempt = new Attempt(ledger, claims, (jws) => {
      if (this.#attempt === attempt) this.#observer.signed(jws);
    });
    this.#attempt = attempt;
    this.#become({ kind: 'ticked', ticked: true });
    attempt.sign().catch(() => {
      if (this.#attempt === attempt) this.fail('signing_unavailable', 'WebCrypto needs a secure context.');
    });
  }

  /** Post the standing tick. Resolves when it is settled, with the answer if the ledger has it; never rejects. */
  save(options: { keepTick: boolean }): Promise<Answer | undefined> {
    const attempt = this.#attempt;
    if (attempt === undefined) return Promise.resolve(undefined);
    if (this.state.kind === 'saved') return Promise.resolve(this.state.answer);
    if (this.state.kind === 'saving') return this.#saving;
    this.#become({ kind: 'saving', ticked: true });
    this.#saving = this.#inOrder(() => attempt.save()).then(
      (answer) => this.#settle(attempt, answer),
      (problem) => this.#refused(attempt, problem, options.keepTick),
    );
    return this.#saving;
  }

  /**
   * The tick is taken back, and what was posted is undone. After `edited` the sentence shows another number: then the
   * tick may not come back even if the undo fails.
   */
  untick(why: 'person' | 'edited'): void {
    const attempt = this.#attempt;
    const posted = this.state.kind === 'saving' || this.state.kind === 'saved' || this.state.kind === 'error';
    this.clear();
    if (why === 'edited') this.#become({ kind: 'ready', ticked: false, why });
    if (attempt === undefined || !posted) return;
    this.#become({ kind: 'saving', ticked: false });
    this.#inOrder(() => attempt.undo()).then(
      (record) => this.#takenBack(record, why === 'edited' ? why : 'undone'),
      (problem: Error) => this.#stillIn(attempt, problem, why === 'edited'),
    );
  }

  /** Forget the tick without telling the ledger: a reset form, a page that came back from the cache. */
  clear(): void {
    this.#attempt?.stop();
    this.#attempt = undefined;
    this.#observer.signed(null);
    this.#become({ kind: 'ready', ticked: false });
  }

  /** Show that it did not work; without a tick, nothing stays signed. */
  fail(code: WidgetErrorCode, detail: string, options: { problem?: string; keepTick?: boolean } = {}): void {
    if (!options.keepTick) this.clear();
    this.#become({ kind: 'error', ticked: options.keepTick ?? false, code });
    this.#observer.failed(code, detail, options.problem);
  }

  #settle(attempt: Attempt, answer: Answer): Answer {
    // Unticked or edited meanwhile: untick() is already waiting to take it back.
    if (this.#attempt === attempt) {
      this.#become({ kind: 'saved', ticked: true, answer });
      this.#observer.saved(answer);
    }
    return answer;
  }

  #refused(attempt: Attempt, problem: Error, keepTick: boolean): undefined {
    if (this.#attempt !== attempt) return undefined;
    const { code, detail, ledgerCode } = explain(problem);
    // The form still carries the signed record past a ledger that is down; past a refusal it would be futile.
    this.fail(code, detail, {
      ...(ledgerCode && { problem: ledgerCode }),
      keepTick: keepTick && code === 'unreachable',
    });
    return undefined;
  }

  #takenBack(record: string | undefined, why: 'undone' | 'edited'): void {
    if (this.#attempt === undefined) this.#become({ kind: 'ready', ticked: false, why });
    if (record !== undefined) this.#observer.undone(record);
  }

  /** The box shows what the ledger is known to hold: the person is still opted in, and must be told so. */
  #stillIn(attempt: Attempt, problem: Error, forGood: boolean): void {
    if (this.#attempt === undefined && !forGood && attempt.answer) {
      this.#attempt = attempt;
      this.#observer.signed(attempt.jws);
    }
    this.fail('undo_failed', problem.message, { keepTick: this.#attempt !== undefined });
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#before.then(work);
    this.#before = result.catch(() => {});
    return result;
  }

  #become(state: ConsentState): void {
    this.state = state;
    this.#observer.changed(state);
  }
}

const codes: Record<string, WidgetErrorCode> = {
  notice_superseded: 'notice_changed',
  rate_limited: 'rate_limited',
};

function explain(problem: Error): { code: WidgetErrorCode; detail: string; ledgerCode?: string } {
  if (!(problem instanceof LedgerProblem)) return { code: 'signing_unavailable', detail: problem.message };
  const detail = problem.message;
  if (problem.code === 'unreachable') return { code: 'unreachable', detail };
  const ledgerCode = problem.code;
  if (problem.pointers.includes('/number')) return { code: 'number_refused', detail, ledgerCode };
  return { code: codes[ledgerCode] ?? 'refused', detail, ledgerCode };
}
