// <optmark-opt-in>: the card as it stands before anybody acts, and what it takes to act. It never ticks itself and never
// changes what the person typed. What happens once the person acts is in consent/acting.ts.

import { html } from 'lit/html.js';
import type { Strings } from '../ledger/core/language/widget-strings.ts';
import { joinLines, renderNotice } from '../ledger/core/notice/render.ts';
import type { Link } from './act/evidence/gesture.ts';
import type { Acting, Clicked, Scene } from './consent/acting.ts';
import { type CardView, card } from './draw/card.ts';
import { drawnCard, shownLines } from './draw/drawn-card.ts';
import { adoptStyles } from './draw/styles.ts';
import { OptmarkErrorEvent, OptmarkReadyEvent, type WidgetErrorCode } from './events.ts';
import { VisibilityWatch } from './evidence/visibility.ts';
import { FormControl } from './form-control.ts';
import { inlinedNotice } from './notice/notice-source.ts';
import type { ShownNotice } from './notice/shown-notice.ts';
import type { NumberField } from './number/number-field.ts';
import { OwnField } from './number/own-field.ts';
import { sessionNumber } from './number/session-number.ts';
import { ShopField } from './number/shop-field.ts';
import { loadPart } from './parts.ts';
import { PlainBox } from './plain-box.ts';

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
 * @fires {OptmarkConfirmedEvent} optmark-confirmed - the person has proven that the number is theirs
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

  readonly #visibility = new VisibilityWatch();
  readonly #plain = new PlainBox(this);
  #acting: Acting | undefined;
  #strings: Partial<Strings> = {};
  #notice: ShownNotice | undefined;
  #field: NumberField | undefined;
  /** The events of the gesture under way. */
  #links: Link[] = [];
  /** The number the sentence was last drawn with. */
  #drawn = '';
  #initially: 'unticked' | 'ticked' | undefined;
  /** A click that waits for its judge. */
  #waiting = false;
  /** Why nothing can be ticked, if it is so. */
  #broken: WidgetErrorCode | undefined;
  /** Counts loads; what comes back to an older one is void. */
  #loads = 0;
  #source: string | undefined;

  get checked(): boolean {
    return this.#acting?.state.ticked ?? false;
  }

  /** Frameworks set properties; an exception here would break the shop's page. */
  set checked(_: unknown) {
    this.refuse('checked');
  }

  get state(): 'idle' | 'ready' | 'ticked' | 'saving' | 'saved' | 'error' {
    if (this.#broken) return 'error';
    return this.#notice ? (this.#acting?.state.kind ?? 'ready') : 'idle';
  }

  /** What a form would carry: the signed record, once there is a tick. */
  get value(): string {
    return this.#acting?.consent.jws ?? '';
  }

  /** What the person is told is wrong now, for a summary of errors; `focus()` leads to it. Empty: nothing is. */
  get error(): string {
    return (this.#broken ? this.#strings.unreachable : this.#acting?.error(this.#strings)) ?? '';
  }

  /** Id of the record, once the ledger has it. */
  get record(): string | undefined {
    return this.#acting?.answer?.record;
  }

  /** The ledger's signed receipt, once it has the record. */
  get receipt(): string | undefined {
    return this.#acting?.answer?.receipt;
  }

  /**
   * Post a standing tick now: for checkouts that do not submit a form. Never rejects, so that it cannot stop an order;
   * undefined: there is no tick, or the ledger does not have it (yet).
   */
  async commit(): Promise<{ record: string; receipt: string } | undefined> {
    return this.disabledByForm ? undefined : this.#acting?.commit();
  }

  /** Empty the box. A record that the ledger has stays; un-ticking takes it back. */
  reset(): void {
    this.#waiting = false;
    this.#acting?.reset();
    this.requestUpdate();
  }

  override focus(options?: FocusOptions): void {
    if (this.#acting?.concernsNumber) this.#field?.focus?.();
    else drawnCard(this.root)?.box.focus(options);
  }

  override connectedCallback(): void {
    adoptStyles(this.root);
    super.connectedCallback();
    this.#field?.connect?.();
    for (const type of approaches) addEventListener(type, this.#approach, true);
    this.addEventListener('click', this.#fromLabel);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#field?.disconnect?.();
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
    // What a server drew stays until there is something to draw in its place, and where there never will be.
    if (!this.#notice) return this.root.firstChild ? undefined : this.#plain.template;
    return card(this.#view(this.#notice), {
      // Of a gesture only the press that began it and the clicks after it count.
      press: (event) => {
        const presses = event.type === 'pointerdown' || (event as KeyboardEvent).key === ' ';
        if (presses && event.isTrusted) this.#links = [event];
      },
      pass: (click) => this.#links.push(click),
      click: (click) => this.#click(click),
      change: () => this.requestUpdate(),
    });
  }

  protected override drawn(): void {
    this.internals.states?.clear();
    this.internals.states?.add(this.state);
    const drawn = drawnCard(this.root);
    if (!this.#notice || !drawn) return;
    this.#initially ??= drawn.box.checked ? 'ticked' : 'unticked';
    // Set at every drawing: a script may have changed the property; the box shows our state, never the script's.
    drawn.box.checked = this.checked || this.#waiting || (this.#acting?.judging ?? false);
    if (this.#plain.sync(this.checked)) this.requestUpdate();
    this.#visibility.observe(drawn.sentence);
    this.#field?.describe?.(this.#strings, this.#notice, this.#acting?.concernsNumber ? this.error : '');
  }

  #chooseField(): void {
    const source = [this.session, this.phoneField].join();
    if (this.#field?.source === source) return;
    this.#field?.disconnect?.();
    const edited = () => {
      this.#acting?.edited();
      this.requestUpdate();
    };
    this.#field = this.session
      ? sessionNumber(this.session, source)
      : this.phoneField
        ? new ShopField(this, this.phoneField, source, edited)
        : new OwnField(this, source, edited);
    this.#field.connect?.();
    // It may hold another number than the one that was ticked.
    this.#acting?.edited();
  }

  async #load(fresh = false): Promise<void> {
    const { site, notice, locale } = this;
    const load = ++this.#loads;
    this.#broken = undefined;
    try {
      if (!site || !notice) return this.#fail('configuration', 'Both "site" and "notice" are needed.');
      const found =
        (!fresh && (await inlinedNotice(this))) ||
        (await (
          await loadPart('notice')
        ).fetchNotice(this, { base: this.#base(), site, notice, locale }, fresh));
      const strings = found.strings ?? (await (await loadPart('notice')).loadStrings(found.locale));
      if (load !== this.#loads) return;
      this.#notice = found;
      this.#strings = strings;
      // What was agreed to under the old wording stays as recorded; the new wording is drawn unticked.
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
    this.requestUpdate();
  }

  #failed(code: WidgetErrorCode, detail: string, problem?: string): void {
    this.dispatchEvent(new OptmarkErrorEvent(code, detail, problem));
    if (!code.startsWith('number_')) console.warn(`optmark: ${code}: ${detail}`);
    if (code === 'notice_changed') void this.#load(true);
  }

  #base(): string {
    return this.ledger ?? new URL(import.meta.url).origin;
  }

  #typed(): string {
    const typed = this.#field?.read() ?? '';
    return this.#acting?.digits(typed) ?? typed;
  }

  #view(notice: ShownNotice): CardView {
    const ownField = this.#field instanceof OwnField;
    const acting = this.#acting?.draw(html, this.#strings);
    return {
      notice,
      lines: renderNotice(notice, notice.wording, this.#drawn),
      strings: this.#strings,
      ownField,
      disabled: this.disabledByForm,
      error: ownField && this.#acting?.concernsNumber ? '' : this.error,
      status: acting?.status || (this.#plain.ticked && this.#strings.numberChanged),
      below: acting?.below,
    };
  }

  readonly #approach = (event: Event): void => {
    const target = event.composedPath()[0] as Node;
    if ((this.form ?? this).contains(target) || this.root.contains(target)) this.#ready().catch(() => {});
  };

  #away(): void {
    for (const type of approaches) removeEventListener(type, this.#approach, true);
  }

  /** Whatever acting takes. */
  async #ready(): Promise<Acting> {
    this.#away();
    const { Acting } = await loadPart('consent');
    if (this.#acting) return this.#acting;
    this.#acting = new Acting({
      host: this,
      root: this.root,
      card: () => drawnCard(this.root)!,
      visibility: this.#visibility,
      load: loadPart,
      scene: () => this.#scene(),
      changed: () => this.requestUpdate(),
      carry: (jws) => this.internals.setFormValue(jws),
      failed: (...what) => this.#failed(...what),
    });
    if (this.#notice) this.#acting.begin();
    return this.#acting;
  }

  #scene(): Scene {
    const notice = this.#notice!;
    const typed = this.#typed();
    const inForm = this.form !== null;
    return {
      site: this.site!,
      session: this.session,
      notice,
      strings: this.#strings,
      typed,
      text: joinLines(renderNotice(notice, notice.wording, typed)),
      base: this.#base(),
      inForm,
      atOnce: this.commitAt === 'tick' || (!inForm && this.commitAt !== 'submit'),
      collectedVia: this.collectedVia,
      prove: this.prove?.split(' ') ?? [],
      initially: this.#initially ?? 'unticked',
    };
  }

  /** A click on a label of the shop's own is no tick, because its words are not the notice's; it leads to the box. */
  readonly #fromLabel = (event: Event): void => {
    if (event.composedPath()[0] === this) this.focus();
  };

  #click(click: Event): void {
    const clicked = {
      iat: Date.now() / 1000,
      links: [...this.#links, click],
      drawn: this.#drawn,
      shown: joinLines(shownLines(this.root)),
    };
    this.#links = [];
    this.#broken = undefined;
    this.#plain.ticked = undefined;
    if (this.#acting) this.#acting.click(clicked);
    else this.#wait(clicked);
  }

  /** Until the part is here; another click meanwhile takes it back. */
  #wait(clicked: Clicked): void {
    this.#waiting = !this.#waiting;
    if (!this.#waiting) return;
    const settled = () => {
      const still = this.#waiting;
      this.#waiting = false;
      return still;
    };
    this.#ready().then(
      (acting) => settled() && acting.click(clicked),
      (problem) => settled() && this.#fail('unreachable', String(problem)),
    );
  }
}
