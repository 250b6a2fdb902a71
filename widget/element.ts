// <optmark-opt-in>: the card before the person acts, and the loading of what acting needs. It never ticks
// itself and never changes what the person typed. act/ holds what happens once the person acts.

import { html, render } from 'lit/html.js';
import type { Strings } from '../ledger/core/language/widget-strings.ts';
import { callingCodeOf, maskNumber, type Rendered, renderNotice } from '../ledger/core/notice/render.ts';
import type { Act } from './act/act.ts';
import type { Clicked } from './act/claims.ts';
import { isUnderWay, type Link } from './act/evidence/gesture.ts';
import { commitMs, partsMs } from './budget.ts';
import { type CardView, card, type Note } from './draw/card.ts';
import { drawnCard, shownText } from './draw/drawn-card.ts';
import { adopt, styles } from './draw/styles.ts';
import { OptmarkErrorEvent, OptmarkReadyEvent, type WidgetErrorCode } from './events.ts';
import { noticeFor } from './notice/notice-source.ts';
import type { ShownNotice } from './notice/shown-notice.ts';
import { fieldOf } from './number/field-of.ts';
import type { NumberField } from './number/number-field.ts';
import { OwnField } from './number/own-field.ts';
import { numberIn } from './number/token-number.ts';
import { passOver } from './own-children.ts';
import { giveUp, here, loadPart } from './parts.ts';
import { PlainBox } from './plain-box.ts';
import { SharingCard } from './sharing-card.ts';
import { VisibilityWatch } from './visibility-watch.ts';

/** Events that show that a person is about to use the box, or its form. */
const approaches = ['pointerover', 'pointerdown', 'focusin'];

/** From so many digits on a number is drawn. */
const isNumber = /(\d\D*){7}/;

/**
 * @slot - a plain labelled checkbox that posts with the form, for browsers without JavaScript
 * @slot notice - `<script type="application/json">` with the notice; the element then requests nothing before
 * the person acts
 * @slot logo - the operator's own download of the WhatsApp logo
 * @slot phone - an input of type tel to use in place of the element's own
 * @csspart base - the card
 * @csspart control - the row of box, logo and sentence
 * @csspart phone - label, hint, error and input of the number
 * @csspart view - "your consent", after it is saved
 * @cssprop [--optmark-radius=8px] - corners of the card
 * @cssprop [--optmark-padding=min(1em, 4vw)] - inside the card
 * @cssprop [--optmark-border=1px solid] - around the card
 * @fires {OptmarkReadyEvent} optmark-ready - the notice is drawn and the box can be ticked
 * @fires {OptmarkSavedEvent} optmark-saved - the ledger has the opt-in
 * @fires {OptmarkUndoneEvent} optmark-undone - the ledger has taken the opt-in back
 * @fires {OptmarkConfirmedEvent} optmark-confirmed - the person has proven that the number is theirs
 * @fires {OptmarkTokenExpiredEvent} optmark-token-expired - the customer token has grown old: set a new one
 * @fires {OptmarkErrorEvent} optmark-error - something did not work
 * @attr name - name under which the form carries the signed record
 * @attr disabled - the box cannot be used
 * @attr entry - id of the named entry point that this page is; the record names it
 */
