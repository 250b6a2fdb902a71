// GET /v1/changes: what a follower is told, that nothing is left out between two questions, at any node, and
// who is refused.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueFeedCursor, openFeedCursor } from '../../../ledger/auth/feed-cursor.ts';
import { keepName, keepVersion } from '../../../ledger/core/policy/retention.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { recordOptIn, recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { businessKey, businessOf } from '../../../ledger/operations/setup/business.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { Clock } from '../../operations/clock.ts';
import { ivrOptIn, optInByPhone, stop } from '../../operations/commands.ts';
import { startedOn } from '../../support/moved-ledger.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem } from '../requests.ts';
import { type App, type Asked, askChanges, linesOf } from './following.ts';

const here = apiOfThisFile();
let key: string;
let strangers: string;

beforeAll(async () => {
  const { ledger, business } = here.ledger;
  key = (await createApiKey(ledger, business, 'crm', ['changes:read'])).key;
  await addBusiness(ledger, { id: 'other-shop', name: 'Other', callingCode: '91' });
  strangers = (await createApiKey(ledger, 'other-shop', 'crm', ['changes:read'])).key;
});

const ask = (asked: Asked = {}, with_ = key, app: App = here.app) => askChanges(app, with_, asked);
const changes = async (asked: Asked = {}, with_ = key, app: App = here.app) =>
  linesOf(await ask(asked, with_, app));

/** As the follower of a business that goes on behind all that is there now. */
const fromNow = async (): Promise<string> => {
  for (let since: string | undefined; ; ) {
    const { end } = await changes({ since });
    if (!end.more) return end.cursor;
    since = end.cursor;
  }
};

const sizeNow = async () => (await here.ledger.ledger.log.latestCheckpoint())!.size;

/** As a business does, once the person has asked. */
async function erase(number: string): Promise<void> {
  const { admin } = here.ledger.keys;
  const { token }: Body = await (await asked('/v1/subjects/erase/preview', admin, { number })).json();
  expect((await asked('/v1/subjects/erase', admin, { token, reason: 'asked_by_person' })).status).toBe(200);
}

