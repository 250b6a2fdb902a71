import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { verifyOptIn, verifyOptOut } from '../../../ledger/channels/web/web.ts';
import type { TickClaims } from '../../../widget/consent/attempt.ts';
import { Consent } from '../../../widget/consent/consent.ts';
import type { Answer } from '../../../widget/ledger/answer.ts';
import { LedgerClient, type NonceBinding } from '../../../widget/ledger/client.ts';
import { LedgerProblem, unreachable } from '../../../widget/ledger/problem.ts';

/** A ledger in memory: it keeps what it got in order, answers when it is let, and can refuse. */
class MemoryLedger extends LedgerClient {
  readonly posts: string[] = [];
  readonly bindings: NonceBinding[] = [];
  problem: LedgerProblem | undefined;
  /** Refuse only the first opt-in with this code. */
  once: string | undefined;
  gate: Promise<void> = Promise.resolve();
  /** Keep the next opt-ins, but lose the answers to them. */
  losesAnswers = false;
  readonly records = new Map<string, string>();

  constructor() {
    super('https://ledger.example');
  }

  override async nonce(binding: NonceBinding): Promise<string> {
    if (this.problem) throw this.problem;
    this.bindings.push(binding);
    return `nonce-${this.bindings.length}`;
  }

  override async optIn(jws: string): Promise<Answer> {
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
    return {
      record,
      receipt: 'receipt',
      grade: 'E3',
      recorded_at: '2026-11-22T10:00:00.000Z',
      link: undefined,
    };
  }

  override async optOut(jws: string): Promise<void> {
    const { claims } = await verifyOptOut(jws);
    if (this.problem) throw this.problem;
    this.posts.push(`out ${claims.kind}`);
  }
}

function setUp() {
  const ledger = new MemoryLedger();
  const told: string[] = [];
  let carried: string | null = null;
  const consent = new Consent({
    changed: () => {},
    signed: (jws) => {
      carried = jws;
    },
    saved: () => told.push('saved'),
    undone: () => told.push('undone'),
    failed: (code) => told.push(code),
  });
  const tick = () => consent.tick(ledger, claims());
  const sight = () => JSON.stringify([consent.state, carried, told, ledger.posts]);
  /** Until nothing is under way and nothing more happens. */
  const settled = async () => {
    for (let before = ''; before !== sight() || consent.state.kind === 'saving'; ) {
      before = sight();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return { ledger, consent, told, tick, settled, carried: () => carried };
}

function claims(): TickClaims {
  return {
    v: 1,
    site: 'pk_test4kJ8mZt0QX2v7bN1',
    jti: randomUUID(),
    iat: 1_795_000_000,
    kind: 'opt_in',
    notice: { id: 'order-updates', version: 2 },
    locale: 'en',
    number: '+919876543210',
    text: 'I consent',
    evidence: {
      initially: 'unticked',
      action: 'ticked',
      seen: {
        initially: 'unticked',
        gesture: { type: 'keydown', trusted: true },
        logo: true,
        visible_ms: 1,
        visible_ratio: 1,
        check_visibility: true,
        hit_test: true,
        font_px: 16,
        contrast: 15,
        box: { width: 1, height: 1 },
        viewport: { width: 1, height: 1 },
        direction: 'ltr',
        scheme: 'light',
        framed: false,
        script: '0.1.0',
        path: '/',
      },
    },
  };
}

describe('a tick that stands for long', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  async function standing(minutes: number) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const all = setUp();
    all.tick();
    for (let minute = 0; minute < minutes; minute++) {
      // Signing runs on real threads: fake time must give it a moment.
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      await vi.waitFor(() => expect(all.carried()).not.toBeNull());
      await vi.advanceTimersByTimeAsync(60_000);
    }
    return all;
  }

  test('has a fresh nonce before the old one expires', async () => {
    const { ledger } = await standing(9);
    expect(ledger.bindings).toHaveLength(2);
  });

  test('stops asking for nonces in the end', async () => {
    const { ledger } = await standing(300);
    expect(ledger.bindings.length).toBeGreaterThan(5);
    expect(ledger.bindings.length).toBeLessThanOrEqual(13);
  });

  test('stops asking for nonces once it is taken back', async () => {
    const { ledger, consent } = await standing(1);
    consent.untick('person');
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(ledger.bindings).toHaveLength(1);
  });
});

