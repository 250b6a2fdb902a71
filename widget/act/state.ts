// What the page knows of a tick, what can happen to the tick, and what the page must do then. step.ts makes
// the next state from a state and an event.

import type { WidgetErrorCode } from '../events.ts';
import type { Reading } from '../number/reading.ts';
import type { Clicked, TickClaims, Verdict } from './claims.ts';
import type { Failure } from './failure.ts';
import type { Answer } from './ledger/client.ts';

/** Why the box is empty, where the person should know. */
export type Why = 'undone' | 'edited';

/** The person's choice, as the page sees it. The box is ticked if a tick stands. */
export type Choice = { answer?: Answer; code?: WidgetErrorCode } & (
  | { kind: 'ready'; why?: Why | undefined }
  | { kind: 'ticked' }
  /** Without a tick: it is being taken back. */
  | { kind: 'saving' }
  | { kind: 'saved'; answer: Answer }
  | { kind: 'error'; code: WidgetErrorCode; failure: Failure }
);

/** `renew`: the page asks the shop for a new customer token. */
export type Doing = 'sign' | 'nonce' | 'renew' | 'post' | 'undo';

export type Tick = {
  /** The click that made it, counted from 1. */
  id: number;
  claims: TickClaims;
  /** Origin of its ledger. */
  base: string;
  /** A form carries the record to the shop, whose server can post it. */
  isCarried: boolean;
  /** What a form carries. Empty before it is signed, and replaced when a nonce arrives. */
  jws: string;
  /**
   * The work under way for it. Never two at once, because the signature without a nonce must not come last.
   */
  doing?: Doing | undefined;
  /** The shop has renewed its customer token, and the ledger has given no nonce since. */
  isRenewed?: boolean;
  /** The signature holds a nonce that the ledger has not called stale. */
  fresh?: boolean;
  /** How many nonces the page has asked for because the last one grew old. */
  renewals: number;
  /** It was posted and no answer has come, so the ledger may or may not have it. */
  uncertain?: boolean;
  /** Set once the ledger has it. */
  answer?: Answer | undefined;
};

/** What the page must tell the ledger about a tick. */
export type Work =
  /**
   * `keepTick`: a form carries it where the ledger is down. `again`: it was signed again after a stale nonce.
   */
  { tick: Tick; kind: 'save'; keepTick: boolean; again?: boolean } | { tick: Tick; kind: 'undo'; why: Why };

export type State = {
  choice: Choice;
  clicks: number;
  /** The page asks the widget to post the tick under judgement. `keepTick` as in the work. */
  wanted?: { keepTick: boolean } | undefined;
  /** The click under judgement, which the box already shows. 0: none. */
  judging: number;
  /** The tick that stands. */
  tick?: Tick | undefined;
  /** One after the other. The first is under way. */
  line: Work[];
  /** What must happen now. */
  effects: Effect[];
};

export const start: State = { choice: { kind: 'ready' }, clicks: 0, judging: 0, line: [], effects: [] };

export type Event =
  /** A person or a script clicked the box. */
  | { kind: 'click'; clicked: Clicked }
  | {
      kind: 'judged';
      id: number;
      verdict: Verdict;
      base: string;
      inForm: boolean;
      isCarried: boolean;
      commitAt: string | undefined;
    }
  /**
   * `isOther`: the number or its country has changed since the last look. `isCleared`: a script has removed
   * it.
   */
  | { kind: 'number'; reading: Reading; isOther: boolean; isCleared: boolean }
  /** The person submitted the form, or the page asks for a save. */
  | { kind: 'save'; inForm: boolean }
  /** The form was reset, the page came back from the cache, or the notice has changed. */
  | { kind: 'reset' }
  | { kind: 'signed'; id: number; jws: string; nonce: string | undefined }
  | { kind: 'nonce'; id: number; nonce: string }
  /** The shop has another customer token for the same number. */
  | { kind: 'renewed'; id: number; token: string }
  /** The nonce in the signature has grown old. */
  | { kind: 'aged'; id: number }
  | { kind: 'posted'; id: number; answer: Answer }
  | { kind: 'undone'; id: number }
  /** The work under way for the tick has failed. */
  | { kind: 'refused'; id: number; failure: Failure };

export type Effect =
  | { kind: 'judge'; id: number; clicked: Clicked }
  /** `age`: wait until its nonce has grown old. */
  | { kind: Doing | 'age'; tick: Tick; nonce?: string | undefined }
  /** Draw the state, and set what the form carries. */
  | { kind: 'show' }
  /** Tell the page. */
  | Extract<Choice, { kind: 'saved' | 'error' }>
  | { kind: 'taken-back'; record: string }
  /** A save has ended. Without an answer, the ledger does not have it. */
  | { kind: 'settled'; id: number; answer: Answer | undefined };
