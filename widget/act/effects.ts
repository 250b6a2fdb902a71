// Carries out what step.ts asks for, and reports the result: signatures, nonces, posts, waiting. It passes on
// what concerns the page.

import type { OptInClaims, OptOutClaims, OwnershipClaims } from '../../ledger/channels/web/web.ts';
import type { Clicked, TickClaims } from './claims.ts';
import { failureOf } from './failure.ts';
import type { Answer, LedgerClient, NonceBinding } from './ledger/client.ts';
import { signClaims } from './sign/jws.ts';
import { pageKey } from './sign/page-key.ts';
import { type Effect, type Event, start, type Tick } from './state.ts';
import { step } from './step.ts';

type OfKind<Each extends { kind: string }, Kind> = Extract<Each, { kind: Kind }>;
export type Judgement = Omit<OfKind<Event, 'judged'>, 'kind' | 'id'>;
export type Told = OfKind<Effect, 'show' | 'saved' | 'taken-back' | 'error'>;

/** A nonce lasts ten minutes. */
const ageMs = 8 * 60_000;

export abstract class Effects {
  state = start;
  readonly #commits: Record<number, PromiseWithResolvers<Answer | undefined>> = {};

  protected abstract ledger(base: string): LedgerClient;
  /** May this click become a tick? It measures, so call it once. */
  protected abstract judge(clicked: Clicked): Promise<Judgement>;
  protected abstract tell(effect: Told): void;
  /** Another token than this one for the same number; undefined: the shop has none in time. */
  protected abstract renew(token: string | undefined): Promise<string | undefined>;

  /**
   * Posts the tick that stands. Resolves when that is settled, with the answer if the ledger has it. Never
   * rejects.
   */
  async save(inForm: boolean): Promise<Answer | undefined> {
    this.send({ kind: 'save', inForm });
    const { choice, tick, judging } = this.state;
    const id = tick?.id ?? judging;
    if (!id || choice.answer) return choice.answer;
    const commit = this.#commits[id] ?? Promise.withResolvers();
    this.#commits[id] = commit;
    return commit.promise;
  }

  send(event: Event): void {
    this.state = step(this.state, event);
    for (const effect of this.state.effects) void this.#do(effect);
  }

  async #do(effect: Effect): Promise<void> {
    if ('tick' in effect) {
      const { id } = effect.tick;
      const failed = (problem: unknown): Event => ({ kind: 'refused', id, failure: failureOf(problem) });
      this.send(await this.#work(effect).catch(failed));
    } else if (effect.kind === 'judge') {
      // Where the browser cannot sign, the box shows no tick.
      const none = (problem: unknown): Judgement => ({
        ...{ verdict: { kind: 'refused', failure: failureOf(problem) }, base: '' },
        ...{ inForm: false, isCarried: false, commitAt: undefined },
      });
      const judgement = await this.judge(effect.clicked).catch(none);
      this.send({ kind: 'judged', id: effect.id, ...judgement });
    } else if (effect.kind === 'settled') {
      this.#commits[effect.id]?.resolve(effect.answer);
      delete this.#commits[effect.id];
    } else this.tell(effect);
  }

  async #work({ kind, tick, nonce }: Extract<Effect, { tick: Tick }>): Promise<Event> {
    const { id, claims, jws, answer } = tick;
    const ledger = this.ledger(tick.base);
    switch (kind) {
      case 'sign':
        return { kind: 'signed', id, nonce, jws: await sign({ ...claims, ...(nonce && { nonce }) }) };
      case 'nonce':
        return { kind: 'nonce', id, nonce: await ledger.nonce(await bindingOf(claims)) };
      case 'renew': {
        const token = await this.renew(claims.customer_token);
        return token === undefined
          ? { kind: 'refused', id, failure: ['customer_token_expired', 'The customer token has expired.'] }
          : { kind: 'renewed', id, token };
      }
      case 'post':
        return { kind: 'posted', id, answer: await ledger.optIn(jws) };
      case 'undo':
        await ledger.optOut(await sign(optOutOf(claims, answer!.record)));
        return { kind: 'undone', id };
      case 'age':
        await new Promise((resolve) => setTimeout(resolve, ageMs));
        return { kind: 'aged', id };
    }
  }
}

export const sign = async (claims: OptInClaims | OptOutClaims | OwnershipClaims): Promise<string> =>
  signClaims(await pageKey(), claims);

async function bindingOf({ site, notice, customer_token }: TickClaims): Promise<NonceBinding> {
  const { thumbprint } = await pageKey();
  return { site, notice: notice.id, version: notice.version, thumbprint, customer_token };
}

function optOutOf({ v, site }: TickClaims, record: string): OptOutClaims {
  // With milliseconds: an opt-out and the next opt-in may be less than a second apart, and their order
  // decides.
  return { v, site, jti: crypto.randomUUID(), iat: Date.now() / 1000, kind: 'opt_out', record };
}