export class OptmarkOptIn extends SharingCard {
  static override readonly attributes = {
    site: 'site',
    notice: 'notice',
    locale: 'locale',
    ledger: 'ledger',
    customerToken: 'customer-token',
    phoneField: 'phone-field',
    errorFor: 'error-for',
    number: 'number',
    country: 'country',
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
  /** Token signed by the shop's server, which names the number, so that no script can choose another. */
  declare customerToken: string | undefined;
  /** Selector of the shop's own number input; without it the element has its own. */
  declare phoneField: string | undefined;
  /** Selector of the place where what is wrong with the number is said; default: before that input. */
  declare errorFor: string | undefined;
  /** The number, E.164, where the page knows it: then no field is read. Empty: there is none yet. */
  declare number: string | undefined;
  /**
   * The country of numbers typed without `+`: ISO 3166, a calling code, or the selector of an element that
   * holds one. Default: what the page shows beside the field, then the business's own.
   */
  declare country: string | undefined;
  /** Where the page asks the person, e.g. `checkout`. */
  declare collectedVia: string | undefined;
  /** `tick` or `submit`; default: at submit inside a form, at the tick outside. */
  declare commitAt: string | undefined;
  /** `whatsapp`, `code` or both: how the person may prove that the number is theirs, after the save. */
  declare prove: string | undefined;

  readonly #visibility = new VisibilityWatch();
  readonly #plain = new PlainBox(this);
  #act: Act | undefined;
  #strings: Partial<Strings> = {};
  #notice: ShownNotice | undefined;
  #field: NumberField | undefined;
  /** The events of the gesture under way. */
  #links: Link[] = [];
  /** The number in the last drawn sentence, and at the last reading. */
  #drawn = '';
  #note: Note = {};
  #last = '';
  #initially: 'unticked' | 'ticked' | undefined;
  /** A click that waits for the part that judges it. */
  #waiting: Clicked | undefined;
  /** Why the person cannot tick, if that is so. */
  #broken: WidgetErrorCode | undefined;
  /** Counts loads. The element ignores the result of an older one. */
  #loads = 0;
  #source: string | undefined;

  get checked(): boolean {
    return !!this.#act?.state.tick;
  }

  /** Frameworks set properties, and an exception here would break the shop's page. */
  set checked(_: unknown) {
    this.refuse('checked');
  }

  get state(): 'idle' | 'ready' | 'ticked' | 'saving' | 'saved' | 'error' {
    if (this.#broken) return 'error';
    return this.#notice ? (this.#act?.state.choice.kind ?? 'ready') : 'idle';
  }

  /** What a form would carry: the signed record, once there is a tick. */
  get value(): string {
    return this.#act?.value ?? '';
  }

  /** The error that the person sees, for a summary of errors. `focus()` goes to it. Empty: none. */
  get error(): string {
    return (this.#broken ? this.#strings.unreachable : this.#act?.error(this.#strings)) ?? '';
  }

  /** Id of the record, once the ledger has it. */
  get record(): string | undefined {
    return this.#act?.answer?.record;
  }

  /** The ledger's signed receipt, once it has the record. */
  get receipt(): string | undefined {
    return this.#act?.answer?.receipt;
  }

  /**
   * Posts the tick now, if there is one: for checkouts that do not submit a form. Never rejects, so that it
   * cannot stop an order. Undefined: there is no tick, or the ledger does not have it (yet).
   */
  async commit(): Promise<{ record: string; receipt: string } | undefined> {
    if (this.disabledByForm || !(this.#act || this.#waiting)) return undefined;
    const late = new Promise<undefined>((done) => setTimeout(done, commitMs));
    const committed = this.#ready().then((act) => act.commit());
    return Promise.race([committed.catch(() => undefined), late]);
  }

  /** Empties the box. A record that the ledger has stays; unticking would take it back. */
  reset(): void {
    this.#waiting = undefined;
    this.#act?.reset();
    this.requestUpdate();
  }

  override focus(options?: FocusOptions): void {
    if (this.#act?.concernsNumber) this.#field?.input?.()?.focus();
    else drawnCard(this.root)?.box.focus(options);
  }

  override connectedCallback(): void {
    // A copy of a ticked element is not ticked.
    this.querySelector(':scope > [slot=record]')?.remove();
    if (isAway(this)) this.#fail('configuration', 'It was moved into another document.');
    else adopt(this.root, styles);
    super.connectedCallback();
    this.root.onslotchange = () => this.requestUpdate();
    for (const type of approaches) addEventListener(type, this.#approach, true);
    this.addEventListener('click', this.#fromLabel);
  }

  disconnectedCallback(): void {
    this.#visibility.stop();
    this.#act?.leave();
    this.showLines('');
    for (const type of approaches) removeEventListener(type, this.#approach, true);
  }

  protected override draw(): unknown {
    this.#field = fieldOf(this, this.#field);
    const source = [this.site, this.notice, this.locale, this.ledger].join();
    if (source !== this.#source) {
      this.#source = source;
      void this.#load();
    }
    const notice = isAway(this) ? undefined : this.#notice;
    if (notice) this.#act?.look();
    this.#drawn = this.#shown();
    // A card that a server drew stays until there is something to draw in its place, or for good.
    if (!notice) return this.root.firstChild && !isAway(this) ? undefined : this.#plain.template;
    const drawn = card(this.#view(notice), {
      // In a gesture, only the press that began it and the clicks after it count.
      press: (event) => {
        const presses = event.type === 'pointerdown' || (event as KeyboardEvent).key === ' ';
        if (presses && event.isTrusted) this.#links = [event];
      },
      pass: (click) => this.#links.push(click),
      click: (click) => this.#click(click),
      change: () => this.requestUpdate(),
    });
    return this.#plain.beside(drawn, this.#broken === 'unreachable' ? this.error : '');
  }

  protected override drawn(): void {
    this.internals.states?.clear();
    this.internals.states?.add(this.state);
    const drawn = drawnCard(this.root);
    if (!this.#notice || !drawn) return void this.#plain.sync(undefined);
    this.#initially ??= drawn.box.checked ? 'ticked' : 'unticked';
    // Without a number there is nothing to agree to, and no time to count.
    const isWhole = isNumber.test(this.#drawn);
    // The country of one without a plus is read before it is ticked: it stands in the sentence.
    if (isWhole && this.#drawn[0] !== '+') this.#ready().catch(() => {});
    // At every drawing, because a script may have changed the property, and the box must show our state.
    drawn.box.checked = !!(this.checked || (isWhole && (this.#waiting || this.#act?.state.judging)));
    if (this.#plain.sync(this.checked)) this.#near();
    this.#visibility.observe(isWhole ? drawn.sentence : undefined);
    this.#field?.describe?.(this.#strings, this.#notice, this.#note.isAtField ? this.#note.words : '');
    this.showLines(Object.values(this.#rendered('')).slice(1).join());
  }

  async #load(fresh = false): Promise<void> {
    const { site, notice, locale } = this;
    const load = ++this.#loads;
    this.#broken = undefined;
    try {
      if (!site || !notice) return this.#fail('configuration', '"site" and "notice" are needed.');
      const asked = { base: this.#base(), site, notice, locale };
      const found = await noticeFor(this, asked, fresh);
      if (load !== this.#loads) return;
      this.#notice = found.notice;
      this.#strings = found.strings;
      // A consent to the old wording stays as recorded. The new wording starts unticked.
      if (this.checked) this.reset();
      await this.requestUpdate();
      this.dispatchEvent(new OptmarkReadyEvent());
    } catch (problem) {
      if (load === this.#loads) this.#fail('notice_unavailable', String(problem));
    }
  }

  #fail(code: WidgetErrorCode, detail: string): void {
    this.#broken = code;
    this.#failed(code, detail);
    const advise = async () => (await this.#ready()).advise();
    if (code !== 'unreachable') advise().catch(() => {});
    this.requestUpdate();
  }

  #failed(code: WidgetErrorCode, detail: string, problem?: string): void {
    this.dispatchEvent(new OptmarkErrorEvent(code, detail, problem));
    if (!code.startsWith('number_')) console.warn(`optmark: ${code}: ${detail}`);
    if (code === 'notice_changed') void this.#load(true);
  }

  #base(): string {
    return (this.ledger ?? new URL(here).origin).trim().replace(/\/+$/, '');
  }

  /** The number as typed or handed over. For a field that has left the page, its last content. */
  #text(): string {
    const { customerToken, number } = this;
    if (customerToken) return numberIn(customerToken);
    this.#last = number ?? this.#field?.input?.()?.value ?? this.#last;
    return this.#last;
  }

  #shown(): string {
    return (this.#notice && this.#act?.shown) ?? this.#text();
  }

  #rendered(number: string): Rendered {
    const notice = this.#notice!;
    return renderNotice(notice, notice.wording, number, notice.calling_code ?? '');
  }

  #noteNow(): Note {
    if (this.#broken) return { words: this.error, tone: 'error' };
    if (this.#plain.ticked) return { words: this.#strings.numberChanged, tone: 'ask' };
    const note = this.#act?.note(html, this.#strings, this.#field instanceof OwnField) ?? {};
    if (note.words || !this.disabledByForm) return note;
    return { words: this.#strings.notNow, tone: 'calm' };
  }

  #view(notice: ShownNotice): CardView {
    const number = isNumber.test(this.#drawn) ? this.#drawn : '';
    this.#note = this.#noteNow();
    return {
      notice,
      lines: this.#rendered(number),
      mask: maskNumber(number, notice.calling_code ?? ''),
      gap: !number,
      strings: this.#strings,
      ownField: this.#field instanceof OwnField,
      disabled: this.disabledByForm,
      note: this.#note.isAtField ? {} : this.#note,
      place: this.place,
      ...this.#act?.draw(html, this.#strings),
    };
  }

  readonly #approach = (event: Event): void => {
    const near = [this, this.form, this.#field?.input?.()];
    if (event.composedPath().some((one) => near.includes(one as never))) this.#near();
  };

  #near(): void {
    this.#ready().catch(() => {});
    // A script may have set the field without an event. The sentence shows that before a press, not in it.
    if (!isUnderWay(this.#links)) this.requestUpdate();
  }

  /** Loads what acting needs. A click that waited for it comes first. */
  async #ready(): Promise<Act> {
    if (this.#act) return this.#act;
    const { Act } = await loadPart('act');
    this.#act ??= new Act({
      element: this,
      internals: this.internals,
      root: this.root,
      visibility: this.#visibility,
      here,
      loadPart,
      giveUp,
      adopt,
      render,
      drawnCard,
      callingCodeOf,
      now: () => ({
        base: this.#base(),
        text: this.#text(),
        input: this.#field?.input?.(),
        notice: this.#notice!,
        strings: this.#strings,
        initially: this.#initially!,
        disabled: this.disabledByForm,
      }),
      lines: (number) => this.#rendered(number),
      changed: () => this.requestUpdate(),
      isPressed: () => isUnderWay(this.#links),
      failed: (...what) => this.#failed(...what),
    });
    const clicked = this.#waiting;
    this.#waiting = undefined;
    if (clicked) this.#act.click(clicked);
    if (this.#broken === 'unreachable') this.#broken = undefined; // The part has come late.
    this.requestUpdate();
    return this.#act;
  }

  /** A label of the shop's own leads to the box. Its words are not the notice's, so this is not a tick. */
  readonly #fromLabel = (event: Event): void => {
    if (event.composedPath()[0] === this) this.focus();
  };

  #click(click: Event): void {
    const clicked = {
      iat: Date.now() / 1000,
      links: [...this.#links, click],
      drawn: this.#drawn,
      shown: shownText(this.root),
    };
    this.#links = [];
    this.#broken = undefined;
    this.#plain.ticked = undefined;
    if (this.#act) return void this.#act.click(clicked);
    // Until the part has loaded, another click takes it back.
    this.#waiting = this.#waiting ? undefined : clicked;
    const failed = (problem: unknown) => {
      if (this.#waiting !== clicked) return;
      this.#waiting = undefined;
      giveUp('act');
      this.#fail('unreachable', String(problem));
    };
    this.#ready().catch(failed);
    setTimeout(failed, partsMs, 'act.js is late.');
  }
}

/** It stands in another document, with other events, sizes and style sheets. */
const isAway = (element: Element): boolean => element.ownerDocument !== document;

passOver(OptmarkOptIn.prototype);
