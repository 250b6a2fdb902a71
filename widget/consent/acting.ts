// What happens once the person acts: a click is judged, a tick is signed, kept, posted and taken back, the number that
// is typed is looked at, the view of one's consent opens. The element draws what this says; it has it from the first
// touch on.

import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import { gestureOf, type Link } from '../act/evidence/gesture.ts';
import { measureSeen } from '../act/evidence/seen.ts';
import { signClaims } from '../act/sign/jws.ts';
import { pageKey } from '../act/sign/page-key.ts';
import type { Html } from '../draw/card.ts';
import type { DrawnCard } from '../draw/drawn-card.ts';
import { concernsNumber, errorMessage, statusMessage } from '../draw/messages.ts';
import {
  OptmarkConfirmedEvent,
  OptmarkSavedEvent,
  OptmarkUndoneEvent,
  type WidgetErrorCode,
} from '../events.ts';
import type { VisibilityWatch } from '../evidence/visibility.ts';
import type { Answer } from '../ledger/answer.ts';
import { LedgerClient } from '../ledger/client.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import { knownNumber } from '../number/known-number.ts';
import type { TypedNumber } from '../number/typed-number.ts';
import type { LoadPart } from '../parts.ts';
import type { View } from '../view/view.ts';
import { Consent, type ConsentState } from './consent.ts';
import { judgeTick, type Tick } from './tick.ts';

/** The element as it is now. */
export type Scene = {
  site: string;
  session: string | undefined;
  notice: ShownNotice;
  strings: Partial<Strings>;
  typed: string;
  /** The notice's lines for the number as it is typed now. */
  text: string;
  base: string;
  inForm: boolean;
  atOnce: boolean;
  collectedVia: string | undefined;
  /** Ways to prove that the number is theirs. */
  prove: string[];
  initially: 'unticked' | 'ticked';
};

/** The person clicked: when, how, and on what. Whatever is drawn later was not what they clicked on. */
export type Clicked = { iat: number; links: Link[]; drawn: string; shown: string };

export type Stage = {
  host: EventTarget;
  root: ShadowRoot;
  /** The nodes that show it. */
  card(): DrawnCard;
  visibility: VisibilityWatch;
  load: LoadPart;
  scene(): Scene;
  /** Draw again. */
  changed(): void;
  /** What a form should carry now. */
  carry(jws: string | null): void;
  failed(code: WidgetErrorCode, detail: string, problem?: string): void;
};

