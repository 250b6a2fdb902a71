// A separate part: what the widget needs from the first touch on. It connects step.ts and the page: events of
// the page become events of the step, and it carries out the effects that the page can see.

import type { render } from 'lit/html.js';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import { type callingCodeOf, joinLines, type Rendered } from '../../ledger/core/notice/render.ts';
import { partsMs, renewalMs } from '../budget.ts';
import type { Html, Note } from '../draw/card.ts';
import type { drawnCard } from '../draw/drawn-card.ts';
import type { adopt } from '../draw/styles.ts';
import type { OptmarkOptIn } from '../element.ts';
import { OptmarkSavedEvent, OptmarkTokenExpiredEvent, OptmarkUndoneEvent } from '../events.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import { isOver, numberIn } from '../number/token-number.ts';
import type { giveUp, loadPart } from '../parts.ts';
import type { View } from '../view/view.ts';
import type { VisibilityWatch } from '../visibility-watch.ts';
import { type Carrier, carrier } from './carry.ts';
import { type Clicked, judgeClick } from './claims.ts';
import { isDoubtful } from './doubt.ts';
import { Effects, type Judgement, sign, type Told } from './effects.ts';
import { bringIntoView } from './evidence/bring-into-view.ts';
import { gestureOf } from './evidence/gesture.ts';
import { measureSeen } from './evidence/seen.ts';
import type { Failure } from './failure.ts';
import { FieldNote } from './field-note.ts';
import { call } from './ledger/call.ts';
import { type Answer, ledgerAt } from './ledger/client.ts';
import { linkedLine } from './linked-line.ts';
import { errorMessage, noteOf, statusMessage } from './messages.ts';
import { type NumberAtHand, numberAtHand } from './number-at-hand.ts';
import { type PageWatch, watchPage } from './page-watch.ts';
import { carried, concernsNumber } from './step.ts';
import { styles } from './styles.ts';

declare const OPTMARK_PARTS: Record<string, string>;

/** The digests of the parts that this one may load. */
export const digests: Record<string, string> = OPTMARK_PARTS;

/** The parts of the element that the act uses. */
export type Host = {
  element: OptmarkOptIn;
  internals: ElementInternals;
  root: ShadowRoot;
  visibility: VisibilityWatch;
  /** URL of the first script. */
  here: string;
  // Code that the first script already has.
  loadPart: typeof loadPart;
  giveUp: typeof giveUp;
  adopt: typeof adopt;
  render: typeof render;
  drawnCard: typeof drawnCard;
  callingCodeOf: typeof callingCodeOf;
  /** The facts of this moment. */
  now(): Now;
  /** The notice's lines for this number. */
  lines(number: string): Rendered;
  /** Whether a press on the box's row is under way. */
  isPressed(): boolean;
  /** Asks for a new drawing. */
  changed(): void;
  failed(...failure: Failure): void;
};

export type Now = {
  /** Origin of the ledger. */
  base: string;
  /** The number as the person typed it or the page handed it over. */
  text: string;
  input: HTMLInputElement | null | undefined;
  notice: ShownNotice;
  strings: Partial<Strings>;
  initially: 'unticked' | 'ticked';
  /** By the element itself or by a fieldset around it. */
  disabled: boolean;
};

export class Act extends Effects {
  readonly #host: Host;
  readonly #number: NumberAtHand;
  readonly #carrier: Carrier;
  readonly #watch: PageWatch;
  readonly #fieldNote: FieldNote;
  #view: View | undefined;
  /** The person has typed since the last look. */
  #isTyped = false;
  #advice: Promise<Pick<typeof import('../advice/part.ts'), 'mistakesIn'>> | undefined;
  /** What a developer was told already. */
  readonly #said = new Set<string>();
  /** The last token that the shop was asked to renew. */
  #expired: string | undefined;

