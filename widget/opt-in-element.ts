// <optmark-opt-in>: puts the parts together. What is drawn is in draw/, what was seen in evidence/, what is signed in
// sign/, the person's choice in consent/. It never ticks itself and never changes what the person typed.

import type { PropertyValues } from 'lit';
import { renderNotice } from '../ledger/core/notice/render.ts';
import { Consent } from './consent/consent.ts';
import { judgeTick, type Tick } from './consent/tick.ts';
import { type CardView, card } from './draw/card.ts';
import { drawnCard, shownLines } from './draw/drawn-card.ts';
import { concernsNumber, errorMessage, statusMessage } from './draw/messages.ts';
import { styles } from './draw/styles.ts';
import {
  OptmarkErrorEvent,
  OptmarkReadyEvent,
  OptmarkSavedEvent,
  OptmarkUndoneEvent,
  type WidgetErrorCode,
} from './events.ts';
import { type Gesture, GestureChain } from './evidence/gesture.ts';
import { measureSeen } from './evidence/seen.ts';
import { VisibilityWatch } from './evidence/visibility.ts';
import { FormControl } from './form-control.ts';
import type { Answer } from './ledger/answer.ts';
import { LedgerClient } from './ledger/client.ts';
import { findNotice, localeFor } from './notice/notice-source.ts';
import type { ShownNotice } from './notice/shown-notice.ts';
import type { NumberField } from './number/number-field.ts';
import { OwnField } from './number/own-field.ts';
import { ShopField } from './number/shop-field.ts';
import { asciiDigits, parseTypedNumber, type TypedNumber } from './number/typed-number.ts';
import { stringsFor } from './strings/strings.ts';

/** Attributes that decide which notice is drawn. */
const noticeProperties = ['site', 'notice', 'locale', 'ledger'] as const;

/**
 * @slot notice - `<script type="application/json">` with the notice, then nothing is requested before the person acts
 * @slot logo - the operator's own download of the WhatsApp logo
 * @slot phone - an input of type tel to use in place of the element's own
 * @csspart base - the card
 * @csspart control - the row of box, logo and sentence
 * @csspart phone - label, hint, error and input of the number
 * @fires optmark-ready, optmark-saved, optmark-undone, optmark-error
 */
export class OptmarkOptIn extends FormControl {
  static override readonly styles = styles;
  static override readonly properties = {
    site: {},
    notice: {},
    locale: {},
    ledger: {},
    phoneField: { attribute: 'phone-field' },
    collectedVia: { attribute: 'collected-via' },
    commitAt: { attribute: 'commit' },
  };

  /** Publishable site key, `pk_…`. */
  declare site: string | undefined;
  /** Id of the notice to show. */
  declare notice: string | undefined;
  /** BCP 47; default: the closest `lang`, then the notice's own. */
  declare locale: string | undefined;
  /** Origin of the ledger; default: where this script came from. */
  declare ledger: string | undefined;
  /** Selector of the shop's own number input; without it the element has its own. */
  declare phoneField: string | undefined;
  /** Where the person is asked, e.g. `checkout`. */
  declare collectedVia: string | undefined;
  /** `tick` or `submit`; default: at submit inside a form, at the tick outside. */
  declare commitAt: string | undefined;

