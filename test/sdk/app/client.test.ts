// The reference client of an app against a whole ledger, on a network that fails and by a wrong clock.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { joinLines } from '../../../ledger/core/notice/render.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { changeSite } from '../../../ledger/operations/setup/sites.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import type { Outcome } from '../../../ledger/sdk/app/client.ts';
import { shopApp } from '../../http/app.ts';
import { type Body, post } from '../../http/requests.ts';
import { customerToken } from '../../support/customer-token.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Network, Phone, ticked } from './phone.ts';

let ledger: TestLedger;
let phone: Phone;
let number: string;
let used = 0;
beforeAll(async () => {
  ledger = await testLedger();
  await changeSite(ledger.ledger, ledger.business, ledger.site, { addOrigins: [`app:${shopApp}`] });
});
afterAll(() => ledger.stop());
beforeEach(() => {
  phone = new Phone(ledger);
  number = `+9198765436${String(used++).padStart(2, '0')}`;
});

const decision = async (): Promise<string> => {
  const asked = { recipient: number, purpose: 'shipping_update' };
  const answer = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, asked);
  return ((await answer.json()) as Body).decision;
};
const size = async () => (await ledger.ledger.log.latestCheckpoint())!.size;
const kinds = (outcomes: (Outcome | undefined)[]) => outcomes.map((outcome) => outcome?.kind);

describe('with a network', () => {
  test('a tick is saved as E3 under the lines that were drawn, and taken back with the same key', async () => {
    const optIn = await phone.start();
    expect(joinLines(optIn.lines(number))).toContain(`XXXXXX${number.slice(-4)}`);
    const saved = await optIn.commit(ticked(number));
    expect(saved).toMatchObject({ kind: 'saved', grade: 'E3', link: expect.stringMatching(/^https:/) });
    expect(await decision()).toBe('allow');
    expect(await optIn.undo()).toEqual({ kind: 'taken_back' });
    expect(await decision()).toBe('deny');
    expect(await optIn.undo()).toBeUndefined();
    expect(optIn.waiting).toBe(0);
  });

  test('a tick is taken back after the app was started again, but not after a new install', async () => {
    await (await phone.start()).commit(ticked(number));
    expect(await (await phone.start()).undo()).toEqual({ kind: 'taken_back' });
    await (await phone.start()).commit(ticked(number));
    phone.reinstall();
    expect(await (await phone.start()).undo()).toBeUndefined();
    expect(await decision()).toBe('allow');
  });

  test('a customer token goes along, and one of another number is refused', async () => {
    const secret = await newCustomerSecret(ledger.ledger, ledger.business, ledger.site);
    const tokenOf = (of: string) => customerToken(secret, { site: ledger.site, number: of });
    const optIn = await phone.start();
    const saved = await optIn.commit({ ...ticked(number), customerToken: tokenOf(number) });
    expect(saved).toMatchObject({ kind: 'saved', grade: 'E3' });
    const refused = await optIn.commit({ ...ticked(number), customerToken: tokenOf('+919876543699') });
    expect(refused).toMatchObject({ kind: 'refused', errors: [{ rule: 'not_of_customer_token' }] });
  });

  test('a screen that breaks the policy is refused with every fault, and nothing is kept', async () => {
    const optIn = await phone.start();
    const refused = await optIn.commit(ticked(number, { initially: 'ticked', logo: false, font_px: 9 }));
    expect(refused).toMatchObject({ kind: 'refused', code: 'not_admitted' });
    expect((refused as { errors: unknown[] }).errors).toHaveLength(4);
    expect([optIn.waiting, await decision()]).toEqual([0, 'deny']);
  });

  test('an app that the site does not list is told so at the tick, and a wrong site at the start', async () => {
    const optIn = await phone.start({ app: 'com.evil.shop' });
    expect(await optIn.commit(ticked(number))).toMatchObject({ code: 'origin_not_allowed' });
    expect(optIn.waiting).toBe(0);
    await expect(phone.start({ site: `pk_${'A'.repeat(24)}` })).rejects.toThrow(/^not_found/);
  });

  test('a tick under a notice that was retired is refused, and the next start says so', async () => {
    await publish(ledger.ledger, ledger.business, { ...orderUpdates, id: 'for-a-while' }, 'test');
    const optIn = await phone.start({ notice: 'for-a-while' });
    await retire(ledger.ledger, ledger.business, 'for-a-while', 'test');
    expect(await optIn.commit(ticked(number))).toMatchObject({ kind: 'refused', code: 'notice_superseded' });
    await expect(phone.start({ notice: 'for-a-while' })).rejects.toThrow(/^notice_superseded/);
  });
});

