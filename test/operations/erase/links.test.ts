// Whoever is erased, over whatever links, by the operations themselves: no deny becomes an allow for any
// name, nobody else is judged otherwise, and nothing of before comes back. The rules alone are tried by the
// thousand in core/consent/record/erasure.test.ts; here a few histories go through the log, the database and
// the gate.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverOptOut } from '../../../ledger/channels/server/opt-out.ts';
import { componentMax } from '../../../ledger/core/consent/component.ts';
import type { CanonicalIdentifier } from '../../../ledger/core/subject/identifier.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { eraseBy } from '../../../ledger/operations/erase/erase.ts';
import { previewErasure } from '../../../ledger/operations/erase/preview.ts';
import { ask } from '../../../ledger/operations/gate/ask.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import { findPerson } from '../../../ledger/operations/person/find-person.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { optInByPhone, optInByTick, shop, stop } from '../commands.ts';

let here: TestLedger;
beforeAll(async () => {
  here = await testLedger();
});
afterAll(() => here?.stop());

type Name = CanonicalIdentifier & { kind: 'number' | 'bsuid' };

const officer = { key: 'officer', business: shop.business, scopes: ['erase' as const] };
const preview = (name: Name) => previewErasure(here.ledger, officer, name);
const erase = async (name: Name) =>
  eraseBy(here.ledger, officer, (await preview(name)).token, 'asked_by_person');
const personOf = async (name: Name) => (await findPerson(here.ledger, shop.business, name)).person;

let told = 0;
const said = () => {
  told += 1;
  return { sender: '1', name: `wamid.l${told}` };
};
/** Each told by an account of its own: two ids of one number from one account tell of two people. */
const aliasElsewhere = (pairs: readonly (readonly [Name, Name])[]) =>
  hearIdentities(
    here.ledger,
    shop.business,
    pairs.map(([one, other]) => ({ ...said(), account: `${told}`, kind: 'alias', one, other })),
  );
const alias = (one: Name, other: Name) =>
  hearIdentities(here.ledger, shop.business, [{ ...said(), kind: 'alias', one, other }]);
const change = (from: Name, to: Name) =>
  hearIdentities(here.ledger, shop.business, [{ ...said(), kind: 'change', from, to }]);

async function judged(name: Name) {
  const question = { purpose: 'shipping_update', scope: 'message' } as const;
  const asked = { business: shop.business, recipient: name, question };
  const { decision, reasons } = (await ask(here.ledger, asked, { permit: false })).answer;
  return { decision, reasons };
}

const [numbers, ids] = [3, 3];
/** In every history other people, of as many names. */
const namesIn = (history: number): Name[] => [
  ...Array.from({ length: numbers }, (_, i) => {
    return { kind: 'number', value: `+9198765${14_000 + history * 10 + i}` } as const;
  }),
  ...Array.from({ length: ids }, (_, i) => ({ kind: 'bsuid', value: `IN.4514${history}0${i}` }) as const),
];

const aNumber = fc.nat({ max: numbers - 1 });
const anId = fc.integer({ min: numbers, max: numbers + ids - 1 });
const aFact = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constantFrom('tick', 'phone'), one: aNumber, other: anId }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('stop'), one: fc.oneof(aNumber, anId), other: anId }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('alias'), one: aNumber, other: anId }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('elsewhere'), one: aNumber, other: anId }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('change'), one: aNumber, other: aNumber }) },
);

async function happens({ what, one, other }: { what: string; one: Name; other: Name }): Promise<void> {
  if (what === 'tick') await optInByTick(here.ledger, one.value);
  else if (what === 'phone') await optInByPhone(here.ledger, one.value);
  else if (what === 'alias') await alias(one, other);
  else if (what === 'elsewhere') await aliasElsewhere([[one, other]]);
  else if (what === 'change') {
    if (one !== other) await change(one, other);
  } else if (one.kind === 'number') await recordOptOut(here.ledger, stop(one.value));
  else await recordOptOut(here.ledger, serverOptOut({ bsuid: one.value, channel: 'web' }, shop));
}

