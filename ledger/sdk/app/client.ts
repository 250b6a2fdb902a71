// The reference client of a mobile app: what ledger/guides/app.md tells in words. It needs WebCrypto and
// fetch, no DOM. The app draws the card and tells what was on the screen; this asks for the notice and the
// nonce, signs once, keeps what it signed until the ledger has answered, and takes back.

import type { Shown } from '../../core/consent/evidence.ts';
import { joinLines, type RenderableNotice, type Rendered, renderNotice } from '../../core/notice/render.ts';
import { type Asked, exchange, type Fault, type Reply } from './exchange.ts';
import { type AppKey, signClaims, thumbprintOf } from './signed.ts';

export { type AppKey, makeAppKey, thumbprintOf } from './signed.ts';

/** What GET /v1/notices/current answers, as far as an app needs it. */
export type AppNotice = RenderableNotice & {
  id: string;
  version: number;
  locale: string;
  direction: 'ltr' | 'rtl';
  wording: Parameters<typeof renderNotice>[1];
  /** Calling code of the business's country: a number of any other is shown with its own. */
  calling_code?: string;
};

export type AppOptions = {
  /** Origin of the ledger. */
  ledger: string;
  /** The publishable key, `pk_…`. */
  site: string;
  /** Bundle identifier or application id, which the site lists as `app:<id>`. */
  app: string;
  appVersion: string;
  platform: Shown['platform'];
  /** Version of the operating system. */
  os?: string;
  /** Which screen asks; never a name, a number or an address. */
  screen: string;
  notice: string;
  locale?: string;
  /** The same key from one start to the next, and a new one after a new install. */
  keyStore: { key(): Promise<AppKey> };
  /** Text that outlives the process. It holds numbers: in the app's private storage, and in no backup. */
  store: { read(): Promise<string | undefined>; write(text: string): Promise<void> };
  fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  now?: () => number;
  timeoutMs?: number;
};

export type Ticked = {
  /** E.164, the number that `lines` were drawn for. */
  number: string;
  shown: Omit<Shown, 'platform' | 'os' | 'gesture' | 'direction'>;
  gesture: Shown['gesture'];
  customerToken?: string;
  collectedVia?: 'checkout' | 'profile' | 'preferences' | 'email_link' | 'sms_link' | 'app';
};

export type Outcome =
  | { kind: 'saved'; record: string; receipt: string; grade: string; link?: string }
  /** There was no answer. `bring` brings it. */
  | { kind: 'kept' }
  | { kind: 'taken_back' }
  | { kind: 'refused'; code: string; detail: string; errors: Fault[] };

/** Which tick, of which number. */
type Tick = {
  tick: number;
  number: string;
  /** By a customer token: its undo is a withdrawal, and ends more than this tick. */
  isNamed: boolean;
};
type Waiting = Tick & {
  to: 'opt-ins' | 'opt-outs';
  jws: string;
  /** It may have arrived, though no answer has. */
  isTried: boolean;
  /** The person took the tick back before its answer was there. */
  isTakenBack?: true;
};
type State = {
  notice?: AppNotice;
  waiting: Waiting[];
  /** How many ticks there were: the last one is what can be taken back. */
  ticks: number;
  /** The last tick, once it was answered and while it stands. */
  last?: Tick & { record: string };
};

const nonceLifetimeMs = 600_000;

/**
 * An undo that is refused so is over: the ledger has no such tick. Any other refusal, such as of an app that
 * the site lists no more, says nothing of the tick, which may stand: the undo waits.
 */
const endsUndo: Record<Waiting['to'], ReadonlySet<string>> = {
  'opt-ins': new Set([
    ...['not_admitted', 'invalid', 'malformed', 'signature_invalid', 'erased'],
    ...['nonce_invalid', 'nonce_spent', 'notice_unknown', 'notice_superseded'],
    ...['customer_token_missing', 'customer_token_invalid'],
  ]),
  'opt-outs': new Set(['forbidden', 'invalid', 'malformed', 'signature_invalid', 'erased']),
};

const isUndo = ({ to, isTakenBack }: Waiting): boolean => to === 'opt-outs' || isTakenBack === true;

