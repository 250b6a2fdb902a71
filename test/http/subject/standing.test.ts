// What one person allows, purpose by purpose: the same as the gate says now, the same as the gate would have
// said then, and what changed between the two.

import { beforeAll, describe, expect, test } from 'vitest';
import { purposes } from '../../../ledger/core/notice/purpose.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { namedPeople } from '../named-people.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

const here = namedPeople();
const purpose = 'shipping_update';

const ask = (body: object, path = '/v1/subjects/standing', key: keyof typeof here.ledger.keys = 'audit') =>
  post(`${here.ledger.url}${path}`, here.ledger.keys[key], body);
const standing = async (body: object): Promise<Body> => (await ask(body)).json();
const between = async (body: object): Promise<Body> => (await ask(body, '/v1/subjects/between')).json();
const of = ({ standings }: Body, wanted: string = purpose): Body =>
  standings.find((one: Body) => one.purpose === wanted && one.scope === 'message');

const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
const stop = (number: string, over: object = {}) =>
  here.ask('/v1/opt-outs', 'ingest', { number, channel: 'web', ...over });

/** Someone who agreed, stopped and agreed again, and the sizes of the log after each. */
let number: string;
let subject: string;
let sizes: number[];
let moments: string[];

beforeAll(async () => {
  const { wa_id } = here.someone();
  number = `+${wa_id}`;
  sizes = [await here.treeSize()];
  moments = [new Date().toISOString()];
  const after = async (done: Promise<Body>) => {
    await pause();
    await done;
    sizes.push(await here.treeSize());
    await pause();
    moments.push(new Date().toISOString());
  };
  await after(here.ask('/v1/opt-ins', 'ingest', ivrOptIn(number)));
  await after(stop(number, { purposes: [purpose] }));
  await after(here.agrees(wa_id));
  ({ subject } = await here.ask('/v1/subjects/history', 'audit', { number }));
});

test('now it is what the gate says, of every purpose', async () => {
  const now = await standing({ subject });
  expect(
    now.standings.filter(({ scope }: Body) => scope === 'message').map((one: Body) => one.purpose),
  ).toEqual(purposes);
  for (const { scope, since: _, until: __, ...said } of now.standings) {
    const question = { recipient: number, purpose: said.purpose, scope, permit: false };
    const { tree_size: ___, ...gate } = await here.ask('/v1/gate/check', 'gate', question);
    const { purpose: ____, ...decided } = said;
    expect(decided).toEqual(gate);
  }
  expect(now).toMatchObject({ subject });
  expect(of(now)).toMatchObject({ decision: 'allow', reasons: ['granted'], grade: 'E3' });
});

test('at every size and moment it is what the gate would have said', async () => {
  const seen: string[] = [];
  for (const [i, tree_size] of sizes.entries()) {
    for (const then of [{ tree_size }, { at: moments[i] }]) {
      const told = await standing({ subject, ...then });
      for (const one of ['shipping_update', 'payment_update', 'marketing']) {
        const asked = { recipient: number, purpose: one, ...then };
        const { decision, reasons, record } = await here.ask('/v1/gate/as-of', 'audit', asked);
        expect([then, of(told, one)]).toEqual([
          then,
          expect.objectContaining({ decision, reasons, ...(record && { record }) }),
        ]);
      }
      seen.push(of(told).decision);
    }
  }
  expect(seen).toEqual(['deny', 'deny', 'allow', 'allow', 'deny', 'deny', 'allow', 'allow']);
});

test('it says since when', async () => {
  const { records } = await here.ask('/v1/subjects/history', 'audit', { number });
  const [first, out] = records.filter(({ kind }: Body) => ['opt_in', 'opt_out'].includes(kind));
  expect(of(await standing({ subject, tree_size: sizes[1] })).since).toBe(first.record.recorded_at);
  expect(of(await standing({ subject, tree_size: sizes[2] }))).toMatchObject({
    ...{ decision: 'deny', reasons: ['withdrawn'], record: out.id, since: out.record.recorded_at },
  });
});

test('of a stranger nothing is allowed', async () => {
  const { subject: none, standings } = await standing({ number: '+919876508888' });
  expect(none).toBeUndefined();
  expect(new Set(standings.map((one: Body) => `${one.decision} ${one.reasons}`))).toEqual(
    new Set(['deny unknown_recipient']),
  );
});

test('each look is in the person’s history', async () => {
  await standing({ subject });
  await standing({ subject, tree_size: sizes[1] });
  const { records } = await here.ask('/v1/subjects/history', 'audit', { number });
  const looks = records.flatMap(({ record }: Body) => record.access?.operation ?? []);
  expect(looks.slice(-3)).toEqual(['look_up', 'as_of', 'history']);
});

