// The places that a business names: with a key of the business alone, and never another business's.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { addSite } from '../../../ledger/operations/setup/sites.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { publishedLine } from '../ivr/line.ts';
import { type Body, expectProblem } from '../requests.ts';

let shop: TestLedger;
const other = { business: 'acme', site: '', key: '' };
/** With a page that the ledger shows. */
let hosted: string;
beforeAll(async () => {
  shop = await testLedger();
  const { ledger } = shop;
  await addBusiness(ledger, { id: other.business, name: 'Acme' });
  hosted = (await addSite(ledger, shop.business, [ledger.url])).key;
  other.site = (await addSite(ledger, other.business, [ledger.url])).key;
  other.key = (await createApiKey(ledger, other.business, 'admin', ['admin'])).key;
  await publish(ledger, other.business, { ...orderUpdates, id: 'acme-news' }, 'test');
  await publishedLine(shop);
});
afterAll(() => shop?.stop());

const ask = (method: string, path: string, body?: object, key = shop.keys.admin): Promise<Response> =>
  fetch(`${shop.url}/v1/entry-points${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const answer = async (...asked: Parameters<typeof ask>): Promise<Body> => {
  const answered = await ask(...asked);
  expect([asked, answered.status < 300]).toEqual([asked, true]);
  return answered.json();
};
/** Of the log: what a refusal must not move. */
const treeSize = async () => (await (await fetch(`${shop.url}/log/checkpoint`)).text()).split('\n')[1];

const poster = (over: object = {}) => ({
  ...{ id: 'store-poster', kind: 'poster', name: 'Store poster Pune', notice: 'order-updates' },
  site: hosted,
  ...over,
});

test('an entry point is added, listed, changed and ended, and its link stays', async () => {
  const added = await answer('POST', '', poster());
  const url = expect.stringMatching(/^https:\/\/ledger\.example\/in\/e\/[0-9a-z]{10}$/);
  expect(added).toEqual({ ...poster(), url });
  const change = { name: 'Poster Kothrud', locale: 'es', until: '2099-01-01T00:00:00+05:30' };
  const changed = await answer('PATCH', '/store-poster', change);
  expect(changed).toEqual({ ...added, ...change, until: '2098-12-31T18:30:00.000Z' });
  const bare = await answer('PATCH', '/store-poster', { locale: null, until: null });
  expect(bare).toEqual({ ...added, name: 'Poster Kothrud' });
  expect(await answer('DELETE', '/store-poster')).toEqual({ id: 'store-poster' });
  const { entry_points } = await answer('GET', '');
  const { url: _, ...rest } = bare;
  expect(entry_points).toContainEqual({ ...rest, ended_at: expect.any(String) });
});

test('a site whose page would be closed is refused, before a poster is printed', async () => {
  const closed = [
    shop.site,
    (await addSite(shop.ledger, shop.business, [shop.ledger.url], { customerTokenRequired: true })).key,
  ];
  for (const site of closed) {
    const { errors } = await expectProblem(ask('POST', '', poster({ id: 'closed', site })), 'invalid');
    expect(errors).toMatchObject([{ pointer: '/site', rule: 'hosted_page' }]);
  }
});

test('an id is never used again, since a poster may still hang', async () => {
  const first = await answer('POST', '', poster({ id: 'door' }));
  await expectProblem(ask('POST', '', poster({ id: 'door', name: 'Another' })), 'conflict');
  // Whoever lost the first answer sends the same draft again, and learns the same link.
  const before = await treeSize();
  expect(await answer('POST', '', poster({ id: 'door' }))).toEqual(first);
  expect(await treeSize()).toEqual(before);
  await answer('DELETE', '/door');
  await expectProblem(ask('POST', '', poster({ id: 'door' })), 'conflict');
  await expectProblem(ask('PATCH', '/door', { name: 'Door' }), 'not_found');
  await expectProblem(ask('DELETE', '/door'), 'not_found');
});

test('an advertisement may be named, and has nothing by which a person could opt in', async () => {
  const ad = { id: 'autumn-ad', kind: 'click_to_whatsapp_ad', name: 'Autumn ad' };
  expect(await answer('POST', '', ad)).toEqual(ad);
  for (const field of ['notice', 'site'] as const) {
    const of = { [field]: poster()[field] };
    const draft = await expectProblem(ask('POST', '', { ...ad, id: 'ad-2', ...of }), 'invalid');
    const change = await expectProblem(ask('PATCH', '/autumn-ad', of), 'invalid');
    for (const { errors } of [draft, change])
      expect(errors).toMatchObject([{ pointer: `/${field}`, rule: 'leads_to_support' }]);
  }
});

test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00', '0001-01-01T00:00:00+14:00'])(
  'an end that no database holds is refused in a change: %s',
  async (until) => {
    await answer('POST', '', poster({ id: 'of-our-time' }));
    const { errors } = await expectProblem(ask('PATCH', '/of-our-time', { until }), 'invalid');
    expect(errors).toMatchObject([{ pointer: '/until', rule: 'range' }]);
  },
);

test.each<[string, object, string, string]>([
  ['a kind that is no place', { kind: 'email_list' }, '/kind', 'invalid_value'],
  ['a thread as a place', { kind: 'whatsapp_thread' }, '/kind', 'invalid_value'],
  ['capitals in the id', { id: 'Store' }, '/id', 'invalid_format'],
  ['a slash in the id', { id: 'a/b' }, '/id', 'invalid_format'],
  ['no id', { id: undefined }, '/id', 'invalid_type'],
  ['a name of two lines', { name: 'Store\nposter' }, '/name', 'one_line'],
  ['no notice', { notice: undefined }, '/notice', 'required'],
  ['a flow of a poster', { flow: 'order-line' }, '/flow', 'ivr_only'],
  ['a moment without a zone', { until: '2027-01-01T00:00:00' }, '/until', 'invalid_format'],
  ['a moment of the year 0', { until: '0000-01-01T00:00:00Z' }, '/until', 'range'],
  ['a moment of the year 10000', { until: '9999-12-31T23:59:59-14:00' }, '/until', 'range'],
  ['a moment before the year 1', { until: '0001-01-01T00:00:00+14:00' }, '/until', 'range'],
  ['a name that turns letters around', { name: 'Store \u202eretsop' }, '/name', 'bidi_override'],
  ['a field that is none', { colour: 'green' }, '/colour', 'unrecognized_keys'],
])('%s is refused, and changes nothing', async (_what, over, pointer, rule) => {
  const before = await treeSize();
  const { errors } = await expectProblem(ask('POST', '', poster({ id: 'refused', ...over })), 'invalid');
  expect(errors).toMatchObject([{ pointer, rule }]);
  expect(await treeSize()).toEqual(before);
});

describe('of another business', () => {
  test('no site and no notice can be used: people would be asked in its name', async () => {
    const site = await expectProblem(ask('POST', '', poster({ id: 'theirs', site: other.site })), 'invalid');
    expect(site.errors).toMatchObject([{ pointer: '/site', rule: 'own_site' }]);
    await expectProblem(ask('POST', '', poster({ id: 'theirs', notice: 'acme-news' })), 'notice_unknown');
    await answer('POST', '', poster({ id: 'ours' }));
    await expectProblem(ask('PATCH', '/ours', { site: other.site }), 'invalid');
    await expectProblem(ask('PATCH', '/ours', { notice: 'acme-news' }), 'notice_unknown');
    await expectProblem(
      ask('POST', '', { ...poster({ id: 'their-line', site: undefined }), kind: 'ivr', flow: 'no-flow' }),
      'not_found',
    );
  });

  test('an admin key neither sees, changes nor ends an entry point', async () => {
    await answer('POST', '', poster({ id: 'mine' }));
    expect((await answer('GET', '', undefined, other.key)).entry_points).toEqual([]);
    await expectProblem(ask('PATCH', '/mine', { name: 'Theirs' }, other.key), 'not_found');
    await expectProblem(ask('DELETE', '/mine', undefined, other.key), 'not_found');
    // The same id names another place there.
    const theirs = { ...poster({ id: 'mine', notice: 'acme-news' }), site: other.site };
    const { url } = await answer('POST', '', theirs, other.key);
    const { entry_points } = await answer('GET', '');
    expect(entry_points.map((one: Body) => one.url)).not.toContain(url);
  });

  test.each(['ingest', 'gate', 'audit'] as const)('and no key without the scope: %s', async (name) => {
    await expectProblem(ask('GET', '', undefined, shop.keys[name]), 'forbidden');
    await expectProblem(ask('POST', '', poster({ id: 'x' }), shop.keys[name]), 'forbidden');
  });
});

test('two that are added at once under one id are one', async () => {
  const names = ['Left', 'Right'];
  const both = await Promise.all(names.map((name) => ask('POST', '', poster({ id: 'twice', name }))));
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
});

test('the same draft sent twice at once is one, and both learn its link', async () => {
  const both = await Promise.all([0, 1].map(() => answer('POST', '', poster({ id: 'same-twice' }))));
  expect(both[0]).toEqual(both[1]);
});

describe('a line', () => {
  const line = (id: string, over: object = {}) => ({
    ...poster({ id, site: undefined }),
    ...{ kind: 'ivr', flow: 'order-line', ...over },
  });

  test('is the one open line of its flow; once its time is over, another may follow', async () => {
    await answer('POST', '', line('line-one'));
    const second = await expectProblem(ask('POST', '', line('line-two')), 'conflict');
    expect(second.errors).toMatchObject([{ pointer: '/flow', rule: 'one_open_line' }]);
    await answer('POST', '', line('line-two', { flow: undefined }));
    await expectProblem(ask('PATCH', '/line-two', { flow: 'order-line' }), 'conflict');
    await answer('PATCH', '/line-one', { until: '2026-01-01T00:00:00Z' });
    await answer('PATCH', '/line-two', { flow: 'order-line' });
    await expectProblem(ask('PATCH', '/line-one', { until: null }), 'conflict');
    const found = await shop.ledger.setup.entryPointOfFlow(shop.business, 'order-line', new Date());
    expect(found?.id).toBe('line-two');
  });

  test('has no flow of another notice', async () => {
    await publish(shop.ledger, shop.business, { ...orderUpdates, id: 'offers' }, 'test');
    const other = line('other-notice', { notice: 'offers' });
    const { errors } = await expectProblem(ask('POST', '', other), 'invalid');
    expect(errors).toMatchObject([{ pointer: '/flow', rule: 'flow_of_notice' }]);
    await answer('POST', '', { ...other, flow: undefined });
    await expectProblem(ask('PATCH', '/other-notice', { flow: 'order-line' }), 'invalid');
  });
});

test('what of it is printed cannot be changed, not even by the ledger’s own login', async () => {
  await answer('POST', '', poster({ id: 'printed' }));
  const db = openDatabase({ url: shop.config.databaseUrl!, clients: 1 });
  for (const change of ['set code = null', "set kind = 'other'", "set id = 'x'"]) {
    const attempt = db.transaction(({ sql }) =>
      sql.unsafe(`set local role optmark_app; update entry_points ${change}`),
    );
    await expect(attempt).rejects.toThrow();
  }
  await db.end();
});