describe('without a network', () => {
  test.each<Network>(['off', 'portal'])(
    '(%s) a tick is kept, and brought by the next start: E2',
    async (network) => {
      await phone.start();
      phone.network = network;
      const optIn = await phone.start();
      expect(await optIn.commit(ticked(number))).toEqual({ kind: 'kept' });
      expect(kinds(await optIn.bring())).toEqual(['kept']);
      expect(await decision()).toBe('deny');
      phone.network = 'on';
      const again = await phone.start();
      expect(again.waiting).toBe(1);
      expect(await again.bring()).toMatchObject([{ kind: 'saved', grade: 'E2' }]);
      expect([again.waiting, await decision()]).toEqual([0, 'allow']);
      expect(await again.bring()).toEqual([]);
    },
  );

  test('an app that never read a notice does not open', async () => {
    phone.network = 'off';
    await expect(phone.start()).rejects.toThrow(/^unreachable/);
    phone.network = 'on';
    await phone.start();
    phone.network = 'off';
    await expect(phone.start({ notice: 'another' })).rejects.toThrow(/^unreachable/);
  });

  test('a tick that was taken back before it left is never sent', async () => {
    const before = await size();
    const optIn = await phone.start();
    phone.network = 'off';
    await optIn.commit(ticked(number));
    expect(await optIn.undo()).toEqual({ kind: 'taken_back' });
    phone.network = 'on';
    expect(await optIn.bring()).toEqual([]);
    expect(await size()).toBe(before);
  });

  test('a stop is kept too, and brought', async () => {
    const optIn = await phone.start();
    await optIn.commit(ticked(number));
    phone.network = 'off';
    expect(await optIn.undo()).toEqual({ kind: 'kept' });
    phone.network = 'on';
    expect(kinds(await (await phone.start()).bring())).toEqual(['taken_back']);
    expect(await decision()).toBe('deny');
  });

  test('several ticks are brought in their order, and only the last is taken back', async () => {
    const optIn = await phone.start();
    phone.network = 'off';
    const first = number;
    await optIn.commit(ticked(first));
    const second = `+9198765436${String(used++).padStart(2, '0')}`;
    await optIn.commit(ticked(second));
    phone.network = 'on';
    expect(kinds(await optIn.bring())).toEqual(['saved', 'saved']);
    expect(await optIn.undo()).toEqual({ kind: 'taken_back' });
    number = second;
    expect(await decision()).toBe('deny');
    number = first;
    expect(await decision()).toBe('allow');
  });
});

describe('when the answer is lost', () => {
  /** The nonce arrives; the answer to what is posted does not. */
  const losingOptIns = (): typeof fetch => async (url, init) => {
    const answer = await fetch(url, init);
    if (String(url).endsWith('/v1/opt-ins')) throw new TypeError('Network connection lost');
    return answer;
  };

  test('the same record is brought again, and it is one record', async () => {
    const optIn = await phone.start({ fetch: losingOptIns() });
    const before = await size();
    expect(await optIn.commit(ticked(number))).toEqual({ kind: 'kept' });
    expect(await size()).toBe(before + 1);
    expect(await decision()).toBe('allow');
    const again = await phone.start();
    expect(await again.bring()).toMatchObject([{ kind: 'saved', grade: 'E3' }]);
    expect(await size()).toBe(before + 1);
    expect(await again.undo()).toEqual({ kind: 'taken_back' });
  });

  test('a tick that is taken back meanwhile ends, although the app does not know its record yet', async () => {
    const optIn = await phone.start({ fetch: losingOptIns() });
    await optIn.commit(ticked(number));
    expect(await optIn.undo()).toEqual({ kind: 'kept' });
    const again = await phone.start();
    expect(kinds(await again.bring())).toEqual(['taken_back']);
    expect([again.waiting, await decision()]).toEqual([0, 'deny']);
  });
});