export class OptmarkApp {
  readonly #options: AppOptions;
  readonly #state: State;
  readonly #notice: AppNotice;
  /** How far the ledger's clock is ahead of this device's, milliseconds, as its last nonce tells. */
  #ahead = 0;
  /** One thing at a time, so that no two of them write the store. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(options: AppOptions, state: State, notice: AppNotice) {
    this.#options = options;
    this.#state = state;
    this.#notice = notice;
  }

  /**
   * Reads the current notice, or without a network the last one that was read.
   * @throws Error there is neither, or the ledger refuses the site or the notice
   */
  static async open(options: AppOptions): Promise<OptmarkApp> {
    const state: State = JSON.parse((await options.store.read()) ?? '{"waiting":[],"ticks":0}');
    const { ledger, site, notice, locale } = options;
    const query = Object.entries({ site, notice, ...(locale && { locale }) })
      .map((pair) => pair.map(encodeURIComponent).join('='))
      .join('&');
    const reply = await ask(options, { url: `${ledger}/v1/notices/current?${query}` });
    if (reply.kind === 'refused') throw new Error(`${reply.code}: ${reply.detail}`);
    if (reply.kind === 'answered') {
      state.notice = reply.body as AppNotice;
      await options.store.write(JSON.stringify(state));
    }
    if (state.notice?.id !== notice) throw new Error('unreachable: no notice was ever read.');
    return new OptmarkApp(options, state, state.notice);
  }

  get notice(): AppNotice {
    return this.#notice;
  }

  /** How many signed records have no answer yet. */
  get waiting(): number {
    return this.#state.waiting.length;
  }

  /** The lines to draw, exactly so, in `notice.direction`. */
  lines(number: string): Rendered {
    const { wording, calling_code = '' } = this.#notice;
    return renderNotice(this.#notice, wording, number, calling_code);
  }

  /** Signs the tick and brings it. Never throws for want of a network. */
  commit(ticked: Ticked): Promise<Outcome> {
    // The moment of the tick, not of what is waited for.
    const at = this.#now();
    return this.#inTurn(async () => {
      const isBehind = await this.#isBehindUndo();
      const again = this.#undone(ticked);
      if (again !== undefined) return this.#standsAgain(again);
      const key = await this.#options.keyStore.key();
      const nonce = await this.#nonce(key, ticked.customerToken);
      if (typeof nonce === 'object') return nonce;
      const jws = await signClaims(key, 'optin+jws', this.#claims(ticked, at, nonce));
      delete this.#state.last;
      // Kept before it is posted: the app may be ended at any moment. Where even a nonce cannot be had, it is
      // brought later.
      this.#state.ticks += 1;
      const of = {
        tick: this.#state.ticks,
        number: ticked.number,
        isNamed: ticked.customerToken !== undefined,
      };
      const isPosted = nonce !== undefined && !isBehind;
      const waiting: Waiting = { ...of, to: 'opt-ins', jws, isTried: isPosted };
      this.#state.waiting.push(waiting);
      await this.#keep();
      return isPosted ? this.#bring(waiting) : { kind: 'kept' };
    });
  }

  /**
   * What was taken back goes first, or an undo that is recorded after this tick would be the later word.
   * @returns whether one of them waits still
   */
  async #isBehindUndo(): Promise<boolean> {
    for (const undo of this.#state.waiting.filter(isUndo))
      if ((await this.#bring(undo)).kind === 'kept') return true;
    return false;
  }

  /** Its withdrawal would count from when it arrives, and so end what the person agrees to now. */
  #undone({ number }: Ticked): Waiting | undefined {
    return this.#state.waiting.find((one) => isUndo(one) && one.isNamed && one.number === number);
  }

  /** The person ticked again before the ledger heard of the undo: the first tick is what is brought. */
  async #standsAgain(undone: Waiting): Promise<Outcome> {
    if (undone.to === 'opt-outs') {
      const detail = 'The undo of the tick before has not arrived, and would end this one: ask again then.';
      return { kind: 'refused', code: 'undo_waits', detail, errors: [] };
    }
    delete undone.isTakenBack;
    this.#state.ticks += 1;
    undone.tick = this.#state.ticks;
    delete this.#state.last;
    await this.#keep();
    return { kind: 'kept' };
  }

