// How late a copy elsewhere is, and when it was told of a stop: by its own word, which it gives by asking on.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cutsOf } from '../../../ledger/core/feed/cut.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { readFollowers } from '../../../ledger/operations/feed/followers.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { addBusiness, createApiKey, revokeApiKey } from '../../../ledger/operations/setup/setup.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { createFollowerStore } from '../../../ledger/storage/feed/follower-store.ts';
import { auditor, optInByPhone, stop } from '../../operations/commands.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem } from '../requests.ts';

const here = apiOfThisFile();
let superuser: Database;
beforeAll(async () => {
  superuser = openDatabase({ url: here.ledger.config.databaseUrl!, clients: 1 });
  await addBusiness(here.ledger.ledger, { id: 'other-shop', name: 'Other', callingCode: '91' });
});
afterAll(() => superuser?.end());

type App = { request(path: string, init?: RequestInit): Response | Promise<Response> };
const get = (path: string, key: string, app: App = here.app) =>
  app.request(path, { headers: { authorization: `Bearer ${key}` } });

async function read(path: string, key = here.ledger.keys.audit, app: App = here.app): Promise<Body> {
  const answer = await get(path, key, app);
  expect(answer.status).toBe(200);
  return answer.json();
}

/** A key, and what it does with it. */
async function follower(name = '', asked = '') {
  const made = await createApiKey(here.ledger.ledger, here.ledger.business, 'crm', ['changes:read']);
  let cursor: string | undefined;
  const ask = async (since = cursor, app: App = here.app) => {
    const query = new URLSearchParams({
      ...(since !== undefined && { since }),
      ...(name !== '' && { follower: name }),
    });
    const answer = await get(`/v1/changes?${query}${asked}`, made.key, app);
    expect(answer.status).toBe(200);
    const lines = (await answer.text()).trimEnd().split('\n');
    cursor = JSON.parse(lines.at(-1)!).cursor as string;
    return cursor;
  };
  /** To the end, all of it confirmed. */
  const catchUp = async () => {
    await ask();
    await ask();
  };
  const state = async (query = '', app: App = here.app): Promise<Body> =>
    (await read(`/v1/changes/followers${query}`, undefined, app)).followers.find(
      (one: Body) => one.key === made.id,
    );
  const toldOf = async (record: string, app: App = here.app): Promise<Body> =>
    (await read(`/v1/records/${record}/told`, undefined, app)).told.find((one: Body) => one.key === made.id);
  return { ...made, ask, catchUp, state, toldOf };
}

let numbers = 0;
function someone(): string {
  numbers += 1;
  return `+9198765070${String(numbers).padStart(2, '0')}`;
}
const stops = async (number = someone()) => (await recordOptOut(here.ledger.ledger, stop(number))).record;
const optsIn = async (number = someone()) => {
  const { record } = await optInByPhone(here.ledger.ledger, number);
  await here.ledger.ledger.register.flush();
  return record;
};
const sizeNow = async () => (await here.ledger.ledger.log.latestCheckpoint())!.size;