export class Acting {
  /** A click that is being judged: the box shows it already. */
  judging = false;
  readonly consent: Consent;
  readonly #stage: Stage;
  #numbers: typeof import('../number/part.ts') | undefined;
  #view: View | undefined;
  #clicks = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
    const { host } = stage;
    this.consent = new Consent({
      changed: (state) => this.#become(state),
      signed: (jws) => stage.carry(jws),
      saved: (answer) => {
        host.dispatchEvent(new OptmarkSavedEvent(answer));
        this.#show(answer).catch(() => {});
      },
      undone: (record) => host.dispatchEvent(new OptmarkUndoneEvent(record)),
      failed: (...what) => stage.failed(...what),
    });
  }

  get state(): ConsentState {
    return this.consent.state;
  }

  get answer(): Answer | undefined {
    return this.state.kind === 'saved' ? this.state.answer : undefined;
  }

  get concernsNumber(): boolean {
    return concernsNumber(this.state);
  }

  error(strings: Partial<Strings>): string {
    return errorMessage(this.state, strings);
  }

  /** Words beside the box, and what stands below the lines. */
  draw(html: Html, strings: Partial<Strings>): { status: unknown; below: unknown } {
    return {
      status: this.#view?.button(html) ?? statusMessage(this.state, strings),
      below: this.#view?.draw(html),
    };
  }

  /** The digits that a person would read in it, whatever script they are in. */
  digits(typed: string): string {
    return this.#numbers?.asciiDigits(typed) ?? typed;
  }

  click(clicked: Clicked): void {
    const { judging } = this;
    this.judging = false;
    this.#clicks++;
    // Anybody may untick, a script too: nobody must prove anything to be left alone.
    if (this.state.ticked) this.consent.untick('person');
    else if (!judging) void this.#judge(clicked);
    this.#stage.changed();
  }

  /** What was typed before this was loaded is not known to have been edited: a whole number is taken as it is. */
  begin(): void {
    if (this.#number().kind !== 'complete') void this.#plan();
  }

  edited(): void {
    void this.#plan();
    if (this.#moved()) this.consent.untick('edited');
    else if (this.concernsNumber && this.#number().kind === 'complete') this.consent.clear();
  }

  commit(): Promise<Answer | undefined> {
    if (this.#moved()) this.consent.untick('edited');
    return this.consent.save({ keepTick: this.#stage.scene().inForm });
  }

  reset(): void {
    this.judging = false;
    this.#clicks++;
    this.consent.clear();
  }

  #become(state: ConsentState): void {
    if (state.kind !== 'saved') {
      this.#view?.stop();
      this.#view = undefined;
    }
    this.#stage.changed();
  }

  /** Usually all is here already, and this is over before the next frame. */
  async #judge({ links, drawn, ...clicked }: Clicked): Promise<void> {
    const { card, scene, visibility } = this.#stage;
    const turn = this.#clicks;
    const gesture = gestureOf(links);
    this.judging = true;
    if (this.#number().kind !== 'complete') await this.#plan();
    if (turn !== this.#clicks) return;
    this.judging = false;
    const { initially, ...now } = scene();
    this.#take(
      judgeTick({
        ...now,
        ...clicked,
        gesture,
        number: this.#number(),
        moved: now.typed !== drawn,
        measure: () =>
          measureSeen(card(), { initially, gesture, clicked: links.at(-1)!.timeStamp, visibility }),
      }),
      now,
    );
    this.#stage.changed();
  }

  #take(tick: Tick, { base, atOnce, inForm }: Omit<Scene, 'initially'>): void {
    if (tick.kind === 'stale') this.consent.untick('edited');
    if (tick.kind === 'refused') this.consent.fail(tick.code, tick.detail);
    if (tick.kind !== 'signable') return;
    this.consent.tick(new LedgerClient(base), tick.claims);
    if (atOnce) void this.consent.save({ keepTick: inForm });
  }

  #number(): TypedNumber {
    const { typed, notice } = this.#stage.scene();
    return (this.#numbers?.possibleNumber ?? knownNumber)(typed, notice.calling_code);
  }

  /** Is there a tick for another number than the field now holds? Other spacing is the same number. */
  #moved(): boolean {
    const number = this.#number();
    const signed = this.consent.claims?.number;
    return signed !== undefined && !(number.kind === 'complete' && number.international === signed);
  }

  /** A number that was typed is checked against its country's plan; where that cannot be had, the ledger will judge. */
  async #plan(): Promise<void> {
    try {
      this.#numbers = await this.#stage.load('number');
      const { typed, notice } = this.#stage.scene();
      await this.#numbers.preparePlan(typed, notice.calling_code);
      this.#stage.changed();
    } catch {}
  }

  /** What was agreed, when, how to stop. Without it the opt-in is no less saved. */
  async #show(answer: Answer): Promise<void> {
    const { host, card, load, changed, scene } = this.#stage;
    const { View } = await load('view');
    const { base, site, strings, prove, notice } = scene();
    if (this.answer?.record !== answer.record || !strings.yourConsent) return;
    this.#view = new View({
      root: card().box.getRootNode() as ShadowRoot,
      answer,
      text: this.consent.claims?.text ?? '',
      locale: notice.locale,
      base,
      site,
      strings: strings as Strings,
      methods: prove,
      sign: async (claims) => signClaims(await pageKey(), claims),
      changed,
      confirmed: () => host.dispatchEvent(new OptmarkConfirmedEvent(answer.record)),
    });
    changed();
  }
}
