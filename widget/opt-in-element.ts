// <optmark-opt-in>: puts the parts together. What is drawn is in draw/, what was seen in evidence/, what is signed in
// sign/, the person's choice in consent/. It never ticks itself and never changes what the person typed.

import { html } from 'lit/html.js';
import { joinLines, renderNotice } from '../ledger/core/notice/render.ts';
import type { Consent, ConsentState } from './consent/consent.ts';
import type { Tick } from './consent/tick.ts';
import { type CardView, card } from './draw/card.ts';
import { drawnCard, shownLines } from './draw/drawn-card.ts';
import { adoptStyles } from './draw/styles.ts';
import {
  OptmarkConfirmedEvent,
  OptmarkErrorEvent,
  OptmarkReadyEvent,
  OptmarkSavedEvent,
  OptmarkUndoneEvent,
  type WidgetErrorCode,
} from './events.ts';
import { type Gesture, GestureChain } from './evidence/gesture.ts';
import { VisibilityWatch } from './evidence/visibility.ts';
import { FormControl } from './form-control.ts';
import type { Answer } from './ledger/answer.ts';
import { inlinedNotice, localeFor } from './notice/notice-source.ts';
import type { ShownNotice } from './notice/shown-notice.ts';
import type { NumberField } from './number/number-field.ts';
import { OwnField } from './number/own-field.ts';
import { SessionNumber } from './number/session-number.ts';
import { ShopField } from './number/shop-field.ts';
import { asciiDigits, isInternational, parseTypedNumber, type TypedNumber } from './number/typed-number.ts';
import { loadPart } from './parts.ts';
import { PlainBox } from './plain-box.ts';
import { type BasicStrings, basic } from './strings/basic.ts';
import type { Strings } from './strings/strings.ts';
import type { View } from './view/part.ts';

type ConsentPart = typeof import('./consent/part.ts');
/** The person clicked: how, when, and on what. */
type Clicked = { gesture: Gesture; began: number; iat: number; drawn: string; shown: string };

/** All of the element's words, or only those that are drawn before the person acts. */
type Words = BasicStrings & Partial<Strings>;
type NumberPart = typeof import('./number/part.ts');

/** What says that a person is about to use the box, or the form it is in. */
const approaches = ['pointerover', 'pointerdown', 'focusin'];

/**
 * @slot - a plain labelled checkbox that posts with the form, for browsers without JavaScript
 * @slot notice - `<script type="application/json">` with the notice, then nothing is requested before the person acts
 * @slot logo - the operator's own download of the WhatsApp logo
 * @slot phone - an input of type tel to use in place of the element's own
 * @csspart base - the card
 * @csspart control - the row of box, logo and sentence
 * @csspart phone - label, hint, error and input of the number
 * @csspart view - "your consent", after it is saved
 * @cssprop [--optmark-radius=0.75rem] - corners of the card
 * @cssprop [--optmark-padding=1rem] - inside the card
 * @cssprop [--optmark-border=1px solid] - around the card
 * @fires {OptmarkReadyEvent} optmark-ready - the notice is drawn and the box can be ticked
 * @fires {OptmarkSavedEvent} optmark-saved - the ledger has the opt-in
 * @fires {OptmarkUndoneEvent} optmark-undone - the ledger has taken the opt-in back
 * @fires {OptmarkErrorEvent} optmark-error - something did not work
 * @attr name - name under which the form carries the signed record
 * @attr disabled - the box cannot be used
 */
export class OptmarkOptIn extends FormControl {
  static override readonly attributes = {
    site: 'site',
    notice: 'notice',
    locale: 'locale',
    ledger: 'ledger',
    session: 'session',
    phoneField: 'phone-field',
    collectedVia: 'collected-via',
    commitAt: 'commit',
    prove: 'prove',
  };

  /** Publishable site key, `pk_…`. */
  declare site: string | undefined;
  /** Id of the notice to show. */
  declare notice: string | undefined;
  /** BCP 47; default: the closest `lang`, then the notice's own. */
  declare locale: string | undefined;
  /** Origin of the ledger; default: where this script came from. */
  declare ledger: string | undefined;
  /** Token signed by the shop's server, which names the number: then no page script can choose another. */
  declare session: string | undefined;
  /** Selector of the shop's own number input; without it the element has its own. */
  declare phoneField: string | undefined;
  /** Where the person is asked, e.g. `checkout`. */
  declare collectedVia: string | undefined;
  /** `tick` or `submit`; default: at submit inside a form, at the tick outside. */
  declare commitAt: string | undefined;
  /** `whatsapp`, `code` or both: offer to prove that the number is theirs, once the opt-in is saved. */
  declare prove: string | undefined;