describe('an undo whose tick may be recorded', () => {
  /** Answers to what is posted there are lost on their way. */
  const losing =
    (lost: () => string | undefined): typeof fetch =>
    async (url, init) => {
      const path = lost();
      const answer = await fetch(url, init);
      if (path !== undefined && String(url).endsWith(path)) throw new TypeError('Network connection lost');
      return answer;
    };
  const tokenOf = async () => {
    const secret = await newCustomerSecret(ledger.ledger, ledger.business, ledger.site);
    return customerToken(secret, { site: ledger.site, number });
  };

  test('is never lost, whenever the process ends', async () => {
    let ends = 0;
    for (let isDone = false; !isDone; ends += 1) {
      phone = new Phone(ledger);
      number = `+91987654380${ends}`;
      const optIn = await phone.start({ fetch: losing(() => '/v1/opt-ins') });
      await optIn.commit(ticked(number));
      expect(await decision()).toBe('allow');
      await optIn.undo();
      const again = await phone.start();
      phone.writesLeft = ends;
      await again.bring();
      isDone = phone.writesLeft > 0;
      const last = await phone.restart();
      await last.bring();
      expect([ends, last.waiting, await decision()]).toEqual([ends, 0, 'deny']);
    }
    expect(ends).toBeGreaterThan(3);
  });

  test('ends it also where the site lists the app no more', async () => {
    const optIn = await phone.start({ fetch: losing(() => '/v1/opt-ins') });
    await optIn.commit(ticked(number));
    await optIn.undo();
    const list = { removeOrigins: [`app:${shopApp}`] };
    await changeSite(ledger.ledger, ledger.business, ledger.site, list);
    try {
      const again = await phone.start();
      expect(await again.commit(ticked('+919876543699'))).toMatchObject({ code: 'origin_not_allowed' });
      expect([again.waiting, await decision()]).toEqual([0, 'deny']);
      expect(await again.undo()).toBeUndefined();
    } finally {
      await changeSite(ledger.ledger, ledger.business, ledger.site, { addOrigins: [`app:${shopApp}`] });
    }
  });

  test.each(['not_found', 'origin_not_allowed', 'forbidden', 'unheard_of'])(
    '(%s) is not done by a refusal that says nothing of the tick: it waits',
    async (code) => {
      const optIn = await phone.start({ fetch: losing(() => '/v1/opt-ins') });
      await optIn.commit(ticked(number));
      const refusing: typeof fetch = async (url, init) =>
        String(url).includes('/v1/notices/') ? fetch(url, init) : Response.json({ code }, { status: 403 });
      const again = await phone.start({ fetch: refusing });
      for (let times = 0; times < 2; times += 1) {
        expect(await again.undo()).toMatchObject({ kind: 'refused', code });
        expect(again.waiting).toBe(1);
      }
      const last = await phone.start();
      expect(kinds(await last.bring())).toEqual(['taken_back']);
      expect([last.waiting, await decision()]).toEqual([0, 'deny']);
    },
  );

  test('is done by the refusal of a tick that was never recorded', async () => {
    const optIn = await phone.start({ fetch: losing(() => '/v1/opt-ins') });
    await optIn.commit(ticked(number, { logo: false }));
    expect(await (await phone.start()).undo()).toEqual({ kind: 'taken_back' });
  });

  test.each([false, true])('(customer token: %s) ends no tick that came after it', async (isNamed) => {
    let lost: string | undefined = '/v1/opt-ins';
    const optIn = await phone.start({ fetch: losing(() => lost) });
    const tick = { ...ticked(number), ...(isNamed && { customerToken: await tokenOf() }) };
    const outcomes = [await optIn.commit(tick), await optIn.undo(), await optIn.commit(tick)];
    expect(kinds(outcomes)).toEqual(['kept', 'kept', 'kept']);
    lost = '/v1/opt-outs';
    await optIn.bring();
    lost = undefined;
    await optIn.bring();
    expect([optIn.waiting, await decision()]).toEqual([0, 'allow']);
    expect(await optIn.undo()).toEqual({ kind: 'taken_back' });
    expect(await decision()).toBe('deny');
  });

  test.each([false, true])(
    '(customer token: %s) goes before the tick that comes after it',
    async (isNamed) => {
      let lost: string | undefined = '/v1/opt-ins';
      const optIn = await phone.start({ fetch: losing(() => lost) });
      const tick = { ...ticked(number), ...(isNamed && { customerToken: await tokenOf() }) };
      expect(kinds([await optIn.commit(tick), await optIn.undo()])).toEqual(['kept', 'kept']);
      lost = undefined;
      expect(await optIn.commit(tick)).toMatchObject({ kind: 'saved', grade: 'E3' });
      expect([optIn.waiting, await decision()]).toEqual([0, 'allow']);
    },
  );

  test('that is a withdrawal and has not arrived lets no tick be taken that it would end', async () => {
    const optIn = await phone.start();
    const tick = { ...ticked(number), customerToken: await tokenOf() };
    await optIn.commit(tick);
    phone.network = 'off';
    expect(await optIn.undo()).toEqual({ kind: 'kept' });
    expect(await optIn.commit(tick)).toMatchObject({ kind: 'refused', code: 'undo_waits' });
    phone.network = 'on';
    expect(await optIn.commit(tick)).toMatchObject({ kind: 'saved' });
    expect([optIn.waiting, await decision()]).toEqual([0, 'allow']);
  });
});

