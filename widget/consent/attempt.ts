// One tick: its claims, signed at once so that a form can carry them even offline, signed again with a server nonce
// so that the page may post them, posted at most once, and taken back by the same key.

import type { OptInClaims } from '../../ledger/channels/web/web.ts';
import { signClaims } from '../act/sign/jws.ts';
import { pageKey } from '../act/sign/page-key.ts';
import type { Answer } from '../ledger/answer.ts';
import type { LedgerClient } from '../ledger/client.ts';
import { LedgerProblem } from '../ledger/problem.ts';

export type TickClaims = Omit<OptInClaims, 'nonce'>;

/** A nonce lasts ten minutes; a tick may stand much longer before the person submits. */
const renewEveryMs = 8 * 60_000;
const renewalsMax = 12;
const staleNonce = ['nonce_expired', 'nonce_invalid', 'nonce_missing'];

export class Attempt {
  readonly claims: TickClaims;
  /** What the form carries; replaced when a nonce arrives. */
  jws = '';
  /** Once the ledger has it. */
  answer: Answer | undefined;
  readonly #ledger: LedgerClient;
  readonly #onSigned: (jws: string) => void;
  #bare: Promise<void> | undefined;
  #hasNonce: Promise<void> | undefined;
  #posting: Promise<Answer> | undefined;
  /** It was sent, and no answer has come: the ledger may have it or not. */
  #uncertain = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #renewals = 0;

  constructor(ledger: LedgerClient, claims: TickClaims, onSigned: (jws: string) => void) {
    this.#ledger = ledger;
    this.claims = claims;
    this.#onSigned = onSigned;
  }

  /** Rejects only where this page cannot sign at all. */
  async sign(): Promise<void> {
    this.#bare ??= this.#sign({});
    await this.#bare;
    // Out of reach now is no failure yet: save() asks again, and the form carries the record meanwhile.
    await this.#withNonce().catch(() => {});
  }

  /** Post it, or join the post under way. After a failure it may be called again: same JWS, same record. */
  save(): Promise<Answer> {
    this.#posting ??= this.#post();
    this.#posting.catch(() => {
      this.#posting = undefined;
    });
    return this.#posting;
  }

  /** Take it back if the ledger has it. Gives the record that no longer holds. */
  async undo(): Promise<string | undefined> {
    this.stop();
    const record = (await this.#stored())?.record;
    if (record === undefined) return undefined;
    const { v, site } = this.claims;
    const claims = {
      v,
      site,
      jti: crypto.randomUUID(),
      iat: unixSeconds(),
      kind: 'opt_out',
      record,
    } as const;
    await this.#ledger.optOut(await signClaims(await pageKey(), claims));
    return record;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#renewals = renewalsMax;
  }

  /** What the ledger has of it, asked again where the answer to a post was lost: same JWS, never a second record. */
  async #stored(): Promise<Answer | undefined> {
    this.answer ??= await this.#posting?.catch(() => undefined);
    if (this.answer !== undefined || !this.#uncertain) return this.answer;
    return this.#send().catch((problem) => {
      if (this.#uncertain) throw problem;
      return undefined;
    });
  }

  async #send(): Promise<Answer> {
    this.#uncertain = true;
    try {
      this.answer = await this.#ledger.optIn(this.jws);
      return this.answer;
    } catch (problem) {
      // A refusal is an answer: nothing is stored.
      if (problem instanceof LedgerProblem && problem.code !== 'unreachable') this.#uncertain = false;
      throw problem;
    }
  }

  async #post(): Promise<Answer> {
    await this.#withNonce();
    clearTimeout(this.#timer);
    try {
      return await this.#send();
    } catch (problem) {
      // Only when the ledger says that nothing was stored under the old nonce: else there would be two records.
      if (!(problem instanceof LedgerProblem && staleNonce.includes(problem.code))) throw problem;
      this.#hasNonce = undefined;
      await this.#withNonce();
      return this.#send();
    }
  }

  #withNonce(): Promise<void> {
    this.#hasNonce ??= this.#fetchNonce();
    this.#hasNonce.catch(() => {
      this.#hasNonce = undefined;
    });
    return this.#hasNonce;
  }

  async #fetchNonce(): Promise<void> {
    // Never two signatures at once: the one without a nonce must not come last.
    await this.#bare;
    const { site, notice, session } = this.claims;
    const { thumbprint } = await pageKey();
    const nonce = await this.#ledger.nonce({
      site,
      notice: notice.id,
      version: notice.version,
      thumbprint,
      session,
    });
    await this.#sign({ nonce });
    if (this.#renewals++ < renewalsMax) this.#timer = setTimeout(() => this.#renew(), renewEveryMs);
  }

  #renew(): void {
    if (this.#posting) return;
    this.#hasNonce = undefined;
    this.#withNonce().catch(() => {});
  }

  async #sign(nonce: { nonce?: string }): Promise<void> {
    this.jws = await signClaims(await pageKey(), { ...this.claims, ...nonce });
    this.#onSigned(this.jws);
  }
}

export function unixSeconds(): number {
  // With the milliseconds: an opt-out and the next opt-in may be less than a second apart, and their order decides.
  return Date.now() / 1000;
}