const asked = (path: string, with_: string, body: object) =>
  here.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${with_}` },
    body: JSON.stringify(body),
  });

describe('a follower', () => {
  test('is told each change in the order of the log, with what holds of the person now, and no number', async () => {
    const since = await fromNow();
    const number = '+919876504001';
    await optInByPhone(here.ledger.ledger, number);
    const first = await changes({ since });
    expect(first.lines).toMatchObject([
      {
        row: 'change',
        kind: 'opt_in',
        purposes: ['shipping_update', 'payment_update'],
        effective: { shipping_update: 'granted', payment_update: 'granted' },
      },
    ]);
    await recordOptOut(here.ledger.ledger, stop(number));
    const text = await (await ask({ since })).text();
    const [optIn, stopped] = text.split('\n').map((line): Body => line && JSON.parse(line));
    expect(stopped).toMatchObject({ kind: 'opt_out', purposes: ['*'], subject: optIn.subject });
    expect(stopped.index).toBeGreaterThan(optIn.index);
    expect(stopped.tree_size).toBeGreaterThan(stopped.index);
    // A copy that is late hears at once that the earlier yes holds no more.
    for (const { effective } of [optIn, stopped])
      expect(effective).toMatchObject({ shipping_update: 'withdrawn', marketing: 'withdrawn' });
    expect(text).not.toMatch(/9876504001/);
  });

  test('goes on behind any line, and hears nothing twice of what it gave back', async () => {
    const since = await fromNow();
    for (const n of [1, 2, 3]) await optInByPhone(here.ledger.ledger, `+91987650410${n}`);
    const all = await changes({ since });
    expect(all.lines).toHaveLength(3);
    expect((await changes({ since: all.lines[0].cursor })).lines.map(({ record }) => record)).toEqual(
      all.lines.slice(1).map(({ record }) => record),
    );
    expect((await changes({ since: all.end.cursor })).lines).toEqual([]);
  });

  test('is given part by part what is more than it asks for', async () => {
    const since = await fromNow();
    for (const n of [1, 2, 3]) await optInByPhone(here.ledger.ledger, `+91987650420${n}`);
    const records: string[] = [];
    let next = since;
    for (let more = true; more; ) {
      const { lines, end } = await changes({ since: next, limit: '1' });
      expect(lines.length).toBeLessThanOrEqual(1);
      records.push(...lines.map(({ record }) => record));
      next = end.cursor;
      more = end.more;
    }
    expect(records).toEqual((await changes({ since })).lines.map(({ record }) => record));
  });

  test('is told the business’s own id as it was corrected, also of what was recorded before', async () => {
    const { ledger, business } = here.ledger;
    const since = await fromNow();
    const said = ivrOptIn('+919876504711');
    const own = { kind: 'external_id', value: 'C-1' } as const;
    const { record } = await recordOptIn(ledger, { ...said, identifiers: [...said.identifiers, own] });
    const mender = (await createApiKey(ledger, business, 'mender', ['correction:write'])).key;
    const corrections = [{ field: 'external_id', is: 'C-2' }];
    const path = `/v1/records/${record}/corrections`;
    expect((await asked(path, mender, { corrections, reason: 'found_in_review' })).status).toBe(201);
    await recordOptOut(ledger, stop('+919876504711'));
    const { lines } = await changes({ since });
    expect(lines.map(({ kind, external_id: id }) => [kind, id])).toEqual([
      ['opt_in', 'C-2'],
      ['corrected', 'C-2'],
      ['opt_out', 'C-2'],
    ]);
  });

  test('who waits is answered when there is something', async () => {
    const since = await fromNow();
    const waiting = changes({ since, wait: '25' });
    await optInByPhone(here.ledger.ledger, '+919876504301');
    await here.ledger.ledger.register.flush();
    expect((await waiting).lines).toMatchObject([{ kind: 'opt_in' }]);
  });

  test('is not told of looks, also not of its own; the first answer in a minute that shows something is one', async () => {
    const { ledger, business } = here.ledger;
    const since = await fromNow();
    const fresh = (await createApiKey(ledger, business, 'another', ['changes:read'])).key;
    await optInByPhone(ledger, '+919876504401');
    const before = await sizeNow();
    const clock = new Clock();
    const moved = here.with({ world: { ...ledger.world, now: () => clock.now() } });
    const { end } = await changes({ since }, fresh, moved);
    expect(await sizeNow()).toBe(before + 1);
    const [look] = await ledger.records.at([before]);
    expect(look).toMatchObject({ business, subject: null });
    expect(await changes({ since: end.cursor }, fresh, moved)).toMatchObject({ lines: [] });
    clock.pass(59_000);
    expect((await changes({ since }, fresh, moved)).lines).toHaveLength(1);
    expect(await sizeNow()).toBe(before + 1);
    // Another key is another look, and so is a minute later.
    const second = (await createApiKey(ledger, business, 'a third', ['changes:read'])).key;
    const size = await sizeNow();
    expect((await changes({ since }, second, moved)).lines).toHaveLength(1);
    expect(await sizeNow()).toBe(size + 1);
    clock.pass(1_000);
    expect((await changes({ since }, fresh, moved)).lines).toHaveLength(1);
    expect(await sizeNow()).toBe(size + 2);
  });

  test('is not told of looks that have ended', async () => {
    const { ledger, business } = here.ledger;
    await asked('/v1/subjects/history', here.ledger.keys.audit, { number: '+919876504402' });
    const since = await fromNow();
    const look = (await sizeNow()) - 1;
    const ended = await ledger.sequencer.submit({
      business,
      owner: { kind: 'business', key: businessKey(ledger, await businessOf(ledger, business)) },
      record: {
        ...{ v: 2, kind: 'pruned', business, source: { system: 'optmark' } },
        ...{ rule: 'look/*/*', pack: { name: keepName, version: keepVersion }, indexes: [], stones: [] },
      },
      effect: { kind: 'prune', indexes: [look] },
    });
    expect(ended.kind).toBe('placed');
    expect((await changes({ since })).lines).toEqual([]);
  });

  test('far behind in a log of others hears soon how far it has come', async () => {
    const { store, ...feed } = here.ledger.ledger.feed;
    let looks = 0;
    const long: typeof store.changes = async ({ from }) => {
      looks += 1;
      if (looks > 1_000) throw new Error('asked without end');
      return { rows: [], past: from + 50_000, through: 1e9, size: 1e9 };
    };
    const others = here.with({ feed: { ...feed, store: { ...store, changes: long } } });
    const { lines, end } = await changes({}, key, others);
    expect(lines).toEqual([]);
    expect(end).toMatchObject({ more: true, tree_size: 50_000 * looks });
  });

  test('hears of an erasure whom to forget, and nothing more of that person', async () => {
    const since = await fromNow();
    const number = '+919876504501';
    await optInByPhone(here.ledger.ledger, number);
    const [told] = (await changes({ since })).lines;
    await erase(number);
    const { lines } = await changes({ since });
    expect(lines).toMatchObject([{ row: 'erased', subjects: [told.subject] }]);
    expect(lines[0].indexes.flat()).toContain(told.index);
  });

  test('hears what holds of who came back, also where someone had looked for them in between', async () => {
    const number = '+919876504502';
    await optInByPhone(here.ledger.ledger, number);
    await erase(number);
    await asked('/v1/subjects/history', here.ledger.keys.audit, { number });
    await here.ledger.ledger.register.flush();
    const since = await fromNow();
    await optInByPhone(here.ledger.ledger, number);
    const { lines } = await changes({ since });
    expect(lines).toMatchObject([
      { kind: 'opt_in', effective: { shipping_update: 'too_weak_after_withdrawal', marketing: 'withdrawn' } },
    ]);
  });
});

describe('nothing is left out', () => {
  test('of a stop, for each name that it stops: a copy may be kept by any of them', async () => {
    const { ledger, business } = here.ledger;
    const since = await fromNow();
    const [number, bsuid] = [
      { kind: 'number', value: '+919876504701' },
      { kind: 'bsuid', value: 'IN.4701' },
    ] as const;
    await optInByPhone(ledger, number.value);
    const [{ subject: agreed }] = (await changes({ since })).lines;
    const link = { sender: '1', name: 'wamid.4701', kind: 'alias', one: number, other: bsuid } as const;
    await hearIdentities(ledger, business, [link]);
    const linked = await fromNow();
    await recordOptOut(ledger, { ...stop(number.value), identifiers: [bsuid], person: bsuid });
    const { lines } = await changes({ since: linked });
    expect(lines.map(({ kind }) => kind)).toEqual(['opt_out', 'opt_out']);
    expect(lines.map(({ subject }) => subject)).toContain(agreed);
    expect(new Set(lines.map(({ subject }) => subject)).size).toBe(2);
    for (const { effective } of lines) expect(effective).toMatchObject({ shipping_update: 'withdrawn' });
    // Whoever has kept only the first of the two is told of both again; and no limit parts them.
    expect((await changes({ since: lines[0].cursor })).lines).toHaveLength(2);
    expect((await changes({ since: lines[1].cursor })).lines).toEqual([]);
    expect((await changes({ since: linked, limit: '1' })).lines).toHaveLength(2);
  });

  test('of what a test key stops: it counts, and only what it allows does not', async () => {
    const since = await fromNow();
    const { ledger, business } = here.ledger;
    const scopes = ['opt-in:write', 'opt-out:write'] as const;
    const { key: trying } = await createApiKey(ledger, business, 'trying', scopes, undefined, true);
    const number = '+919876504651';
    await optInByPhone(ledger, number);
    await asked('/v1/opt-outs', trying, { number, channel: 'web' });
    const evidence = { call_id: 'c-test', key: '1', prompt: 'v1' };
    const again = { notice: 'order-updates', locale: 'en', number, channel: 'ivr', evidence };
    expect((await asked('/v1/opt-ins', trying, again)).status).toBe(201);
    const { lines } = await changes({ since });
    expect(lines.map(({ kind }) => kind)).toEqual(['opt_in', 'opt_out']);
    expect(lines[1].effective).toMatchObject({ shipping_update: 'withdrawn' });
    expect((await changes({ since, test: 'include' })).lines).toHaveLength(3);
  });

  test('of what the register does not have yet', async () => {
    const since = await fromNow();
    const { ledger, business } = here.ledger;
    // A node that was killed before it handed over what it had recorded.
    const silent = here.with({ register: { ...ledger.register, flush: async () => {} } });
    await optInByPhone(ledger, '+919876504601');
    const { lines, end } = await changes({ since }, key, silent);
    expect(lines).toEqual([]);
    const { next } = openFeedCursor(ledger.keys.macs, business, end.cursor)!;
    expect(next).toBeLessThan(await sizeNow());
    expect((await changes({ since: end.cursor })).lines).toHaveLength(1);
  });

  test('of what cannot be read: the line says of whom', async () => {
    const since = await fromNow();
    const { ledger } = here.ledger;
    await optInByPhone(ledger, '+919876504701');
    const at: Ledger['records']['at'] = async (indexes) =>
      (await ledger.records.at(indexes)).map((one) => ({ ...one, sealed: Buffer.alloc(64) }));
    const broken = here.with({ records: { ...ledger.records, at } });
    const { lines } = await changes({ since }, key, broken);
    expect(lines).toEqual([expect.objectContaining({ row: 'unread', subject: expect.any(String) })]);
  });

  test('by a restore: what it took back is told again from where the log goes on', async () => {
    const since = await fromNow();
    await optInByPhone(here.ledger.ledger, '+919876504801');
    const { lines, end } = await changes({ since });
    const upTo = lines[0].index;
    const [first] = here.ledger.ledger.names;
    const names = [
      { ...first!, upTo },
      { ...first!, origin: `${first!.origin}/2` },
    ];
    const restored = here.with({ names, origin: names[1]!.origin });
    const again = await changes({ since: end.cursor }, key, restored);
    expect(again.lines.map(({ record }) => record)).toEqual([lines[0].record]);
    // Cut under the new name it is not taken back again; and a node of before does not know it.
    expect((await changes({ since: again.end.cursor }, key, restored)).lines).toEqual([]);
    await expectProblem(ask({ since: again.end.cursor }), 'unavailable');
  });

  test('by an older state: who was told more waits for the true one', async () => {
    const { ledger, business } = here.ledger;
    const cursor = issueFeedCursor(ledger.keys.macs, business, { next: (await sizeNow()) + 1_000, name: 1 });
    await expectProblem(ask({ since: cursor }), 'unavailable');
  });

  describe('where another node goes on', () => {
    let second: Awaited<ReturnType<typeof startedOn>>;
    beforeAll(async () => {
      second = await startedOn(here.ledger.config);
    });
    afterAll(() => second?.close());

    test('with the cursor of the first, who has gone', async () => {
      const since = await fromNow();
      await optInByPhone(here.ledger.ledger, '+919876504901');
      const told = await changes({ since });
      await here.ledger.ledger.register.flush();
      await optInByPhone(second.ledger, '+919876504902');
      const next = await changes({ since: told.end.cursor }, key, createApi(second.ledger));
      expect(next.lines).toHaveLength(1);
      expect(next.lines[0].index).toBeGreaterThan(told.lines[0].index);
    });

    test('while what the first recorded is lacking, though the second has handed over what came later', async () => {
      const since = await fromNow();
      await here.ledger.ledger.register.flush();
      await optInByPhone(here.ledger.ledger, '+919876504904');
      await optInByPhone(second.ledger, '+919876504905');
      const atSecond = createApi(second.ledger);
      const { lines, end } = await changes({ since }, key, atSecond);
      expect(lines).toEqual([]);
      await here.ledger.ledger.register.flush();
      expect((await changes({ since: end.cursor }, key, atSecond)).lines).toHaveLength(2);
      await second.ledger.register.flush();
    });

    test('who waits at one is told of what the other records', async () => {
      const since = await fromNow();
      const waiting = changes({ since, wait: '25' });
      await optInByPhone(second.ledger, '+919876504903');
      await second.ledger.register.flush();
      expect((await waiting).lines).toHaveLength(1);
    });
  });
});

describe('refused, and nothing is shown', () => {
  test('another business: of this one it hears nothing, and its cursor opens nothing here', async () => {
    await optInByPhone(here.ledger.ledger, '+919876505001');
    expect((await changes({}, strangers)).lines).toEqual([]);
    const { errors } = await expectProblem(ask({ since: await fromNow() }, strangers), 'invalid');
    expect(errors).toMatchObject([{ pointer: '/since', rule: 'cursor' }]);
  });

  test.each([
    ['a cursor of nobody', { since: 'AAAA' }, '/since'],
    ['a changed cursor', { since: 'A'.repeat(56) }, '/since'],
    ['too long a wait', { wait: '26' }, '/wait'],
    ['no number', { wait: 'soon' }, '/wait'],
    ['more lines than there are', { limit: '501' }, '/limit'],
    ['none', { limit: '0' }, '/limit'],
    ['a field that it does not know', { who: 'x' }, '/who'],
    ['a word for test', { test: 'only' }, '/test'],
  ])('%s', async (_, asked, pointer) => {
    const before = await sizeNow();
    const { errors } = await expectProblem(ask(asked), 'invalid');
    expect(errors?.map((one) => one.pointer)).toEqual([pointer]);
    expect(await sizeNow()).toBe(before);
  });

  test('the ninth who waits; and when one of them is answered there is room again', async () => {
    const app = here.with({});
    const since = await fromNow();
    const waiting = Array.from({ length: 8 }, () => ask({ since, wait: '25' }, key, app));
    await expect.poll(async () => (await ask({ since }, key, app)).status).toBe(503);
    // Other businesses have places of their own.
    expect((await ask({}, strangers, app)).status).toBe(200);
    await optInByPhone(here.ledger.ledger, '+919876505101');
    await here.ledger.ledger.register.flush();
    for (const one of await Promise.all(waiting)) expect(one.status).toBe(200);
    expect((await ask({ since }, key, app)).status).toBe(200);
  });
});