describe('a follower', () => {
  test('has what it confirmed by asking on, and not what it was only sent', async () => {
    const crm = await follower();
    await stops();
    await crm.ask();
    expect(await crm.state('?overdue_after=0')).toMatchObject({ taken: 0, revoked: false, key_name: 'crm' });
    expect((await crm.state()).untold).toBeGreaterThan(0);
    await crm.ask();
    const state = await crm.state('?overdue_after=0');
    expect(state).toMatchObject({ untold: 0, overdue: 0 });
    expect(state).not.toHaveProperty('oldest');
    expect(state.taken).toBeGreaterThan(0);
  });

  test('is late by the stops that it has not taken, and by no opt-in', async () => {
    const crm = await follower();
    await crm.catchUp();
    const number = someone();
    await optsIn(number);
    expect(await crm.state()).toMatchObject({ untold: 0 });
    await stops(number);
    await stops();
    await here.ledger.ledger.register.flush();
    const state = await crm.state();
    expect(state).toMatchObject({ untold: 2, overdue: 0 });
    expect(state.behind).toBeGreaterThan(1);
    expect(Date.parse(state.oldest)).not.toBeNaN();
    expect(state.waiting).toBeTypeOf('number');
    expect(await crm.state('?overdue_after=0')).toMatchObject({ untold: 2, overdue: 2 });
  });

  test('is late by an erasure and by what cannot be read, as by a stop', async () => {
    const crm = await follower();
    await crm.catchUp();
    const { ledger, keys } = here.ledger;
    const admin = { 'content-type': 'application/json', authorization: `Bearer ${keys.admin}` };
    const erased = someone();
    await optsIn(erased);
    const preview = await here.request('/v1/subjects/erase/preview', {
      ...{ method: 'POST', headers: admin, body: JSON.stringify({ number: erased }) },
    });
    const { token }: Body = await preview.json();
    await here.request('/v1/subjects/erase', {
      ...{ method: 'POST', headers: admin, body: JSON.stringify({ token, reason: 'asked_by_person' }) },
    });
    await ledger.register.flush();
    expect(await crm.state()).toMatchObject({ untold: 1 });
    const index = (await ledger.records.byId(await optsIn()))!.index;
    await superuser.sql`update register set unread = 'later', kind = 'of_a_later_release' where idx = ${index}`;
    expect(await crm.state()).toMatchObject({ untold: 2 });
    await crm.catchUp();
    expect(await crm.state()).toMatchObject({ untold: 0 });
  });

  test('is overdue where it has not taken a stop in the time that is allowed, and not before', async () => {
    const crm = await follower();
    await crm.catchUp();
    await stops();
    await here.ledger.ledger.register.flush();
    const { oldest } = await crm.state();
    const at = (ms: number): Ledger['world'] => ({
      ...here.ledger.ledger.world,
      now: () => new Date(Date.parse(oldest) + ms),
    });
    expect(await crm.state('', here.with({ world: at(59_999) }))).toMatchObject({ untold: 1, overdue: 0 });
    const late = here.with({ world: at(61_000) });
    expect(await crm.state('', late)).toMatchObject({ overdue: 1, waiting: 61 });
    expect(await crm.state('?overdue_after=62', late)).toMatchObject({ overdue: 0 });
  });

  test('is followed at any node and kept through a restart: nothing is in memory', async () => {
    const crm = await follower();
    await crm.ask();
    await crm.ask(undefined, here.with({}));
    expect(await crm.state()).toMatchObject({ untold: 0 });
  });

  test('that begins again from an earlier place has lost what came after it', async () => {
    const crm = await follower();
    await crm.catchUp();
    const before = await crm.ask();
    await stops();
    await crm.ask();
    await crm.ask();
    expect(await crm.state()).toMatchObject({ untold: 0 });
    await crm.ask(before);
    expect(await crm.state()).toMatchObject({ untold: 1 });
  });

  test('is late by a stop that was made to try things out, since it counts', async () => {
    const plain = await follower();
    await plain.catchUp();
    const record = await stops();
    await here.ledger.ledger.register.flush();
    await superuser.sql`update register set test = true where record = ${record}`;
    expect(await plain.state()).toMatchObject({ untold: 1 });
    expect(await plain.toldOf(record)).toEqual({ key: plain.id });
  });

  test('whose key is revoked stays to be seen, and counts no longer', async () => {
    const crm = await follower();
    await crm.catchUp();
    await stops();
    await here.ledger.ledger.register.flush();
    const before = await readFollowers(here.ledger.ledger, auditor, 0);
    const { names, feed } = here.ledger.ledger;
    const soon = new Date(Date.now() + 60_000).toISOString();
    const measured = async () => (await feed.followers.overdue(cutsOf(names), soon)).stops;
    const lateBefore = await measured();
    await revokeApiKey(here.ledger.ledger, crm.id);
    expect(await crm.state('?overdue_after=0')).toMatchObject({ revoked: true, overdue: 1 });
    const after = await readFollowers(here.ledger.ledger, auditor, 0);
    expect(after.overdue).toBe(before.overdue - 1);
    // The alarm of the operator is silent too.
    expect(await measured()).toBe(lateBefore - 1);
  });
});

