// Questions about templates, senders and free-form answers, put by the SDK to a whole ledger.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answersTo } from '../../ledger/sdk/check-many.ts';
import { createGate, type Gate, type GateQuestion } from '../../ledger/sdk/gate.ts';
import { post } from '../http/requests.ts';
import { GatedSender } from '../support/gated-sender.ts';

const agreed = '+919876543231';
const wrote = '+919876543232';
const template = { name: 'order_shipped', language: 'en_US' };

let shop: GatedSender;
let gate: Gate;
let sender: string;
beforeAll(async () => {
  shop = await GatedSender.start();
  sender = shop.meta.phoneNumberId;
  const { ledger, url, business, keys } = shop.ledger;
  gate = createGate({ url, key: keys.gate, issuer: ledger.origin, business });
  await shop.optIn(agreed);
  await shop.wrote({ from: wrote.slice(1) });
});
afterAll(() => shop.stop());

const freely = (recipient: string): GateQuestion => ({ recipient, kind: 'free_form', sender });

describe('the SDK asks', () => {
  test('by template, with and without its sender, and gets a permit for just that', async () => {
    for (const about of [{ template }, { template, sender }]) {
      const question = { recipient: agreed, ...about };
      const { decision, permit } = await gate.check(question);
      expect(decision).toBe('allow');
      expect(await gate.verifyPermit(permit!, question)).toMatchObject({ kind: 'good' });
      const other = { recipient: agreed, purpose: 'shipping_update' } as const;
      expect(await gate.verifyPermit(permit!, other)).toMatchObject({ kind: 'not_good' });
    }
  });

  test('whether somebody may be answered freely', async () => {
    expect(await gate.check(freely(wrote))).toMatchObject({ decision: 'allow', reasons: ['service_window'] });
    expect(await gate.check(freely(agreed))).toMatchObject({
      decision: 'deny',
      reasons: ['no_service_window'],
    });
  });

  test('about calls, which consent to messages does not cover', async () => {
    const call = { recipient: agreed, template, scope: 'call' } as const;
    expect(await gate.check(call)).toMatchObject({ decision: 'deny', reasons: ['no_consent'] });
    expect(await gate.check({ ...freely(wrote), scope: 'call' })).toMatchObject({ decision: 'deny' });
  });

  test('what cannot be asked is denied as that', async () => {
    const odd = [
      { recipient: agreed, template: { name: 'Not A Name', language: 'en_US' } },
      { recipient: agreed, template, purpose: 'shipping_update' },
      { recipient: agreed, kind: 'free_form' },
      { recipient: agreed, template, sender: '999999999999' },
    ] as unknown as GateQuestion[];
    for (const question of odd)
      expect(await gate.check(question)).toMatchObject({ decision: 'deny', reasons: ['invalid_question'] });
  });

  test('a template that nobody mapped is denied for that', async () => {
    const unmapped = { recipient: agreed, template: { name: 'unheard_of', language: 'en_US' } };
    expect(await gate.check(unmapped)).toMatchObject({ reasons: ['template_unmapped'] });
  });

  test('all of it about many at once, answered in its order, also where it is signed', async () => {
    const asked = Array.from({ length: 60 }, (_, order) => {
      const kinds: GateQuestion[] = [
        { recipient: agreed, template },
        freely(wrote),
        { recipient: agreed, purpose: 'shipping_update' },
        { recipient: wrote, template, sender },
        freely(agreed),
      ];
      return { ...kinds[order % kinds.length]!, order, permit: order % 7 === 0 };
    });
    const answers = [];
    for await (const answer of gate.checkMany(asked)) answers.push(answer);
    expect(answers.map(({ question }) => question.order)).toEqual(asked.map(({ order }) => order));
    const reasons = ['granted', 'service_window', 'granted', 'unknown_recipient', 'no_service_window'];
    for (const { question, reasons: said, permit } of answers) {
      const wanted = reasons[question.order % reasons.length];
      // Whoever wrote and never agreed is known to nobody but the window.
      expect(said).toEqual([wanted]);
      if (question.order % 7 === 0) expect(permit).toBeDefined();
      else expect(permit).toBeUndefined();
    }
  });

  test('afresh what is taken long after it was asked: who stopped between two sends is not sent to', async () => {
    const leaving = '+919876543233';
    await shop.optIn(leaving);
    const { url, keys } = shop.ledger;
    const how = { url, key: keys.gate, batch: 1_000, fetch, timeoutMs: 2_000, retries: 0 };
    const asked = Array.from({ length: 30 }, () => ({
      recipient: leaving,
      purpose: 'shipping_update' as const,
    }));
    let now = 0;
    const said: string[] = [];
    for await (const { decision } of answersTo(asked, how, () => now)) {
      said.push(decision);
      if (said.length !== 3) continue;
      const body = { number: leaving, channel: 'web' };
      expect((await post(`${url}/v1/opt-outs`, keys.ingest, body)).status).toBe(201);
      now += 5_001;
    }
    expect(said).toEqual([...Array(3).fill('allow'), ...Array(27).fill('deny')]);
  });

  test('whoever has heard enough leaves nothing behind that is still asked', async () => {
    const heard = [];
    for await (const answer of gate.checkMany([
      { recipient: agreed, template },
      freely(wrote),
      freely(agreed),
    ])) {
      heard.push(answer);
      break;
    }
    expect(heard).toHaveLength(1);
  });
});