  readonly #consent = new Consent({
    changed: () => this.requestUpdate(),
    signed: (jws) => this.internals.setFormValue(jws),
    saved: (answer) => this.dispatchEvent(new OptmarkSavedEvent(answer)),
    undone: (record) => this.dispatchEvent(new OptmarkUndoneEvent(record)),
    failed: (...what) => this.#failed(...what),
  });
  readonly #chain = new GestureChain();
  readonly #visibility = new VisibilityWatch();
  #notice: ShownNotice | undefined;
  #field: NumberField | undefined;
  /** The number the sentence was last drawn with. */
  #drawn = '';
  #initially: 'unticked' | 'ticked' | undefined;
  #loading = 0;

  get checked(): boolean {
    return this.#consent.state.ticked;
  }

  /** Frameworks set properties; an exception here would break the shop's page. */
  set checked(_: unknown) {
    this.refuse('checked');
  }

  get state(): 'idle' | 'ready' | 'ticked' | 'saving' | 'saved' | 'error' {
    const { kind } = this.#consent.state;
    return this.#notice || kind === 'error' ? kind : 'idle';
  }

  /** Id of the record, once the ledger has it. */
  get record(): string | undefined {
    return this.#answer?.record;
  }

  /** The ledger's signed receipt, once it has the record. */
  get receipt(): string | undefined {
    return this.#answer?.receipt;
  }

  /**
   * Post a standing tick now: for checkouts that do not submit a form. Never rejects, so that it cannot stop an order;
   * undefined: there is no tick, or the ledger does not have it (yet).
   */
  async commit(): Promise<{ record: string; receipt: string } | undefined> {
    if (this.#numberMoved()) this.#consent.untick('edited');
    return this.#consent.save({ keepTick: this.form !== null });
  }

  /** Empty the box. A record that the ledger has stays; un-ticking takes it back. */
  reset(): void {
    this.#consent.clear();
  }

  override focus(options?: FocusOptions): void {
    if (concernsNumber(this.#consent.state)) this.#field?.focus();
    else drawnCard(this.renderRoot)?.box.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#field?.connect();
    // Moved to another place, Lit does not draw again; what watches the drawn nodes must begin again all the same.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#field?.disconnect();
    this.#visibility.stop();
  }

  protected submitted(): void {
    void this.commit();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#field === undefined || changed.has('phoneField')) this.#useField();
    if (!this.hasUpdated || noticeProperties.some((name) => changed.has(name))) void this.#load(false);
    this.#drawn = this.#typed();
  }

  protected override render(): unknown {
    if (this.#notice === undefined) return undefined;
    return card(this.#view(this.#notice), {
      press: (event) => this.#press(event),
      pass: (click) => this.#chain.pass(click),
      click: (click) => this.#click(click),
      change: () => this.requestUpdate(),
    });
  }

  protected override updated(): void {
    this.internals.states?.clear();
    this.internals.states?.add(this.state);
    const drawn = drawnCard(this.renderRoot);
    if (this.#notice === undefined || drawn === undefined) return;
    this.#initially ??= drawn.box.checked ? 'ticked' : 'unticked';
    // Set at every drawing: a script may have changed the property; the box shows our state, never the script's.
    drawn.box.checked = this.checked;
    this.#visibility.observe(drawn.sentence);
    const strings = stringsFor(this.#notice.locale);
    const { state } = this.#consent;
    this.#field?.describe(strings, this.#notice);
    this.#field?.explain(concernsNumber(state) ? errorMessage(state, strings) : '');
  }

  get #answer(): Answer | undefined {
    const { state } = this.#consent;
    return state.kind === 'saved' ? state.answer : undefined;
  }

  #client(): LedgerClient {
    return new LedgerClient(this.ledger ?? new URL(import.meta.url).origin);
  }

  #useField(): void {
    this.#field?.disconnect();
    const edited = () => this.#edited();
    this.#field = this.phoneField ? new ShopField(this, this.phoneField, edited) : new OwnField(this, edited);
    this.#field.connect();
  }

  async #load(fresh: boolean): Promise<void> {
    const { site, notice } = this;
    if (!site || !notice) {
      this.#consent.fail('configuration', 'Both "site" and "notice" are needed.');
      return;
    }
    const turn = ++this.#loading;
    try {
      const found = await findNotice(
        this,
        this.#client(),
        { site, notice, ...localeFor(this, this.locale) },
        fresh,
      );
      if (turn !== this.#loading) return;
      this.#notice = found;
      // What was agreed to under the old wording stays as recorded; the new wording is drawn unticked.
      if (this.checked) this.#consent.clear();
      this.requestUpdate();
      await this.updateComplete;
      this.dispatchEvent(new OptmarkReadyEvent());
    } catch (problem) {
      if (turn === this.#loading) this.#consent.fail('notice_unavailable', (problem as Error).message);
    }
  }

  #view(notice: ShownNotice): CardView {
    const strings = stringsFor(notice.locale);
    const { state } = this.#consent;
    const ownField = this.#field instanceof OwnField;
    return {
      notice,
      lines: renderNotice(notice, notice.wording, this.#drawn),
      strings,
      ownField,
      disabled: this.disabledByForm,
      error: ownField && concernsNumber(state) ? '' : errorMessage(state, strings),
      status: statusMessage(state, strings),
    };
  }

  #typed(): string {
    return asciiDigits(this.#field?.read() ?? '');
  }

  #number(): TypedNumber {
    return parseTypedNumber(this.#typed(), this.#notice?.calling_code);
  }

  /** Is there a tick for another number than the field now holds? Other spacing is the same number. */
  #numberMoved(): boolean {
    const number = this.#number();
    const signed = this.#consent.claims?.number;
    return signed !== undefined && !(number.kind === 'complete' && number.international === signed);
  }

  #edited(): void {
    if (this.#numberMoved()) this.#consent.untick('edited');
    else if (concernsNumber(this.#consent.state) && this.#number().kind === 'complete') this.#consent.clear();
    this.requestUpdate();
  }

  #press(event: Event): void {
    if (event.type === 'pointerdown' || (event as KeyboardEvent).key === ' ') this.#chain.press(event);
  }

  #click(event: Event): void {
    const gesture = this.#chain.close(event);
    // Anybody may untick, a script too: nobody must prove anything to be left alone.
    if (this.checked) this.#consent.untick('person');
    else if (!this.#take(this.#judge(gesture))) event.preventDefault();
  }

  /** Whether the box stays ticked. */
  #take(tick: Tick): boolean {
    if (tick.kind === 'stale') this.#consent.untick('edited');
    if (tick.kind === 'refused') this.#consent.fail(tick.code, tick.detail);
    if (tick.kind !== 'signable') return false;
    this.#consent.tick(this.#client(), tick.claims);
    const atOnce = this.commitAt === 'tick' || (this.form === null && this.commitAt !== 'submit');
    if (atOnce) void this.#consent.save({ keepTick: this.form !== null });
    return true;
  }

  #judge(gesture: Gesture): Tick {
    return judgeTick({
      gesture,
      site: this.site!,
      notice: this.#notice!,
      typed: this.#typed(),
      drawn: this.#drawn,
      number: this.#number(),
      shown: shownLines(this.renderRoot),
      collectedVia: this.collectedVia,
      measure: () =>
        measureSeen(drawnCard(this.renderRoot)!, {
          initially: this.#initially ?? 'unticked',
          gesture,
          since: this.#chain.began,
          visibility: this.#visibility,
        }),
    });
  }

  #failed(code: WidgetErrorCode, detail: string, problem?: string): void {
    this.dispatchEvent(new OptmarkErrorEvent(code, detail, problem));
    if (code !== 'number_incomplete') console.warn(`optmark: ${code}: ${detail}`);
    if (code === 'notice_changed') void this.#load(true);
  }
}