  readonly #chain = new GestureChain();
  readonly #visibility = new VisibilityWatch();
  readonly #plain = new PlainBox(this);
  #state: ConsentState = { kind: 'ready', ticked: false };
  #part: ConsentPart | undefined;
  #numbers: NumberPart | undefined;
  #consent: Consent | undefined;
  #view: View | undefined;
  #strings: Words = basic;
  #notice: ShownNotice | undefined;
  #field: NumberField | undefined;
  /** The number the sentence was last drawn with. */
  #drawn = '';
  #initially: 'unticked' | 'ticked' | undefined;
  /** A click that is being judged: the box shows it already. */
  #judging = false;
  /** Counts loads and clicks; what comes back to an older one is void. */
  #loading = 0;
  #clicks = 0;
  #source: string | undefined;

  get checked(): boolean {
    return this.#state.ticked;
  }

  /** Frameworks set properties; an exception here would break the shop's page. */
  set checked(_: unknown) {
    this.refuse('checked');
  }

  get state(): 'idle' | 'ready' | 'ticked' | 'saving' | 'saved' | 'error' {
    const { kind } = this.#state;
    return this.#notice || kind === 'error' ? kind : 'idle';
  }

  /** What a form would carry: the signed record, once there is a tick. */
  get value(): string {
    return this.#consent?.jws ?? '';
  }

