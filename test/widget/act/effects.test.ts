// The effects of step.ts done in earnest: real keys and signatures, and a ledger in memory. What must be done
// when is in step.test.ts.

import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { verifyOptIn, verifyOptOut } from '../../../ledger/channels/web/web.ts';
import { Effects, type Judgement, type Told } from '../../../widget/act/effects.ts';
import { LedgerProblem, unreachable } from '../../../widget/act/ledger/call.ts';
import type { Answer, LedgerClient, NonceBinding } from '../../../widget/act/ledger/client.ts';
import { carried } from '../../../widget/act/step.ts';
import { answerAbout, tickClaims } from './a-tick.ts';

/** A ledger in memory: it keeps what it got in order, answers when it is let, and can refuse. */
class MemoryLedger implements LedgerClient {
  readonly posts: string[] = [];
  readonly bindings: NonceBinding[] = [];
  problem: LedgerProblem | undefined;
  /** Refuse only the first opt-in with this code. */
  once: string | undefined;
  gate: Promise<void> = Promise.resolve();
  /** Keep the next opt-ins, but lose the answers to them. */
  losesAnswers = false;
  readonly records = new Map<string, string>();

  async nonce(binding: NonceBinding): Promise<string> {
    if (this.problem) throw this.problem;
    this.bindings.push(binding);
    return `nonce-${this.bindings.length}`;
  }

  async optIn(jws: string): Promise<Answer> {
    const { claims } = await verifyOptIn(jws);
    await this.gate;
    if (this.problem) throw this.problem;
    this.posts.push(`in ${claims.nonce}`);
    if (this.once) {
      const code = this.once;
      this.once = undefined;
      throw new LedgerProblem(code, 'Once.');
    }
    const record = this.records.get(jws) ?? randomUUID();
    this.records.set(jws, record);
    if (this.losesAnswers) throw unreachable();
    return answerAbout(record);
  }

  async optOut(jws: string): Promise<void> {
    const { claims } = await verifyOptOut(jws);
    if (this.problem) throw this.problem;
    this.posts.push(`out ${claims.kind}`);
  }
}

/** A page in a form, whose person always ticks as they should. */
class Page extends Effects {
  readonly memory = new MemoryLedger();
  readonly told: string[] = [];
  carried = '';

  override ledger(): LedgerClient {
    return this.memory;
  }

  override async judge(): Promise<Judgement> {
    const verdict = { kind: 'signable', claims: tickClaims() } as const;
    return { verdict, base: 'https://ledger.example', inForm: true, isCarried: true, commitAt: undefined };
  }

  override async renew(): Promise<undefined> {}

  override tell(effect: Told): void {
    if (effect.kind === 'show') this.carried = carried(this.state);
    else this.told.push(effect.kind === 'error' ? effect.code : effect.kind);
  }

  click(): void {
    this.send({ kind: 'click', clicked: { iat: 1, links: [], drawn: '', shown: '' } });
  }

  async tick(): Promise<void> {
    this.click();
    await new Promise((resolve) => setImmediate(resolve));
    expect(this.state.tick).toBeDefined();
  }

  typeAnotherNumber(): void {
    const reading = { kind: 'incomplete' } as const;
    this.send({ kind: 'number', reading, isOther: true, isCleared: false });
  }

  /** `ready undone, ticked` */
  get seen(): string {
    const { choice, tick } = this.state;
    const words = Object.values(choice).filter((value) => typeof value === 'string');
    return [words.join(' ').trim(), ...(tick ? ['ticked'] : [])].join(', ');
  }

  /**
   * Until nothing happens any more while ten keys are made, one after the other: on the threads that sign,
   * too.
   */
  async settled(): Promise<void> {
    const sight = () => JSON.stringify([this.state, this.carried, this.told, this.memory.posts]);
    for (let quiet = 0; quiet < 10; quiet++) {
      const before = sight();
      await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
      if (before !== sight() || this.state.choice.kind === 'saving') quiet = 0;
    }
  }
}