test('no deny becomes an allow, nobody else is judged otherwise, and what was given before stays gone', async () => {
  let history = 0;
  const seen = { allowed: 0, others: 0 };
  const anyHistory = fc.array(aFact, { minLength: 4, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(anyHistory, fc.nat({ max: numbers + ids - 1 }), async (facts, who) => {
      history += 1;
      const names = namesIn(history);
      for (const { what, one, other } of facts)
        await happens({ what, one: names[one]!, other: names[other]! });
      const erased = (await personOf(names[who]!))?.subjects;
      if (erased === undefined) return;
      const people = await Promise.all(names.map(personOf));
      const before = await Promise.all(names.map(judged));
      const beforehand = new Date().toISOString();
      expect(await erase(names[who]!)).toMatchObject({ subjects: erased.length });
      const isTheirs = names.map((_, i) => people[i]?.named.some((one) => erased.includes(one)) ?? false);
      const check = async () => {
        const after = await Promise.all(names.map(judged));
        for (const [i, { decision }] of after.entries()) {
          if (!isTheirs[i]) expect(after[i]).toEqual(before[i]);
          if (decision === 'allow') expect(before[i]).toMatchObject({ decision });
        }
        expect(after[who]).toMatchObject({ decision: 'deny' });
      };
      await check();
      // Of each of their numbers, what they agreed to before and what a server on the way has kept till now.
      for (const [i, { kind, value }] of names.entries())
        if (isTheirs[i] && kind === 'number')
          await optInByTick(here.ledger, value, { occurred_at: beforehand });
      await check();
      seen.allowed += before.filter(({ decision }, i) => isTheirs[i] && decision === 'allow').length;
      seen.others += before.filter(({ decision }, i) => !isTheirs[i] && decision === 'allow').length;
    }),
    { numRuns: 20, seed: 13, endOnFailure: true },
  );
  // Else nothing was tried.
  expect(Math.min(seen.allowed, seen.others)).toBeGreaterThan(3);
  expect(await findingsIn(here)).toEqual([]);
});

describe('a person of many names', () => {
  const number = (n: number): Name => ({ kind: 'number', value: `+91987651309${n}` });
  const idsOf = (n: number, count: number) =>
    Array.from({ length: count }, (_, i): Name => ({ kind: 'bsuid', value: `IN.4515${n}00${i}` }));

  test('is erased whole while anybody can tell who that is, and under every name', async () => {
    const [one, others] = [number(1), idsOf(1, componentMax - 1)];
    await optInByTick(here.ledger, one.value);
    await aliasElsewhere(others.map((other) => [one, other]));
    expect(await judged(others.at(-1)!)).toMatchObject({ decision: 'allow' });
    expect(await erase(others[0]!)).toMatchObject({ subjects: componentMax });
    for (const name of [one, others[0]!, others.at(-1)!])
      expect(await judged(name)).toMatchObject({ decision: 'deny' });
  });

  test.each([
    ['of one name more', 2, componentMax, 'star'],
    ['that one name joins', 4, 3 * componentMax, 'star'],
    ['that stand in a row', 5, 3 * componentMax, 'row'],
  ])('%s: nobody of them is allowed, and all of them are erased', async (_, n, count, shape) => {
    const [one, others] = [number(n), idsOf(n, count)];
    await optInByTick(here.ledger, one.value);
    const row = [one, ...others];
    await aliasElsewhere(others.map((other, i) => [shape === 'row' ? row[i]! : one, other]));
    const last = others.at(-1)!;
    for (const name of [one, last])
      expect(await judged(name)).toMatchObject({ decision: 'deny', reasons: ['too_many_links'] });
    const shown = await preview(last);
    expect(shown.identifiers).toHaveLength(count + 1);
    expect(shown.counts).toMatchObject({ keys: count + 1, states: count + 1 });
    expect(shown.token.length).toBeLessThan(2_000);
    const confirm = () => eraseBy(here.ledger, officer, shown.token, 'asked_by_person');
    const erased = await confirm();
    expect(erased).toMatchObject({ subjects: count + 1 });
    // Told again, it is the same erasure.
    expect(await confirm()).toEqual(erased);
    for (const name of [one, last]) {
      expect(await judged(name)).toMatchObject({ decision: 'deny' });
      const { counts } = await preview(name);
      expect(counts).toMatchObject({ keys: count + 1, messages: 0 });
    }
  });

  test.each([
    ['as many as the gate follows', 3, componentMax],
    ['more', 6, componentMax + 2],
  ])('of %s, one that grew by one since the preview is not erased in part', async (_, first, count) => {
    const [one, others] = [number(first), idsOf(first, count)];
    await optInByTick(here.ledger, one.value);
    await aliasElsewhere(others.slice(1).map((other) => [one, other]));
    const { token } = await preview(one);
    await aliasElsewhere([[one, others[0]!]]);
    const confirmed = eraseBy(here.ledger, officer, token, 'asked_by_person');
    await expect(confirmed).rejects.toMatchObject({ code: 'conflict' });
    expect((await personOf(others.at(-1)!))!.state.erased).toBeUndefined();
    expect((await preview(one)).counts.records).toBeGreaterThan(componentMax);
  });

  test('left a whole ledger', async () => {
    expect(await findingsIn(here)).toEqual([]);
  });
});