describe('with a clock that is wrong', () => {
  test.each([-10, -1, 1, 10].map((days) => days * 86_400_000))(
    '%d ms off, a tick with a network is E3, and a later one without is dated by the ledger’s clock',
    async (ahead) => {
      phone.ahead = ahead;
      const optIn = await phone.start();
      expect(await optIn.commit(ticked(number))).toMatchObject({ kind: 'saved', grade: 'E3' });
      phone.network = 'off';
      expect(await optIn.commit(ticked(number))).toEqual({ kind: 'kept' });
      phone.network = 'on';
      expect(await optIn.bring()).toMatchObject([{ kind: 'saved', grade: 'E2' }]);
    },
  );

  test('ahead, and without a network from the start, a tick is refused and asked for again', async () => {
    await phone.start();
    phone.ahead = 3_600_000;
    phone.network = 'off';
    const optIn = await phone.start();
    await optIn.commit(ticked(number));
    phone.network = 'on';
    expect(await optIn.bring()).toMatchObject([
      { kind: 'refused', errors: [{ pointer: '/iat', rule: 'not_in_the_future' }] },
    ]);
    expect(await optIn.commit(ticked(number))).toMatchObject({ kind: 'saved', grade: 'E3' });
  });
});

test('the client needs nothing of Node and nothing of a browser’s page', () => {
  const sources = ['client', 'signed', 'exchange'].map((name) =>
    readFileSync(new URL(`../../../ledger/sdk/app/${name}.ts`, import.meta.url), 'utf8'),
  );
  const code = sources.join('\n').replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
  expect(code).not.toMatch(/node:|\bBuffer\b|\bprocess\b|\bdocument\b|\bwindow\b|localStorage|\bbtoa\b/);
  const byValue = [...code.matchAll(/^import (?!type)[\s\S]*?from '(.*)';$/gm)].map(([, from]) => from);
  expect([...new Set(byValue)].sort()).toEqual([
    '../../core/notice/render.ts',
    './exchange.ts',
    './signed.ts',
  ]);
});