describe('a tick that stands for long', () => {
  const noncesMax = 13;

  afterEach(() => {
    vi.useRealTimers();
  });

  async function standing(minutes: number) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const page = new Page();
    await page.tick();
    // Signing runs on real threads: fake time stands still until the next nonce is waited for, or none is to
    // come.
    const signed = async () => {
      while (vi.getTimerCount() === 0 && page.memory.bindings.length < noncesMax)
        await new Promise((resolve) => setImmediate(resolve));
    };
    for (let minute = 0; minute < minutes; minute++) {
      await signed();
      await vi.advanceTimersByTimeAsync(60_000);
    }
    await signed();
    return page;
  }

  test('has a fresh nonce before the old one expires', async () => {
    const page = await standing(9);
    expect(page.memory.bindings).toHaveLength(2);
  });

  test('stops asking for nonces in the end', async () => {
    const page = await standing(300);
    expect(page.memory.bindings).toHaveLength(noncesMax);
  });

  test('stops asking for nonces once it is taken back', async () => {
    const page = await standing(1);
    page.click();
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(page.memory.bindings).toHaveLength(1);
  });
});

describe('the person’s choice', () => {
  test('is signed at the tick with a nonce for this notice and page key, and not posted', async () => {
    const page = new Page();
    await page.tick();
    expect(page.seen).toBe('ticked, ticked');
    await expect
      .poll(async () => page.carried && (await verifyOptIn(page.carried)).claims.nonce)
      .toBeTruthy();
    await page.settled();
    const { claims, thumbprint } = await verifyOptIn(page.carried);
    expect(claims.nonce).toBe('nonce-1');
    expect(page.memory.bindings).toEqual([
      { site: claims.site, notice: 'order-updates', version: 2, thumbprint },
    ]);
    expect(page.memory.posts).toEqual([]);
  });

  test('is carried by the form even when no nonce can be had', async () => {
    const page = new Page();
    page.memory.problem = unreachable();
    await page.tick();
    await page.settled();
    expect((await verifyOptIn(page.carried)).claims.nonce).toBeUndefined();
  });

  test('is posted once, however often it is asked for', async () => {
    const page = new Page();
    await page.tick();
    const [one, two] = await Promise.all([page.save(true), page.save(true)]);
    const three = await page.save(true);
    expect(one).toEqual(two);
    expect(one).toEqual(three);
    expect(page.memory.posts).toEqual(['in nonce-1']);
    expect(page.told).toEqual(['saved']);
  });

  test('is not posted when there is none', async () => {
    const page = new Page();
    expect(await page.save(true)).toBeUndefined();
    expect(page.memory.posts).toEqual([]);
  });

  test('leaves nothing signed when it is taken back before it was posted', async () => {
    const page = new Page();
    await page.tick();
    page.click();
    await page.settled();
    expect(page.carried).toBe('');
    expect(page.seen).toBe('ready');
    expect([...page.memory.posts, ...page.told]).toEqual([]);
  });

  test('is undone at the ledger when it is taken back after it was saved', async () => {
    const page = new Page();
    await page.tick();
    await page.save(false);
    page.click();
    expect(page.seen).toBe('saving');
    await page.settled();
    expect(page.memory.posts).toEqual(['in nonce-1', 'out opt_out']);
    expect(page.told).toEqual(['saved', 'taken-back']);
    expect(page.seen).toBe('ready undone');
  });

  test('is undone too when it is taken back while it is being saved', async () => {
    const page = new Page();
    const open = Promise.withResolvers<void>();
    page.memory.gate = open.promise;
    await page.tick();
    const saving = page.save(false);
    page.click();
    open.resolve();
    await saving;
    await page.settled();
    expect(page.memory.posts).toEqual(['in nonce-1', 'out opt_out']);
    expect(page.told).toEqual(['taken-back']);
  });

  test('reaches the ledger in the order it was made, so that the last choice wins', async () => {
    const page = new Page();
    await page.tick();
    void page.save(false);
    page.click();
    await page.tick();
    await page.save(false);
    await page.settled();
    expect(page.memory.posts.map((post) => post.split(' ')[0])).toEqual(['in', 'out', 'in']);
    expect(page.seen).toBe('saved, ticked');
  });

  test.for(['nonce_expired', 'nonce_invalid', 'nonce_missing'])(
    'is signed again, once, when the ledger says %s',
    async (code) => {
      const page = new Page();
      page.memory.once = code;
      await page.tick();
      expect(await page.save(true)).toBeDefined();
      expect(page.memory.posts).toEqual(['in nonce-1', 'in nonce-2']);
    },
  );

  test.for(['nonce_spent', 'not_admitted', 'signature_invalid', 'origin_not_allowed'])(
    'is dropped when the ledger says %s',
    async (code) => {
      const page = new Page();
      page.memory.once = code;
      await page.tick();
      expect(await page.save(true)).toBeUndefined();
      expect(page.seen).toBe('error refused');
      expect(page.told).toEqual(['refused']);
      expect(page.carried).toBe('');
    },
  );

  test('stands when the ledger is down and a form carries it, and can be posted later', async () => {
    const page = new Page();
    page.memory.problem = unreachable();
    await page.tick();
    expect(await page.save(true)).toBeUndefined();
    expect(page.seen).toBe('error unreachable, ticked');
    expect(page.carried).not.toBe('');
    page.memory.problem = undefined;
    expect(await page.save(true)).toBeDefined();
    expect(page.seen).toBe('saved, ticked');
  });

  test('falls when the ledger is down and nothing carries it', async () => {
    const page = new Page();
    page.memory.problem = unreachable();
    await page.tick();
    await page.save(false);
    expect(page.seen).toBe('error unreachable');
    expect(page.carried).toBe('');
  });

  test('whose answer was lost is found again and undone when it is taken back', async () => {
    const page = new Page();
    page.memory.losesAnswers = true;
    await page.tick();
    await page.save(true);
    page.memory.losesAnswers = false;
    page.click();
    await page.settled();
    expect(page.memory.posts).toEqual(['in nonce-1', 'in nonce-1', 'out opt_out']);
    expect(page.memory.records.size).toBe(1);
    expect(page.told).toEqual(['unreachable', 'taken-back']);
  });

  test('whose answer was lost and cannot be found again is not shown as standing', async () => {
    const page = new Page();
    page.memory.losesAnswers = true;
    await page.tick();
    await page.save(true);
    page.click();
    await page.settled();
    expect(page.seen).toBe('error undo_failed');
    expect(page.carried).toBe('');
  });

  test('that never left the page is taken back without asking the ledger', async () => {
    const page = new Page();
    page.memory.problem = unreachable();
    await page.tick();
    await page.save(true);
    page.click();
    await page.settled();
    expect(page.state.tick).toBeUndefined();
    expect(page.memory.posts).toEqual([]);
  });

  test('is shown as it is at the ledger when it cannot be taken back', async () => {
    const page = new Page();
    await page.tick();
    await page.save(false);
    page.memory.problem = unreachable();
    page.click();
    await page.settled();
    expect(page.seen).toBe('error undo_failed, ticked');
    page.memory.problem = undefined;
    page.click();
    await page.settled();
    expect(page.told).toEqual(['saved', 'undo_failed', 'taken-back']);
  });

  test('never comes back to a sentence with another number', async () => {
    const page = new Page();
    await page.tick();
    await page.save(false);
    page.memory.problem = unreachable();
    page.typeAnotherNumber();
    await page.settled();
    expect(page.seen).toBe('error undo_failed');
  });

  test('is forgotten by a reset, and nothing is posted about it', async () => {
    const page = new Page();
    await page.tick();
    await page.save(false);
    page.send({ kind: 'reset' });
    await page.settled();
    expect(page.seen).toBe('ready');
    expect(page.memory.posts).toEqual(['in nonce-1']);
  });
});