  /** What the person is told is wrong now, for a summary of errors; `focus()` leads to it. */
  get errors(): { code: WidgetErrorCode; message: string }[] {
    const message = this.#error();
    return this.#state.kind === 'error' && message ? [{ code: this.#state.code, message }] : [];
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
    if (this.#numberMoved()) this.#consent?.untick('edited');
    return this.#consent?.save({ keepTick: this.form !== null });
  }

  /** Empty the box. A record that the ledger has stays; un-ticking takes it back. */
  reset(): void {
    this.#judging = false;
    this.#clicks++;
    this.#consent?.clear();
    this.requestUpdate();
  }

  override focus(options?: FocusOptions): void {
    if (this.#part?.concernsNumber(this.#state)) this.#field?.focus();
    else drawnCard(this.root)?.box.focus(options);
  }

  override connectedCallback(): void {
    adoptStyles(this.root);
    super.connectedCallback();
    this.#field?.connect();
    for (const type of approaches) addEventListener(type, this.#approach, true);
    this.addEventListener('click', this.#fromLabel);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#field?.disconnect();
    this.#visibility.stop();
    this.#away();
  }

  protected submitted(): void {
    void this.commit();
  }

  protected override draw(): unknown {
    this.#chooseField();
    const source = [this.site, this.notice, this.locale, this.ledger].join();
    if (source !== this.#source) {
      this.#source = source;
      void this.#load();
    }
    this.#drawn = this.#typed();
    if (this.#notice === undefined) return this.#plain.template;
    return card(this.#cardView(this.#notice), {
      press: (event) => this.#press(event),
      pass: (click) => this.#chain.pass(click),
      click: (click) => this.#click(click),
      change: () => this.requestUpdate(),
    });
  }

  protected override drawn(): void {
    this.internals.states?.clear();
    this.internals.states?.add(this.state);
    const drawn = drawnCard(this.root);
    if (this.#notice === undefined || drawn === undefined) return;
    this.#initially ??= drawn.box.checked ? 'ticked' : 'unticked';
    // Set at every drawing: a script may have changed the property; the box shows our state, never the script's.
    drawn.box.checked = this.checked || this.#judging;
    this.#plain.sync(this.checked);
    this.#visibility.observe(drawn.sentence);
    this.#field?.describe(this.#strings, this.#notice);
    this.#field?.explain(this.#part?.concernsNumber(this.#state) ? this.#error() : '');
  }

  get #answer(): Answer | undefined {
    return this.#state.kind === 'saved' ? this.#state.answer : undefined;
  }

  #base(): string {
    return this.ledger ?? new URL(import.meta.url).origin;
  }

  #chooseField(): void {
    const source = [this.session, this.phoneField].join();
    if (this.#field?.source === source) return;
    this.#field?.disconnect();
    const edited = () => this.#edited();
    this.#field = this.session
      ? new SessionNumber(this.session, source)
      : this.phoneField
        ? new ShopField(this, this.phoneField, source, edited)
        : new OwnField(this, source, edited);
    this.#field.connect();
  }

  async #load(fresh = false): Promise<void> {
    const { site, notice } = this;
    if (!site || !notice) {
      this.#become({ kind: 'error', ticked: false, code: 'configuration' });
      this.#failed('configuration', 'Both "site" and "notice" are needed.');
      return;
    }
    const turn = ++this.#loading;
    try {
      const query = { site, notice, ...localeFor(this, this.locale) };
      const found =
        (!fresh && (await inlinedNotice(this))) ||
        (await new (await loadPart('consent')).LedgerClient(this.#base()).notice(query, fresh));
      if (turn !== this.#loading) return;
      this.#notice = found;
      this.#strings = found.strings ?? basic;
      // What was agreed to under the old wording stays as recorded; the new wording is drawn unticked.
      if (this.checked) this.#consent?.clear();
      await this.requestUpdate();
      if (this.#plain.ticked) this.#become({ kind: 'ready', ticked: false, why: 'edited' });
      this.dispatchEvent(new OptmarkReadyEvent());
    } catch (problem) {
      if (turn !== this.#loading) return;
      this.#become({ kind: 'error', ticked: false, code: 'notice_unavailable' });
      this.#failed('notice_unavailable', (problem as Error).message);
    }
  }

  #become(state: ConsentState): void {
    this.#state = state;
    if (state.kind !== 'saved') {
      this.#view?.stop();
      this.#view = undefined;
    }
    this.requestUpdate();
  }

  #cardView(notice: ShownNotice): CardView {
    const { session } = this;
    const ownField = this.#field instanceof OwnField;
    const concernsNumber = this.#part?.concernsNumber(this.#state);
    return {
      notice,
      lines: renderNotice(notice, notice.wording, this.#drawn),
      strings: this.#strings,
      ownField: ownField && !session,
      disabled: this.disabledByForm,
      error: ownField && concernsNumber ? '' : this.#error(),
      status: this.#view?.button(html) ?? this.#part?.statusMessage(this.#state, this.#strings),
      below: this.#view?.draw(html),
    };
  }

  #error(): string {
    // Without the part that has the messages there is one thing to say: that it could not be loaded.
    if (!this.#part) return this.#state.kind === 'error' && this.#notice ? (this.#strings.unreachable ?? '') : '';
    return this.#part.errorMessage(this.#state, this.#strings);
  }

  #typed(): string {
    return asciiDigits(this.#field?.read() ?? '');
  }

  #number(): TypedNumber {
    const parse = this.#numbers?.possibleNumber ?? parseTypedNumber;
    return parse(this.#typed(), this.#notice?.calling_code);
  }

  /** Is there a tick for another number than the field now holds? Other spacing is the same number. */
  #numberMoved(): boolean {
    const number = this.#number();
    const signed = this.#consent?.claims?.number;
    return signed !== undefined && !(number.kind === 'complete' && number.international === signed);
  }

  #edited(): void {
    void this.#plan();
    if (this.#numberMoved()) this.#consent?.untick('edited');
    else if (this.#part?.concernsNumber(this.#state) && this.#number().kind === 'complete')
      this.#consent?.clear();
    this.requestUpdate();
  }

  /** A number that was typed is checked against its country's plan; where that cannot be had, the ledger will judge. */
  async #plan(): Promise<void> {
    try {
      this.#numbers = await loadPart('number');
      await this.#numbers.preparePlan(this.#typed(), this.#notice?.calling_code);
    } catch {}
  }

  readonly #approach = (event: Event): void => {
    const form = this.form ?? this;
    const target = event.composedPath()[0] as Node;
    if (form.contains(target) || this.root.contains(target)) this.#ready().catch(() => {});
  };

  #away(): void {
    for (const type of approaches) removeEventListener(type, this.#approach, true);
  }

  /** Whatever judging a tick takes. */
  async #ready(): Promise<ConsentPart> {
    this.#away();
    const words = this.#notice?.strings ? undefined : this.#loadStrings();
    const part = await loadPart('consent');
    await words;
    this.#part = part;
    this.#consent ??= new part.Consent({
      changed: (state) => this.#become(state),
      signed: (jws) => this.internals.setFormValue(jws),
      saved: (answer) => this.#saved(answer),
      undone: (record) => this.dispatchEvent(new OptmarkUndoneEvent(record)),
      failed: (...what) => this.#failed(...what),
    });
    return part;
  }

  async #loadStrings(): Promise<void> {
    try {
      this.#strings = await (await loadPart('words')).loadStrings(this.#notice?.locale ?? 'en');
    } catch {}
  }

