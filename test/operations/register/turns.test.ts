// One business's questions of the register keep none of another business waiting.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneOfEach } from '../../../ledger/operations/in-turn.ts';
import { queryRegister, type RegisterQuery } from '../../../ledger/operations/register/query.ts';
import type { RegisterAsked } from '../../../ledger/operations/register/store.ts';
import { addBusiness } from '../../../ledger/operations/setup/setup.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { until } from '../../support/until.ts';

let here: TestLedger;
beforeAll(async () => {
  here = await testLedger();
  await addBusiness(here.ledger, { id: 'other-shop', name: 'Other Shop' });
});
afterAll(() => here?.stop());

/** A register that answers a question when the test says so. */
function slow() {
  const underWay: { business: string; answer: () => void }[] = [];
  const store = {
    ...here.ledger.register.store,
    async find(asked: RegisterAsked) {
      await new Promise<void>((answer) => underWay.push({ business: asked.business, answer }));
      return here.ledger.register.store.find(asked);
    },
  };
  const ledger = { ...here.ledger, register: { ...here.ledger.register, store } };
  const ask = (business: string, page: Pick<RegisterQuery, 'limit' | 'cursor'> = {}) =>
    queryRegister(ledger, { key: 'test', business, scopes: ['audit:read'] }, { filter: {}, ...page });
  const answered = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      await until(() => underWay.length > 0, 'a question is under way');
      underWay.shift()!.answer();
    }
  };
  return { ask, underWay, answered };
}

test('of each one at a time, and another’s at once, whatever waits before it', async () => {
  const { ask, underWay, answered } = slow();
  const many = Array.from({ length: 5 }, () => ask(here.business));
  await until(() => underWay.length === 1, 'the first is under way');
  const others = ask('other-shop');
  await until(() => underWay.length === 2, 'the other one is, too');
  expect(underWay.map(({ business }) => business)).toEqual([here.business, 'other-shop']);
  await answered(6);
  expect(await Promise.all([...many, others])).toHaveLength(6);
});

test('two that ask for much keep no third waiting: who had their turn goes behind all who wait', async () => {
  const turn = oneOfEach(2);
  const underWay: { name: string; end: () => void }[] = [];
  const ask = (name: string) => turn(name, () => new Promise<void>((end) => underWay.push({ name, end })), 8);
  const all = ['a', 'a', 'a', 'b', 'b', 'b', 'third'].map(ask);
  const order: string[] = [];
  for (let left = all.length; left > 0; left -= 1) {
    await until(() => underWay.length === Math.min(2, left), 'the next are under way');
    const { name, end } = underWay.shift()!;
    order.push(name);
    end();
  }
  await Promise.all(all);
  expect(order).toEqual(['a', 'b', 'third', 'a', 'b', 'a', 'b']);
});

test('beyond what may wait, a business is refused, with when to ask again; the others are not', async () => {
  const { ask, answered } = slow();
  const refused: unknown[] = [];
  const many = Array.from({ length: 10 }, () =>
    ask(here.business).catch((refusal) => void refused.push(refusal)),
  );
  await until(() => refused.length > 0, 'one is refused');
  const others = ask('other-shop');
  await answered(10);
  expect(await others).toMatchObject({ unread: 0 });
  await Promise.all(many);
  expect(refused).toMatchObject([{ code: 'overloaded', retryAfter: 5 }]);
  const again = ask(here.business);
  await answered(1);
  expect(await again).toMatchObject({ tree_size: expect.any(Number) });
});

test('a cursor is no way around it', async () => {
  const { ask, answered } = slow();
  const first = ask(here.business, { limit: 1 });
  await answered(1);
  const { next: cursor } = await first;
  expect(cursor).toBeDefined();
  const refused: unknown[] = [];
  const many = Array.from({ length: 10 }, () =>
    ask(here.business, { limit: 1, cursor }).catch((refusal) => void refused.push(refusal)),
  );
  await until(() => refused.length > 0, 'one is refused');
  await answered(9);
  await Promise.all(many);
  expect(refused).toMatchObject([{ code: 'overloaded', retryAfter: 5 }]);
});

test('a question that fails gives its turn on', async () => {
  const { store } = here.ledger.register;
  let fails = true;
  const ledger = {
    ...here.ledger,
    register: {
      ...here.ledger.register,
      store: {
        ...store,
        find: (asked: RegisterAsked) => (fails ? Promise.reject(new Error('gone')) : store.find(asked)),
      },
    },
  };
  const ask = () =>
    queryRegister(ledger, { key: 'test', business: here.business, scopes: ['audit:read'] }, { filter: {} });
  await expect(ask()).rejects.toThrow('gone');
  fails = false;
  expect(await ask()).toMatchObject({ unread: 0 });
});
