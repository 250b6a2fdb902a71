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

type Waiting = {
  to: 'opt-ins' | 'opt-outs';
  jws: string;
  /** Of ticks: which of them. */
  tick?: number;
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
  /** Of the last tick, once it was answered and while it stands. */
  record?: string;
};

const nonceLifetimeMs = 600_000;

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
      const key = await this.#options.keyStore.key();
      const nonce = await this.#nonce(key, ticked.customerToken);
      if (typeof nonce === 'object') return nonce;
      const jws = await signClaims(key, 'optin+jws', this.#claims(ticked, at, nonce));
      delete this.#state.record;
      // Kept before it is posted: the app may be ended at any moment. Where even a nonce cannot be had, it is
      // brought later.
      this.#state.ticks += 1;
      const tick = this.#state.ticks;
      const waiting: Waiting = { to: 'opt-ins', jws, tick, isTried: nonce !== undefined };
      this.#state.waiting.push(waiting);
      await this.#keep();
      return nonce === undefined ? { kind: 'kept' } : this.#bring(waiting);
    });
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
      const { waiting, record, ticks } = this.#state;
      const last = waiting.find(({ tick }) => tick === ticks);
      if (record !== undefined) return this.#takeBack(record);
      if (last === undefined) return undefined;
      if (last.isTried) {
        // It may have been recorded: its answer says under which id, and then it is taken back.
        last.isTakenBack = true;
        await this.#keep();
        return this.#bring(last);
      }
      waiting.splice(waiting.indexOf(last), 1);
      await this.#keep();
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
    const { waiting: all } = this.#state;
    all.splice(all.indexOf(waiting), 1);
    if (reply.kind === 'answered' && waiting.tick === this.#state.ticks) this.#state.record = String(record);
    await this.#keep();
    if (reply.kind === 'refused') return waiting.isTakenBack ? { kind: 'taken_back' } : reply;
    if (waiting.isTakenBack) return this.#takeBack(String(record));
    if (waiting.to === 'opt-outs') return { kind: 'taken_back' };
    const saved = { record: String(record), receipt: String(receipt), grade: String(grade) };
    return { kind: 'saved', ...saved, ...(typeof link === 'string' && { link }) };
  }

  async #takeBack(record: string): Promise<Outcome> {
    const { site, app, keyStore } = this.#options;
    const claims = { ...this.#signed(this.#now()), kind: 'opt_out', site, app, record };
    const jws = await signClaims(await keyStore.key(), 'optout+jws', claims);
    const waiting: Waiting = { to: 'opt-outs', jws, isTried: true };
    this.#state.waiting.push(waiting);
    delete this.#state.record;
    await this.#keep();
    return this.#bring(waiting);
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