  /** Brings what has no answer yet, in its order: at each start, and when the network is back. */
  bring(): Promise<Outcome[]> {
    return this.#inTurn(async () => {
      const outcomes: Outcome[] = [];
      for (const waiting of [...this.#state.waiting]) {
        const outcome = await this.#bring(waiting);
        outcomes.push(outcome);
        // What cannot be reached now is not reached for what comes after it either.
        if (outcome.kind === 'kept') break;
      }
      return outcomes;
    });
  }

  /** Takes back the last tick with the key that signed it. Undefined: there is none. */
  undo(): Promise<Outcome | undefined> {
    return this.#inTurn(async () => {
      const { waiting, last, ticks } = this.#state;
      if (last !== undefined) {
        const optOut = await this.#optOut(last, last.record);
        waiting.push(optOut);
        delete this.#state.last;
        await this.#keep();
        return this.#bring(optOut);
      }
      const unanswered = waiting.find(({ tick }) => tick === ticks);
      if (unanswered === undefined) return undefined;
      if (unanswered.isTried) {
        // It may have been recorded: its answer says under which id, and then it is taken back.
        if (unanswered.to === 'opt-ins') unanswered.isTakenBack = true;
        await this.#keep();
        return this.#bring(unanswered);
      }
      await this.#replace(unanswered);
      return { kind: 'taken_back' };
    });
  }

  #claims(ticked: Ticked, at: number, nonce: string | undefined): object {
    const { site, app, appVersion, platform, os, screen } = this.#options;
    const { number, shown, gesture, customerToken, collectedVia } = ticked;
    const { id, version, locale, direction } = this.#notice;
    const seen = { platform, ...(os && { os }), ...shown, gesture, direction };
    const box = { initially: shown.initially, action: 'ticked' };
    return {
      ...this.#signed(at),
      ...{ kind: 'opt_in', site, app, notice: { id, version }, locale, number },
      text: joinLines(this.lines(number)),
      ...(nonce && { nonce }),
      ...(customerToken && { customer_token: customerToken }),
      ...(collectedVia && { collected_via: collectedVia }),
      evidence: { screen, app_version: appVersion, ...box, shown: seen },
    };
  }

  /** By the ledger's clock, where it is known: a clock that is ahead would be refused without a nonce. */
  #signed(at: number) {
    return { v: 1, jti: crypto.randomUUID(), iat: Math.round(at + this.#ahead) / 1000 };
  }

  /** Undefined: there is no network. */
  async #nonce(key: AppKey, customerToken: string | undefined): Promise<string | undefined | Outcome> {
    const { site, app } = this.#options;
    const { id, version } = this.#notice;
    const binding = { site, app, notice: id, version, thumbprint: await thumbprintOf(key.jwk) };
    const body = JSON.stringify({ ...binding, ...(customerToken && { customer_token: customerToken }) });
    const reply = await this.#ask('nonces', 'json', body);
    if (reply.kind === 'refused') return reply;
    const { nonce, expires_at } = reply.kind === 'answered' ? reply.body : {};
    if (typeof nonce !== 'string' || typeof expires_at !== 'string') return undefined;
    this.#ahead = Date.parse(expires_at) - nonceLifetimeMs - this.#now();
    return nonce;
  }

  async #bring(waiting: Waiting): Promise<Outcome> {
    waiting.isTried = true;
    await this.#keep();
    const reply = await this.#ask(waiting.to, 'jose', waiting.jws);
    const { record, receipt, grade, link } = reply.kind === 'answered' ? reply.body : {};
    const isAnswer = typeof record === 'string' && typeof receipt === 'string';
    if (reply.kind === 'unreachable' || (reply.kind === 'answered' && !isAnswer)) return { kind: 'kept' };
    if (reply.kind === 'refused') {
      if (isUndo(waiting) && !endsUndo[waiting.to].has(reply.code)) return reply;
      await this.#replace(waiting);
      return waiting.isTakenBack ? { kind: 'taken_back' } : reply;
    }
    if (waiting.isTakenBack) {
      // In the place of its tick, and in the same write: the app may be ended at any moment.
      const optOut = await this.#optOut(waiting, String(record));
      await this.#replace(waiting, optOut);
      return this.#bring(optOut);
    }
    const { to, tick, number, isNamed } = waiting;
    if (to === 'opt-ins' && tick === this.#state.ticks)
      this.#state.last = { tick, number, isNamed, record: String(record) };
    await this.#replace(waiting);
    if (to === 'opt-outs') return { kind: 'taken_back' };
    const saved = { record: String(record), receipt: String(receipt), grade: String(grade) };
    return { kind: 'saved', ...saved, ...(typeof link === 'string' && { link }) };
  }

  async #optOut({ tick, number, isNamed }: Tick, record: string): Promise<Waiting> {
    const { site, app, keyStore } = this.#options;
    const claims = { ...this.#signed(this.#now()), kind: 'opt_out', site, app, record };
    const jws = await signClaims(await keyStore.key(), 'optout+jws', claims);
    return { tick, number, isNamed, to: 'opt-outs', jws, isTried: true };
  }

  #replace(waiting: Waiting, ...by: Waiting[]): Promise<void> {
    const { waiting: all } = this.#state;
    all.splice(all.indexOf(waiting), 1, ...by);
    return this.#keep();
  }

  #ask(path: string, type: 'json' | 'jose', body: string): Promise<Reply> {
    return ask(this.#options, { url: `${this.#options.ledger}/v1/${path}`, type, body });
  }

  #keep(): Promise<void> {
    return this.#options.store.write(JSON.stringify(this.#state));
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }
}

const ask = (
  { fetch: own, timeoutMs = 10_000 }: AppOptions,
  asked: Omit<Asked, 'fetch' | 'timeoutMs'>,
): Promise<Reply> => exchange({ ...asked, fetch: own ?? fetch, timeoutMs });