describe('several copies with one key', () => {
  test('are told apart by the names that they give themselves', async () => {
    const { key, id } = await createApiKey(here.ledger.ledger, here.ledger.business, 'two', ['changes:read']);
    for (const name of ['crm', 'mail']) await get(`/v1/changes?follower=${name}`, key);
    const { followers } = await read('/v1/changes/followers');
    const own = followers.filter((one: Body) => one.key === id);
    expect(own.map((one: Body) => one.follower)).toEqual(['crm', 'mail']);
  });

  test('are sixteen at most: another name is refused, is told nothing, and leaves nothing behind', async () => {
    const { key, id } = await createApiKey(here.ledger.ledger, here.ledger.business, 'many', [
      'changes:read',
    ]);
    for (let n = 1; n <= 16; n += 1)
      expect((await get(`/v1/changes?follower=copy-${n}`, key)).status).toBe(200);
    const before = await sizeNow();
    const { errors } = await expectProblem(get('/v1/changes?follower=copy-17', key), 'invalid');
    expect(errors).toMatchObject([{ pointer: '/follower', rule: 'too_many' }]);
    expect(await sizeNow()).toBe(before);
    // Those that are known go on, and so does the one without a name.
    expect((await get('/v1/changes?follower=copy-16', key)).status).toBe(200);
    expect((await get('/v1/changes', key)).status).toBe(200);
    const { followers } = await read('/v1/changes/followers');
    expect(followers.filter((one: Body) => one.key === id)).toHaveLength(17);
  });

  test.each(['+919876500001', '919876500001', 'CRM', 'a b', '', '-', 'x'.repeat(41)])(
    'a name is no %j',
    async (name) => {
      const { key } = await createApiKey(here.ledger.ledger, here.ledger.business, 'odd', ['changes:read']);
      const { errors } = await expectProblem(
        get(`/v1/changes?follower=${encodeURIComponent(name)}`, key),
        'invalid',
      );
      expect(errors?.map((one) => one.pointer)).toEqual(['/follower']);
      if (name !== '') expect(JSON.stringify(errors)).not.toContain(name);
    },
  );
});

describe('when a copy was told', () => {
  test('of a stop: when it asked on behind it; and not before', async () => {
    const crm = await follower();
    await crm.catchUp();
    const record = await stops();
    await crm.ask();
    expect(await crm.toldOf(record)).toEqual({ key: crm.id });
    const before = Date.now();
    await crm.ask();
    const { told_at: first } = await crm.toldOf(record);
    expect(Date.parse(first)).toBeGreaterThanOrEqual(before - 1_000);
    // What comes later moves it no more, also where it begins again.
    await stops();
    await crm.ask();
    await crm.ask();
    expect((await crm.toldOf(record)).told_at).toBe(first);
  });

  test('once, where the follower begins again from before it', async () => {
    const crm = await follower();
    await crm.catchUp();
    const start = await crm.ask();
    const record = await stops();
    await crm.ask();
    await crm.ask();
    const first = await crm.toldOf(record);
    await crm.ask(start);
    await crm.ask();
    expect(await crm.toldOf(record)).toEqual(first);
  });

  test('takes no row where no stop is among what it took', async () => {
    const crm = await follower();
    await crm.catchUp();
    const rows = async () =>
      (await superuser.sql<{ n: number }[]>`select count(*) as n from feed_told where key = ${crm.id}`)[0]!.n;
    const before = await rows();
    const yes = await optsIn();
    await crm.ask();
    await crm.ask();
    expect(await rows()).toBe(before);
    expect(await crm.toldOf(yes)).toEqual({ key: crm.id });
    await stops();
    await stops();
    await crm.ask();
    await crm.ask();
    expect(await rows()).toBe(before + 1);
    expect(await crm.toldOf(yes)).toHaveProperty('told_at');
  });

  test('of what a restore took back is not taken for a telling of what stands there now', async () => {
    const crm = await follower();
    await crm.catchUp();
    const record = await stops();
    await crm.ask();
    await crm.ask();
    expect(await crm.toldOf(record)).toHaveProperty('told_at');
    const { index } = (await here.ledger.ledger.records.byId(record))!;
    const [first] = here.ledger.ledger.names;
    const names = [
      { ...first!, upTo: index },
      { ...first!, origin: `${first!.origin}/2` },
    ];
    const restored = here.with({ names, origin: names[1]!.origin });
    expect(await crm.toldOf(record, restored)).toEqual({ key: crm.id });
    expect(await crm.state('', restored)).toMatchObject({ taken: index, untold: 1 });
    await crm.ask(undefined, restored);
    await crm.ask(undefined, restored);
    expect(await crm.toldOf(record, restored)).toHaveProperty('told_at');
    expect(await crm.state('', restored)).toMatchObject({ untold: 0 });
  });

  test('is a look at that record, and recorded as one', async () => {
    const crm = await follower();
    const record = await stops();
    const before = await sizeNow();
    await crm.toldOf(record);
    expect(await sizeNow()).toBe(before + 1);
    const { subject } = (await here.ledger.ledger.records.byId(record))!;
    expect((await here.ledger.ledger.records.at([before]))[0]).toMatchObject({ subject });
  });

  test('of a record that no follower is told of: nobody', async () => {
    const crm = await follower();
    await stops();
    await crm.ask();
    const [look] = await here.ledger.ledger.records.at([(await sizeNow()) - 1]);
    await here.ledger.ledger.register.flush();
    expect((await read(`/v1/records/${look!.record}/told`)).told).toEqual([]);
  });
});

