// Types of <optmark-opt-in> for any TypeScript page. Download this file into your project; it needs nothing
// else. Beside it: optmark.react.d.ts, optmark.vue.d.ts, optmark.svelte.d.ts.
// test/widget/declarations.test.ts compares all of them with the element itself.

/** Lower case, as in HTML. */
export interface OptmarkOptInAttributes {
  /** Publishable site key, `pk_…`. */
  site?: string | undefined;
  /** Id of the notice to show. */
  notice?: string | undefined;
  /** BCP 47; default: the closest `lang`, then the notice's own. */
  locale?: string | undefined;
  /** Origin of the ledger; default: where the script came from. */
  ledger?: string | undefined;
  /** Token signed by the shop's server, which names the number. */
  'customer-token'?: string | undefined;
  /** Selector of the shop's own number input; without it the element has its own. */
  'phone-field'?: string | undefined;
  /**
   * Selector of the place beside that input where what is wrong with the number is said; default: before
   * it.
   */
  'error-for'?: string | undefined;
  /** The number, E.164, where the page knows it: then no field is read. Empty: there is none yet. */
  number?: string | undefined;
  /**
   * The country of numbers typed without `+`: ISO 3166, a calling code, or the selector of an element that
   * holds one.
   */
  country?: string | undefined;
  /** Where the page asks the person. */
  'collected-via'?: 'checkout' | 'profile' | 'preferences' | 'email_link' | 'sms_link' | 'app' | undefined;
  /** Id of the named entry point that this page is, such as `store-poster`. */
  entry?: string | undefined;
  /** Default: at submit inside a form, at the tick outside. */
  commit?: 'tick' | 'submit' | undefined;
  /** After the opt-in is saved, lets the person prove that the number is theirs. */
  prove?: 'whatsapp' | 'code' | 'whatsapp code' | undefined;
  /** Name under which the form carries the signed record. */
  name?: string | undefined;
  disabled?: boolean | undefined;
}

export type OptmarkState = 'idle' | 'ready' | 'ticked' | 'saving' | 'saved' | 'error';

export type OptmarkErrorCode =
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

/** The notice is drawn and the box can be ticked. */
export interface OptmarkReadyEvent extends Event {}

/** The ledger has the opt-in; `receipt` is its signed proof, a compact JWS. */
export interface OptmarkSavedEvent extends Event {
  readonly record: string;
  readonly receipt: string;
  readonly grade: string;
}

/** The ledger has taken the opt-in back. */
export interface OptmarkUndoneEvent extends Event {
  readonly record: string;
}

/** The person has proven that the number is theirs: the record now counts as grade E4. */
export interface OptmarkConfirmedEvent extends Event {
  readonly record: string;
}

/** The customer token has expired. The shop sets a new one, and the person's tick goes on with that. */
export interface OptmarkTokenExpiredEvent extends Event {}

/** `problem` is the ledger's own code when it refused. */
export interface OptmarkErrorEvent extends Event {
  readonly code: OptmarkErrorCode;
  readonly detail: string;
  readonly problem: string | undefined;
}

export interface OptmarkEvents {
  'optmark-ready': OptmarkReadyEvent;
  'optmark-saved': OptmarkSavedEvent;
  'optmark-undone': OptmarkUndoneEvent;
  'optmark-confirmed': OptmarkConfirmedEvent;
  'optmark-token-expired': OptmarkTokenExpiredEvent;
  'optmark-error': OptmarkErrorEvent;
}

export interface OptmarkOptInElement extends HTMLElement {
  site: string | undefined;
  notice: string | undefined;
  locale: string | undefined;
  ledger: string | undefined;
  customerToken: string | undefined;
  phoneField: string | undefined;
  number: string | undefined;
  country: string | undefined;
  collectedVia: string | undefined;
  prove: string | undefined;
  name: string;
  disabled: boolean;
  /** Read-only: consent is the person's own tick. */
  readonly checked: boolean;
  readonly state: OptmarkState;
  /** What the form would carry. */
  readonly value: string;
  /**
   * The error that the person sees now, for a summary of errors. `focus()` goes to it. Empty: none.
   */
  readonly error: string;
  /** Id of the record, once the ledger has it. */
  readonly record: string | undefined;
  /** The ledger's signed receipt, once it has the record. */
  readonly receipt: string | undefined;
  readonly form: HTMLFormElement | null;
  /**
   * Posts the tick now, if there is one. Never rejects. Undefined: there is no tick, or the ledger does not
   * have it (yet).
   */
  commit(): Promise<{ record: string; receipt: string } | undefined>;
  reset(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'optmark-opt-in': OptmarkOptInElement;
  }
  interface HTMLElementEventMap extends OptmarkEvents {}
}