  constructor(host: Host) {
    super();
    const { element, internals } = host;
    this.#host = host;
    this.#number = numberAtHand(host);
    this.#fieldNote = new FieldNote(host);
    this.#carrier = carrier(element, internals, {
      value: () => this.value,
      look: () => this.look(),
      save: () => void this.#save(),
    });
    this.#watch = watchPage({
      typed: () => {
        this.#isTyped = true;
        host.changed();
      },
      look: () => {
        this.#carrier.show();
        // What a person presses must not become something else before the click.
        if (this.#number.isOther() && !host.isPressed()) host.changed();
        if (isDoubtful(host)) void this.advise();
      },
      resized: host.changed,
      back: () => element.reset(),
    });
    host.adopt(host.root, styles);
  }

  /** What a form should carry now. Empty: nothing. */
  get value(): string {
    return carried(this.state);
  }

  get answer(): Answer | undefined {
    return this.state.choice.answer;
  }

  /** Whether the error belongs to the number's field. */
  get concernsNumber(): boolean {
    return concernsNumber(this.state.choice);
  }

  /** The number behind the mask. */
  get shown(): string {
    return this.#number.shown();
  }

  error(strings: Partial<Strings>): string {
    return errorMessage(this.state, strings).replace('{number}', this.#number.offers().join(' / '));
  }

  /** The error, with buttons where they say more than words. */
  message(html: Html, strings: Partial<Strings>): unknown {
    return this.state.choice.code === 'number_unclear' && this.#number.question(html, strings);
  }

  /** What the card says. At the number's field, where there is one, it says what is wrong with the number. */
  note(html: Html, strings: Partial<Strings>, isOwnField: boolean): Note {
    const words = this.message(html, strings) || this.error(strings);
    const input = this.concernsNumber && !isOwnField ? this.#host.now().input : undefined;
    const isSaid = this.#fieldNote.say(input, words, strings);
    const isAtField = this.concernsNumber && (isOwnField || isSaid);
    const note = noteOf(this.state, words, strings);
    if (isAtField || note.tone !== 'error') return { ...note, isAtField };
    return { ...note, words: html`<span class="unseen">${strings.errorPrefix}</span>${words}` };
  }

  /** Words beside the box, and what stands below the lines. */
  draw(html: Html, strings: Partial<Strings>) {
    const { notice } = this.#host.now();
    return {
      linked: (line: string) => linkedLine(html, notice, line),
      status: this.#view?.button(html) ?? statusMessage(this.state, strings),
      below: this.#view?.draw(html),
    };
  }

  click(clicked: Clicked): void {
    this.send({ kind: 'click', clicked });
  }

  /** At each drawing, and before a form is sent. Without a notice there is nothing to look at. */
  look(): void {
    const { notice, text } = this.#host.now();
    if (!notice) return;
    const isOther = this.#number.look();
    const isCleared = !this.#isTyped && text === '';
    this.#isTyped = false;
    this.send({ kind: 'number', reading: this.#number.read(), isOther, isCleared });
    this.#watch.start();
    this.#carrier.show();
    this.#lookAtToken();
  }

  /** The element has left the page. A drawing after its return looks again. */
  leave(): void {
    this.#fieldNote.takeBack();
    this.#watch.stop();
    this.#carrier.stop();
  }

  commit(): Promise<Answer | undefined> {
    this.look();
    return this.#save();
  }

  async #save(): Promise<Answer | undefined> {
    return this.#host.now().disabled ? undefined : this.save(this.#inForm);
  }

  /** The shop hears of it before the person ticks, if its token has grown old meanwhile. */
  #lookAtToken(): void {
    const { customerToken = '' } = this.#host.element;
    const { tick, choice } = this.state;
    if (isOver(customerToken)) this.#askForToken();
    // It was renewed: what is signed names the new one.
    else if (tick && choice.code === 'customer_token_expired' && tick.claims.customer_token !== customerToken)
      this.send({ kind: 'renewed', id: tick.id, token: customerToken });
  }

  #askForToken(): void {
    const { element } = this.#host;
    if (this.#expired === element.customerToken) return;
    this.#expired = element.customerToken;
    element.dispatchEvent(new OptmarkTokenExpiredEvent());
  }

  protected async renew(token: string | undefined): Promise<string | undefined> {
    const { element } = this.#host;
    this.#askForToken();
    for (const until = performance.now() + renewalMs; performance.now() < until; ) {
      const { customerToken } = element;
      const isOther = customerToken !== token && numberIn(customerToken ?? '') === numberIn(token ?? '');
      if (isOther) return customerToken;
      await new Promise((done) => setTimeout(done, 50));
    }
    return undefined;
  }

  /** Each mistake is said once. */
  async advise(): Promise<void> {
    const { element, loadPart, failed, now } = this.#host;
    // Asked for once: it is looked for at every look, and where it cannot be had, no one misses it.
    this.#advice ??= loadPart('advice').catch(() => ({ mistakesIn: () => [] }));
    const { mistakesIn } = await this.#advice;
    for (const mistake of mistakesIn(element, now().text)) {
      if (!this.#said.has(mistake)) failed('configuration', mistake);
      this.#said.add(mistake);
    }
  }

  reset(): void {
    this.send({ kind: 'reset' });
  }

  get #inForm(): boolean {
    return this.#host.element.form !== null;
  }

  protected readonly ledger = ledgerAt;

  /** Usually everything is loaded already, and this ends before the next frame. */
  protected async judge(clicked: Clicked): Promise<Judgement> {
    const gesture = gestureOf(clicked.links);
    const { timeStamp } = clicked.links.at(-1)!;
    const isHere = await this.#number.ready(timeStamp + partsMs - performance.now());
    const { element, root, drawnCard, now, lines, visibility, here } = this.#host;
    const isWhole = gesture.trusted && this.#number.read().kind === 'complete';
    const brought = isWhole && (await bringIntoView(drawnCard(root)!.sentence, visibility));
    const { notice, base, initially, input } = now();
    const reading = this.#number.read();
    const number = this.shown;
    const { site, customerToken, collectedVia, commitAt } = element;
    const verdict = judgeClick({
      ...clicked,
      gesture,
      site: site!,
      customerToken,
      link: element.getAttribute('link') ?? undefined,
      collectedVia,
      // No property of the element: the first script need not know it.
      entry: element.getAttribute('entry'),
      notice,
      reading,
      isHere,
      number,
      text: joinLines(lines(number)),
      measure: () =>
        measureSeen(drawnCard(root)!, {
          initially,
          gesture,
          clicked: timeStamp,
          brought,
          visibility,
          here,
        }),
    });
    // Where it is to be mended.
    if (verdict.kind === 'refused' && verdict.failure[0].startsWith('number_')) input?.focus();
    return { verdict, base, commitAt, inForm: this.#inForm, isCarried: this.#inForm && element.name !== '' };
  }

  protected tell(effect: Told): void {
    const { element, changed, failed } = this.#host;
    switch (effect.kind) {
      case 'show':
        this.#carrier.show();
        if (!this.answer) {
          this.#view?.stop();
          this.#view = undefined;
        }
        changed();
        break;
      case 'saved':
        element.dispatchEvent(new OptmarkSavedEvent(effect.answer));
        this.#show(effect.answer).catch(() => {});
        break;
      case 'taken-back':
        element.dispatchEvent(new OptmarkUndoneEvent(effect.record));
        break;
      case 'error':
        failed(...effect.failure);
    }
  }

  /** Shows what the person agreed to, when, and how to stop. The opt-in is saved even if this fails. */
  async #show(answer: Answer): Promise<void> {
    const { viewOf } = await this.#host.loadPart('view');
    const { tick } = this.state;
    if (!tick || this.answer !== answer) return;
    this.#view = viewOf(this.#host, { answer, text: tick.claims.text, sign, call });
    this.#host.changed();
  }
}