describe('the person’s choice', () => {
  test('is signed at the tick with a nonce for this notice and page key, and not posted', async () => {
    const { ledger, consent, tick, settled, carried } = setUp();
    tick();
    expect(consent.state).toEqual({ kind: 'ticked', ticked: true });
    await expect.poll(async () => carried() && (await verifyOptIn(carried()!)).claims.nonce).toBeTruthy();
    await settled();
    const { claims, thumbprint } = await verifyOptIn(carried()!);
    expect(claims.nonce).toBe('nonce-1');
    expect(ledger.bindings).toEqual([{ site: claims.site, notice: 'order-updates', version: 2, thumbprint }]);
    expect(ledger.posts).toEqual([]);
  });

  test('is carried by the form even when no nonce can be had', async () => {
    const { ledger, tick, settled, carried } = setUp();
    ledger.problem = unreachable();
    tick();
    await settled();
    expect((await verifyOptIn(carried()!)).claims.nonce).toBeUndefined();
  });

  test('is posted once, however often it is asked for', async () => {
    const { ledger, consent, tick, told } = setUp();
    tick();
    const [one, two] = await Promise.all([
      consent.save({ keepTick: true }),
      consent.save({ keepTick: true }),
    ]);
    const three = await consent.save({ keepTick: true });
    expect(one).toEqual(two);
    expect(one).toEqual(three);
    expect(ledger.posts).toEqual(['in nonce-1']);
    expect(told).toEqual(['saved']);
  });

  test('is not posted when there is none', async () => {
    const { ledger, consent } = setUp();
    expect(await consent.save({ keepTick: true })).toBeUndefined();
    expect(ledger.posts).toEqual([]);
  });

  test('leaves nothing signed when it is taken back before it was posted', async () => {
    const { ledger, consent, tick, settled, carried, told } = setUp();
    tick();
    consent.untick('person');
    await settled();
    expect(carried()).toBeNull();
    expect(consent.state).toEqual({ kind: 'ready', ticked: false });
    expect([...ledger.posts, ...told]).toEqual([]);
  });

  test('is undone at the ledger when it is taken back after it was saved', async () => {
    const { ledger, consent, tick, settled, told } = setUp();
    tick();
    await consent.save({ keepTick: false });
    consent.untick('person');
    expect(consent.state).toEqual({ kind: 'saving', ticked: false });
    await settled();
    expect(ledger.posts).toEqual(['in nonce-1', 'out opt_out']);
    expect(told).toEqual(['saved', 'undone']);
    expect(consent.state).toEqual({ kind: 'ready', ticked: false, why: 'undone' });
  });

  test('is undone too when it is taken back while it is being saved', async () => {
    const { ledger, consent, tick, settled, told } = setUp();
    const open = Promise.withResolvers<void>();
    ledger.gate = open.promise;
    tick();
    const saving = consent.save({ keepTick: false });
    consent.untick('person');
    open.resolve();
    await saving;
    await settled();
    expect(ledger.posts).toEqual(['in nonce-1', 'out opt_out']);
    expect(told).toEqual(['undone']);
  });

  test('reaches the ledger in the order it was made, so that the last choice wins', async () => {
    const { ledger, consent, tick, settled } = setUp();
    tick();
    void consent.save({ keepTick: false });
    consent.untick('person');
    tick();
    await consent.save({ keepTick: false });
    await settled();
    expect(ledger.posts.map((post) => post.split(' ')[0])).toEqual(['in', 'out', 'in']);
    expect(consent.state.kind).toBe('saved');
  });

  test.for(['nonce_expired', 'nonce_invalid', 'nonce_missing'])(
    'is signed again, once, when the ledger says %s',
    async (code) => {
      const { ledger, consent, tick } = setUp();
      ledger.once = code;
      tick();
      expect(await consent.save({ keepTick: true })).toBeDefined();
      expect(ledger.posts).toEqual(['in nonce-1', 'in nonce-2']);
    },
  );

  test.for(['nonce_spent', 'not_admitted', 'signature_invalid', 'origin_not_allowed'])(
    'is dropped when the ledger says %s',
    async (code) => {
      const { ledger, consent, tick, told, carried } = setUp();
      ledger.once = code;
      tick();
      expect(await consent.save({ keepTick: true })).toBeUndefined();
      expect(consent.state).toEqual({ kind: 'error', ticked: false, code: 'refused' });
      expect(told).toEqual(['refused']);
      expect(carried()).toBeNull();
    },
  );

  test('stands when the ledger is down and a form carries it, and can be posted later', async () => {
    const { ledger, consent, tick, carried } = setUp();
    ledger.problem = unreachable();
    tick();
    expect(await consent.save({ keepTick: true })).toBeUndefined();
    expect(consent.state).toEqual({ kind: 'error', ticked: true, code: 'unreachable' });
    expect(carried()).not.toBeNull();
    ledger.problem = undefined;
    expect(await consent.save({ keepTick: true })).toBeDefined();
    expect(consent.state.kind).toBe('saved');
  });

  test('falls when the ledger is down and nothing carries it', async () => {
    const { ledger, consent, tick, carried } = setUp();
    ledger.problem = unreachable();
    tick();
    await consent.save({ keepTick: false });
    expect(consent.state).toEqual({ kind: 'error', ticked: false, code: 'unreachable' });
    expect(carried()).toBeNull();
  });

  test('whose answer was lost is found again and undone when it is taken back', async () => {
    const { ledger, consent, tick, settled, told } = setUp();
    ledger.losesAnswers = true;
    tick();
    await consent.save({ keepTick: true });
    ledger.losesAnswers = false;
    consent.untick('person');
    await settled();
    expect(ledger.posts).toEqual(['in nonce-1', 'in nonce-1', 'out opt_out']);
    expect(ledger.records.size).toBe(1);
    expect(told).toEqual(['unreachable', 'undone']);
  });

  test('whose answer was lost and cannot be found again is not shown as standing', async () => {
    const { ledger, consent, tick, settled, carried } = setUp();
    ledger.losesAnswers = true;
    tick();
    await consent.save({ keepTick: true });
    consent.untick('person');
    await settled();
    expect(consent.state).toEqual({ kind: 'error', ticked: false, code: 'undo_failed' });
    expect(carried()).toBeNull();
  });

  test('that never left the page is taken back without asking the ledger', async () => {
    const { ledger, consent, tick, settled } = setUp();
    ledger.problem = unreachable();
    tick();
    await consent.save({ keepTick: true });
    consent.untick('person');
    await settled();
    expect(consent.state.ticked).toBe(false);
    expect(ledger.posts).toEqual([]);
  });

  test('is shown as it is at the ledger when it cannot be taken back', async () => {
    const { ledger, consent, tick, settled, told } = setUp();
    tick();
    await consent.save({ keepTick: false });
    ledger.problem = unreachable();
    consent.untick('person');
    await settled();
    expect(consent.state).toEqual({ kind: 'error', ticked: true, code: 'undo_failed' });
    ledger.problem = undefined;
    consent.untick('person');
    await settled();
    expect(told).toEqual(['saved', 'undo_failed', 'undone']);
  });

  test('never comes back to a sentence with another number', async () => {
    const { ledger, consent, tick, settled } = setUp();
    tick();
    await consent.save({ keepTick: false });
    ledger.problem = unreachable();
    consent.untick('edited');
    await settled();
    expect(consent.state).toEqual({ kind: 'error', ticked: false, code: 'undo_failed' });
  });

  test('is forgotten by a reset, and nothing is posted about it', async () => {
    const { ledger, consent, tick, settled } = setUp();
    tick();
    await consent.save({ keepTick: false });
    consent.clear();
    await settled();
    expect(consent.state).toEqual({ kind: 'ready', ticked: false });
    expect(ledger.posts).toEqual(['in nonce-1']);
  });
});