describe('between two moments', () => {
  test('is told which purposes changed, how, and by which records', async () => {
    const told = await between({ subject, from: { tree_size: sizes[1] }, to: { tree_size: sizes[2] } });
    expect(told.changed).toEqual([
      expect.objectContaining({
        purpose,
        scope: 'message',
        before: expect.objectContaining({ decision: 'allow' }),
        after: expect.objectContaining({ decision: 'deny', reasons: ['withdrawn'] }),
      }),
      // Nobody had asked to call, and a stop is one of calls too.
      expect.objectContaining({ purpose, scope: 'call' }),
    ]);
    expect(told.records.map(({ kind }: Body) => kind)).toEqual(['opt_out']);
    expect(told.records[0].inclusion.length).toBeGreaterThan(0);
    expect(told).toMatchObject({ from: { tree_size: sizes[1] }, to: { tree_size: sizes[2] } });
  });

  test('from before the first word to now there is all of it, in pages', async () => {
    const asked = { subject, from: { at: moments[0] }, to: { at: moments[3] } };
    const whole = await between(asked);
    expect(whole.records.map(({ kind }: Body) => kind)).toEqual(['opt_in', 'opt_out', 'opt_in']);
    const first = await between({ ...asked, limit: 2 });
    const rest = await between({ ...asked, after: first.next });
    expect([...first.records, ...rest.records].map(({ id }: Body) => id)).toEqual(
      whole.records.map(({ id }: Body) => id),
    );
    expect(rest.next).toBeUndefined();
    expect(first.changed).toEqual(whole.changed);
    expect(whole.changed.map((one: Body) => one.before.reasons[0])).toContain('unknown_recipient');
  });

  test('what changed is the difference of the two standings, whichever moments', async () => {
    for (const from of sizes)
      for (const to of sizes.filter((size) => size >= from)) {
        const { changed } = await between({ subject, from: { tree_size: from }, to: { tree_size: to } });
        const [was, is] = [
          await standing({ subject, tree_size: from }),
          await standing({ subject, tree_size: to }),
        ];
        for (const one of purposes) {
          const found = changed.find((each: Body) => each.purpose === one && each.scope === 'message');
          const isSame = JSON.stringify(of(was, one)) === JSON.stringify(of(is, one));
          expect([from, to, one, found === undefined]).toEqual([from, to, one, isSame]);
          if (found) expect([found.before, found.after]).toEqual([of(was, one), of(is, one)]);
        }
      }
  });

  test.each([
    ['backwards', () => ({ from: { tree_size: sizes[2] }, to: { tree_size: sizes[1] } }), '/to', 'range'],
    ['from nowhere', () => ({ from: {}, to: { tree_size: 1 } }), '/from', 'one_moment'],
    [
      'to what is to come',
      () => ({ from: { tree_size: 1 }, to: { at: '2999-01-01T00:00:00Z' } }),
      '/to/at',
      'not_in_the_future',
    ],
    [
      'to a size to come',
      () => ({ from: { tree_size: 1 }, to: { tree_size: 1e9 } }),
      '/to/tree_size',
      'not_in_the_log',
    ],
  ])('%s is refused', async (_what, asked, pointer, rule) => {
    const { errors } = await expectProblem(ask({ subject, ...asked() }, '/v1/subjects/between'), 'invalid');
    expect(errors).toContainEqual(expect.objectContaining({ pointer, rule }));
  });
});

describe('after an erasure', () => {
  test('the past of the person is told no more, and no deny becomes an allow', async () => {
    const person = here.someone();
    await here.agrees(person.wa_id);
    const then = await here.treeSize();
    await stop(`+${person.wa_id}`);
    const id = (await here.ask('/v1/subjects/history', 'audit', { wa_id: person.wa_id })).subject;
    const { token } = await here.ask('/v1/subjects/erase/preview', 'admin', { subject: id });
    await here.ask('/v1/subjects/erase', 'admin', { token, reason: 'asked_by_person' });
    expect(of(await standing({ subject: id, tree_size: then }))).toMatchObject({ decision: 'deny' });
    const { changed, records } = await between({
      ...{ subject: id, from: { tree_size: then }, to: { at: new Date().toISOString() } },
    });
    expect([records, changed.filter((one: Body) => one.after.decision === 'allow')]).toEqual([[], []]);
  });
});

test.each(['ingest', 'gate', 'admin'] as const)('the %s key may not ask', async (key) => {
  await expectProblem(ask({ subject }, '/v1/subjects/standing', key), 'forbidden');
  const asked = { subject, from: { tree_size: 0 }, to: { tree_size: 1 } };
  await expectProblem(ask(asked, '/v1/subjects/between', key), 'forbidden');
});

test('another business is told of a stranger', async () => {
  const { ledger, url } = here.ledger;
  await addBusiness(ledger, { id: 'other-shop', name: 'Other' });
  const { key } = await createApiKey(ledger, 'other-shop', 'audit', ['audit:read']);
  const told: Body = await (await post(`${url}/v1/subjects/standing`, key, { subject })).json();
  expect(told.subject).toBeUndefined();
  expect(new Set(told.standings.flatMap((one: Body) => one.reasons))).toEqual(new Set(['unknown_recipient']));
});

test.each([
  ['a moment to come', { at: '2999-01-01T00:00:00Z' }, '/at', 'not_in_the_future'],
  ['a size to come', { tree_size: 1e9 }, '/tree_size', 'not_in_the_log'],
  ['two people', { number: '+919876508888' }, '/number', 'one_name'],
])('%s is refused', async (_what, over, pointer, rule) => {
  const { errors } = await expectProblem(ask({ subject, ...over }), 'invalid');
  expect(errors).toContainEqual(expect.objectContaining({ pointer, rule }));
});