  #press(event: Event): void {
    if (event.type === 'pointerdown' || (event as KeyboardEvent).key === ' ') this.#chain.press(event);
  }

  /** A click on a label of the shop's own is no tick, because its words are not the notice's; it leads to the box. */
  readonly #fromLabel = (event: Event): void => {
    if (event.composedPath()[0] === this) this.focus();
  };

  #click(event: Event): void {
    const gesture = this.#chain.close(event);
    const judging = this.#judging;
    this.#judging = false;
    // Anybody may untick, a script too: nobody must prove anything to be left alone.
    if (this.checked) this.#consent?.untick('person');
    else if (judging) this.#clicks++;
    else void this.#tick(gesture);
    this.requestUpdate();
  }

  /** The parts are usually here already; then all of this happens before the next frame. */
  async #tick(gesture: Gesture): Promise<void> {
    const turn = ++this.#clicks;
    // As it was when the person clicked; whatever is drawn from here on was not what they clicked on.
    const clicked = {
      gesture,
      began: this.#chain.began,
      iat: Date.now() / 1000,
      drawn: this.#drawn,
      shown: joinLines(shownLines(this.root)),
    };
    this.#judging = true;
    try {
      const part = await this.#ready();
      if (!isInternational(this.#typed())) await this.#plan();
      if (turn !== this.#clicks) return;
      this.#judging = false;
      this.#take(this.#judge(part, clicked));
    } catch (problem) {
      if (turn !== this.#clicks) return;
      this.#judging = false;
      this.#become({ kind: 'error', ticked: false, code: 'unreachable' });
      this.#failed('unreachable', (problem as Error).message);
    }
  }

  #take(tick: Tick): void {
    const consent = this.#consent!;
    if (tick.kind === 'stale') consent.untick('edited');
    if (tick.kind === 'refused') consent.fail(tick.code, tick.detail);
    if (tick.kind === 'signable') {
      consent.tick(new this.#part!.LedgerClient(this.#base()), tick.claims);
      const atOnce = this.commitAt === 'tick' || (this.form === null && this.commitAt !== 'submit');
      if (atOnce) void consent.save({ keepTick: this.form !== null });
    }
    this.requestUpdate();
  }

  #judge(part: ConsentPart, { drawn, began, ...clicked }: Clicked): Tick {
    const notice = this.#notice!;
    const typed = this.#typed();
    return part.judgeTick({
      ...clicked,
      site: this.site!,
      session: this.session,
      notice,
      text: joinLines(renderNotice(notice, notice.wording, typed)),
      moved: typed !== drawn,
      number: this.#number(),
      collectedVia: this.collectedVia,
      measure: () =>
        part.measureSeen(drawnCard(this.root)!, {
          initially: this.#initially ?? 'unticked',
          gesture: clicked.gesture,
          since: began,
          visibility: this.#visibility,
        }),
    });
  }

  #saved(answer: Answer): void {
    this.dispatchEvent(new OptmarkSavedEvent(answer));
    void this.#showConsent(answer).catch(() => {});
  }

  /** What was agreed, when, how to stop: below the card, once it is saved. Without it the opt-in is no less saved. */
  async #showConsent(answer: Answer): Promise<void> {
    const { View } = await loadPart('view');
    if (this.#answer?.record !== answer.record || !this.#strings.yourConsent) return;
    this.#view = new View({
      answer,
      strings: this.#strings as Strings,
      base: this.#base(),
      site: this.site!,
      methods: (this.prove ?? '').split(/[\s,]+/),
      sign: (claims) => this.#part!.signWithPageKey(claims),
      changed: () => this.requestUpdate(),
      confirmed: () => this.dispatchEvent(new OptmarkConfirmedEvent(answer.record)),
    });
    this.requestUpdate();
  }

  #failed(code: WidgetErrorCode, detail: string, problem?: string): void {
    this.dispatchEvent(new OptmarkErrorEvent(code, detail, problem));
    if (!code.startsWith('number_')) console.warn(`optmark: ${code}: ${detail}`);
    if (code === 'notice_changed') void this.#load(true);
  }
}