describe('metrics', () => {
  test('count what is overdue of followers whose key is good, of all businesses, and name nobody', async () => {
    const crm = await follower();
    await crm.catchUp();
    await stops();
    await here.ledger.ledger.register.flush();
    const store = createFollowerStore(superuser);
    const cuts = [{ from: 1, kept: Number.MAX_SAFE_INTEGER }];
    const now = '2100-01-01T00:00:00Z';
    const before = await store.overdue(cuts, now);
    expect(before.stops).toBeGreaterThan(0);
    expect(Object.keys(before).toSorted()).toEqual(['oldest', 'stops']);
    await crm.ask();
    await crm.ask();
    expect((await store.overdue(cuts, now)).stops).toBe(before.stops - 1);
    expect(await store.overdue(cuts, '2000-01-01T00:00:00Z')).toMatchObject({ stops: 0 });
  });
});

describe('refused, and nothing is shown', () => {
  test('the key of another business: of this one it sees no follower, and its records are none', async () => {
    const theirs = (
      await createApiKey(here.ledger.ledger, 'other-shop', 'all', ['audit:read', 'changes:read'])
    ).key;
    await get('/v1/changes', theirs);
    const { followers, overdue } = await read('/v1/changes/followers?overdue_after=0', theirs);
    expect(followers).toMatchObject([{ key_name: 'all', overdue: 0 }]);
    expect(overdue).toBe(0);
    const record = await stops();
    await expectProblem(get(`/v1/records/${record}/told`, theirs), 'not_found');
  });

  test('a follower: its key tells nothing of the others', async () => {
    const crm = await follower();
    await expectProblem(get('/v1/changes/followers', crm.key), 'forbidden');
    await expectProblem(get(`/v1/records/${await stops()}/told`, crm.key), 'forbidden');
  });

  test.each([
    ['a negative time', '?overdue_after=-1', '/overdue_after'],
    ['no number', '?overdue_after=soon', '/overdue_after'],
    ['a year', '?overdue_after=31536000', '/overdue_after'],
    ['a field that it does not know', '?business=other-shop', '/business'],
  ])('%s', async (_, query, pointer) => {
    const { errors } = await expectProblem(
      get(`/v1/changes/followers${query}`, here.ledger.keys.audit),
      'invalid',
    );
    expect(errors?.map((one) => one.pointer)).toEqual([pointer]);
  });
});
