// POST /v1/subjects/access: everything of a person has its place in the file, and nothing of another.

import { createHash } from 'node:crypto';
import { getTableName } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCheckpoint } from '../../../ledger/core/log/checkpoint.ts';
import { leafHash } from '../../../ledger/core/log/hash.ts';
import { verifyInclusion } from '../../../ledger/core/log/proof.ts';
import { ed25519Verifier } from '../../../ledger/core/log/signed-note.ts';
import { parseVerifierKey } from '../../../ledger/core/log/verifier-key.ts';
import { opens } from '../../../ledger/core/subject/commitment.ts';
import { sealText } from '../../../ledger/core/subject/sealed-call.ts';
import { sealWebhook } from '../../../ledger/core/subject/sealed-webhook.ts';
import { identifierTag } from '../../../ledger/core/subject/tag.ts';
import { places } from '../../../ledger/operations/access/places.ts';
import { sections } from '../../../ledger/operations/access/rows.ts';
import { messageMac } from '../../../ledger/operations/send/message-mac.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { personalData } from '../../../ledger/storage/schema/personal-data.ts';
import * as tables from '../../../ledger/storage/schema/tables.ts';
import { environmentOf, optmark } from '../../cli/run.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

const number = '+919876505001';
const other = '+919876505002';
let shop: GatedSender;
let sentPermit: string;

const ask = (body: object, key = shop.ledger.keys.audit): Promise<Response> =>
  post(`${shop.ledger.url}/v1/subjects/access`, key, body);
const fileOf = async (body: object): Promise<Body> => (await ask(body)).json();
const ingest = (path: string, body: object) =>
  post(`${shop.ledger.url}${path}`, shop.ledger.keys.ingest, body);

const tagOf = (value: string) =>
  identifierTag(shop.ledger.ledger.keys.peppers[0]!, shop.ledger.business, { kind: 'number', value });

/** A row of each sort that is kept for a while, as the ledger seals it; of the person, and of both. */
async function keptForAWhile(): Promise<void> {
  const { ledger, business } = shop.ledger;
  const { master } = ledger.keys;
  const now = new Date().toISOString();
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const random = (length: number) => ledger.world.random(length);
  const both = [tagOf(number), tagOf(other)];
  for (const [tags, caller] of [
    [[tagOf(number)], 'mine'],
    [both, 'of two people'],
  ] as const) {
    const name = random(32);
    const seal = (what: 'call' | 'sms-thread') =>
      sealText(master, { what, name, business }, random(12), JSON.stringify({ caller }));
    const kept = { business, step: 1, tags: [...tags], endsAt };
    await ledger.calls.put({ ...kept, call: name, sealed: seal('call') }, undefined, now);
    await ledger.smsThreads.put({ ...kept, thread: name, sealed: seal('sms-thread') }, undefined, now);
    const pending = '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a1'.concat(caller === 'mine' ? '0' : '1');
    const place = { what: 'pending', name: pending, business } as const;
    const sealed = sealText(master, place, random(12), JSON.stringify({ caller }));
    const row = { pending, business, sealed, tags: [...tags], submittedAt: now, endsAt };
    await ledger.pending.keep(row, now, 10);
    const id = pending.replace('7a1', '7b1');
    const link = sealText(
      master,
      { what: 'link', name: id, business },
      random(12),
      JSON.stringify({ caller }),
    );
    await ledger.links.put({ id, business, sealed: link, tags: [...tags], madeAt: now, endsAt }, 10);
  }
  const sender = shop.meta.phoneNumberId;
  await ledger.serviceWindows.open(business, [{ tag: tagOf(number), sender, at: now }], now);
  const id = '019aad2c-7e11-7c3b-9a52-5d1f2c0b7c10';
  const sealed = sealWebhook(master, { id, business, sender }, random(12), Buffer.from('{"wrote":"hello"}'));
  const db = openDatabase({ url: shop.ledger.config.databaseUrl!, clients: 1 });
  await db.sql`
    insert into webhook_outbox (id, business, sender, body_mac, sealed, bytes, content_type, signature, tags,
      received_at, due_at)
    values (${id}, ${business}, ${sender}, ${random(32)}, ${sealed}, 9, '', '', ${[tagOf(number)]}, ${now}, ${now})`;
  const { subjects }: Body = await fileOf({ number });
  await db.sql`
    insert into reconfirmations (business, round, subject, purpose, scope, record, tree_size)
    values (${business}, 'spring', ${subjects[0]}, 'marketing', 'message', ${id}, 1)`;
  await db.end();
}

beforeAll(async () => {
  shop = await GatedSender.start();
  await shop.optIn(number);
  await shop.optIn(other);
  sentPermit = (await shop.send(shop.template(number))).headers.get('optmark-permit-id')!;
  const { id } = shop.cloud.sent[0]!;
  const sender = shop.meta.phoneNumberId;
  const { business, ledger } = shop.ledger;
  const message = messageMac(ledger, sender, id);
  const at = new Date().toISOString();
  await ledger.sends.addStatuses([{ sender, business, message, status: 'delivered', at }]);
  const history = await post(`${shop.ledger.url}/v1/subjects/history`, shop.ledger.keys.audit, { number });
  const [{ id: record }]: Body[] = ((await history.json()) as Body).records;
  const { subjects }: Body = await fileOf({ number });
  const request = '019aad2c-7e11-7c3b-9a52-5d1f2c0b7d10';
  await ledger.erasureRequests.ask({ request, business, subject: subjects[0], proof: 'page', askedAt: at });
  await ledger.ownership.challenges.open(
    {
      ...{ id: 'challenge-1', business, record, method: 'code', code: Buffer.alloc(32, 1) },
      ...{ subject: subjects[0], number: Buffer.alloc(32, 2), callingCode: '91', live: true },
      ...{ asker: { by: 'key', id: 'k' }, createdAt: at },
      expiresAt: new Date(Date.now() + 600_000).toISOString(),
    },
    { perNumberAndHour: 9, codesPerNumber: 9, codesPerAsker: 9, codesPerCallingCode: 9, codes: 9 },
  );
  await ingest('/v1/opt-outs', { number, channel: 'web' });
  // The gate holds this one back.
  await shop.send(shop.template(number));
  await keptForAWhile();
});
afterAll(() => shop?.stop());

describe('the file', () => {
  test('has every table that holds something of a person, or says why not', () => {
    const personal = Object.entries(tables).flatMap(([name, table]) =>
      'none' in personalData[name as keyof typeof personalData] ? [] : [getTableName(table)],
    );
    expect(Object.keys(places).toSorted()).toEqual(personal.toSorted());
  });

  test('shows a row of each sort that a table has, filled', async () => {
    const file = await fileOf({ number });
    for (const [table, place] of Object.entries(places)) {
      if ('why' in place) expect(file.not_shown).toContainEqual({ what: place.what, why: place.why });
      else
        for (const row of place.rows)
          expect([table, file[sections[row as keyof typeof sections]]]).toEqual([
            table,
            expect.arrayContaining([expect.anything()]),
          ]);
    }
    expect(file.names).toEqual([{ kind: 'number', value: number }]);
    expect(file.standings).toContainEqual(
      expect.objectContaining({ purpose: 'shipping_update', scope: 'message', standing: 'withdrawn' }),
    );
    expect(file.messages).toMatchObject([
      { permit: sentPermit, decision: 'allow', state: 'accepted', signed_permit: expect.any(String) },
      { permit: expect.any(String), decision: 'deny', reasons: ['withdrawn'] },
    ]);
    expect(file.statuses).toMatchObject([{ permit: sentPermit, status: 'delivered' }]);
    expect(file.notices).toMatchObject([{ id: 'order-updates', version: 1 }]);
    expect(file.webhooks).toMatchObject([{ content: { wrote: 'hello' } }]);
    expect(file.asked_again).toMatchObject([
      { round: 'spring', purpose: 'marketing', record: expect.any(String) },
    ]);
    expect(file.challenges).toHaveLength(1);
  });

  test('tells nothing of a row that names another person too', async () => {
    const file = await fileOf({ number });
    for (const name of ['calls', 'threads', 'links', 'pending']) {
      expect([name, file[name].map(({ content }: Body) => content).filter(Boolean)]).toEqual([
        name,
        [{ caller: 'mine' }],
      ]);
      expect(file[name].filter((row: Body) => row.names_others)).toHaveLength(1);
    }
    const text = JSON.stringify(file);
    expect(text).not.toContain(other);
    expect(text).not.toContain('of two people');
  });

  test('proves each record in the tree that it names, with words and opening', async () => {
    const file = await fileOf({ number });
    const key = parseVerifierKey(shop.ledger.ledger.keys.vkey);
    if (key.kind === 'refused') throw new Error('no key');
    const opened = openCheckpoint(file.checkpoint, {
      origin: key.value.name,
      logKeys: [ed25519Verifier(key.value)],
    });
    if (opened.kind !== 'opened') throw new Error('the checkpoint does not open');
    const { size, root } = opened.checkpoint;
    expect(size).toBe(file.tree_size);
    expect(file.records.map(({ kind }: Body) => kind)).toEqual(['opt_in', 'opt_out']);
    for (const { entry, nonce, bytes, leaf_index: index, inclusion } of file.records) {
      const public_ = Buffer.from(entry, 'base64');
      expect(opens(public_, Buffer.from(nonce, 'base64'), Buffer.from(bytes, 'base64'))).toBe(true);
      const proof = inclusion.map((hash: string) => Buffer.from(hash, 'base64'));
      expect(verifyInclusion({ leafHash: leafHash(public_), index, size, root, proof }).kind).toBe(
        'verified',
      );
    }
  });

  test('tells each look, this one too, by moment, purpose and role, and not by whom', async () => {
    const file = await fileOf({ number, reason: 'complaint' });
    expect(file.looks.at(-1)).toMatchObject({ operation: 'access', role: 'key', reason: 'complaint' });
    const history = await post(`${shop.ledger.url}/v1/subjects/history`, shop.ledger.keys.audit, { number });
    const looks = ((await history.json()) as Body).records.filter(({ kind }: Body) => kind === 'accessed');
    const by = new Set(looks.map(({ record }: Body) => record.access.by));
    for (const key of by) expect(JSON.stringify(file)).not.toContain(key as string);
  });

  test('is as lines what it is as a document, and both end with their hash', async () => {
    const text = await (await ask({ number, format: 'ndjson' })).text();
    const lines: Body[] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const [head, ...rows] = lines;
    const end = rows.pop();
    expect(head).toMatchObject({ row: 'head', format: 'optmark-access/v1', locale: 'en' });
    expect(end).toMatchObject({ row: 'end', rows: rows.length });
    const before = text.slice(0, text.lastIndexOf('{"row":"end"'));
    expect(end.sha256).toBe(createHash('sha256').update(before).digest('hex'));
    const answer = await ask({ number });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-disposition')).not.toMatch(/\d{9}/);
    const json = await answer.text();
    const cut = json.lastIndexOf(',\n"end"');
    expect(JSON.parse(json).end.sha256).toBe(createHash('sha256').update(json.slice(0, cut)).digest('hex'));
    const names = Object.keys(sections) as (keyof typeof sections)[];
    for (const sort of names)
      if (sort !== 'look')
        expect([sort, JSON.parse(json)[sections[sort]].length]).toEqual([
          sort,
          rows.filter(({ row }) => row === sort).length,
        ]);
  });

  test('of nobody has no row of a person, and the question is recorded all the same', async () => {
    const { ledger } = shop.ledger;
    const before = (await ledger.log.latestCheckpoint())!.size;
    const file = await fileOf({ number: '+919876505099' });
    expect(file).toMatchObject({ subjects: [], names: [], records: [], looks: [], messages: [] });
    expect(file.tree_size).toBe(before + 1);
  });

  test('of an erased person has the stone alone', async () => {
    const erased = '+919876505003';
    await shop.optIn(erased);
    const admin = (path: string, body: object) =>
      post(`${shop.ledger.url}${path}`, shop.ledger.keys.admin, body);
    const { token }: Body = await (await admin('/v1/subjects/erase/preview', { number: erased })).json();
    await admin('/v1/subjects/erase', { token, reason: 'asked_by_person' });
    const file = await fileOf({ number: erased });
    expect(file.records).toEqual([]);
    expect(file.stones).toMatchObject([{ reason: 'asked_by_person' }]);
  });

  test('shows a row that was changed by hand as changed, and not what it says', async () => {
    const changed = '+919876505004';
    await shop.optIn(changed);
    const permit = (await shop.send(shop.template(changed))).headers.get('optmark-permit-id')!;
    const db = openDatabase({ url: shop.ledger.config.databaseUrl!, clients: 1 });
    await db.sql`update sends set state = 'refused' where permit = ${permit}`;
    await db.end();
    const file = await fileOf({ number: changed });
    expect(file.messages).toEqual([]);
    expect(file.changed).toEqual([{ of: 'sends' }]);
  });
});

describe('the page', () => {
  test.each([
    [undefined, 'en', 'Everything <bdi>Fresh Produce</bdi> has recorded about you', 'Corrected on'],
    ['hi-IN', 'hi', 'आपके बारे में जो कुछ दर्ज किया है', 'को सुधारा गया'],
    ['ar', 'ar', 'كل ما سجّلته', 'صُحِّح في'],
    ['xx', 'en', 'Everything', 'Corrected on'],
  ])(
    'in %s is whole by itself, with words, looks, messages and corrections',
    async (locale, lang, title, fixed) => {
      const person = '+919876505005';
      const answer = await ingest('/v1/opt-ins', ivrOptIn(person, { text: undefined }));
      if (answer.status === 201) {
        const { record }: Body = await answer.json();
        const { ledger, business } = shop.ledger;
        const { key } = await createApiKey(ledger, business, 'mender', ['correction:write']);
        const is = `C-${locale ?? 'none'}`;
        await post(`${shop.ledger.url}/v1/records/${record}/corrections`, key, {
          ...{ corrections: [{ field: 'external_id', is }], reason: 'found_in_review' },
        });
      }
      await shop.send(shop.template(person));
      const page = await (await ask({ number: person, format: 'html', ...(locale && { locale }) })).text();
      expect(page).toContain(`<html lang="${lang}"`);
      expect(page).toContain(title);
      expect(page).toContain(fixed);
      expect(page).toContain(person);
      expect(page).not.toMatch(/<script|src=|href=|\[object/);
      expect(page.trimEnd().endsWith('</html>')).toBe(true);
    },
  );
});

test('the page to print says that the person has asked to be erased, and since when they were refused', async () => {
  const printed = async () => (await ask({ number, format: 'html', locale: 'en' })).text();
  expect(await printed()).toMatch(/You asked .* to erase everything about you\. It is not done yet\./);
  const { business, ledger } = shop.ledger;
  const refused = { at: new Date().toISOString(), reason: 'legal_claim', by: 'k' };
  expect(await ledger.erasureRequests.waiting()).toEqual([
    { business, count: 1, newest: '019aad2c-7e11-7c3b-9a52-5d1f2c0b7d10' },
  ]);
  await ledger.erasureRequests.refuse(business, '019aad2c-7e11-7c3b-9a52-5d1f2c0b7d10', refused);
  expect(await printed()).not.toContain('It is not done yet.');
  expect(await ledger.erasureRequests.waiting()).toEqual([]);
});

describe('who may have it', () => {
  test('no other scope, and no key that is none', async () => {
    const { ingest: writes, gate, admin } = shop.ledger.keys;
    for (const key of [writes, gate, admin]) await expectProblem(ask({ number }, key), 'forbidden');
    await expectProblem(ask({ number }, 'om_none'), 'unauthenticated');
  });

  test('another business sees nobody, by the same number', async () => {
    const { ledger } = shop.ledger;
    await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop', callingCode: '91' });
    const { key } = await createApiKey(ledger, 'other-shop', 'theirs', ['audit:read']);
    const file: Body = await (await ask({ number }, key)).json();
    expect(file).toMatchObject({ business: 'other-shop', subjects: [], records: [], messages: [] });
    expect(JSON.stringify(file)).not.toContain('505001');
  });

  test.each([
    [{}, '/number one_name'],
    [{ number, bsuid: 'IN.1' }, '/number one_name'],
    [{ number: 'x' }, expect.stringMatching(/^\/number /)],
    [{ number, format: 'pdf' }, '/format invalid_value'],
    [{ number, reason: 'curious' }, '/reason invalid_value'],
    [{ number, color: 'red' }, expect.stringMatching(/color|unrecognized/)],
  ])('%j is refused by field and rule, and is no look', async (body, rule) => {
    const size = (await shop.ledger.ledger.log.latestCheckpoint())!.size;
    const { errors } = await expectProblem(ask(body), 'invalid');
    expect(errors?.map(({ pointer, rule: broken }) => `${pointer} ${broken}`)).toEqual([rule]);
    expect((await shop.ledger.ledger.log.latestCheckpoint())!.size).toBe(size);
  });
});

test('the command writes the same file, in each form', async () => {
  const environment = environmentOf(shop.ledger);
  const run = (...args: string[]) =>
    optmark(['access', ...args, '--business', shop.ledger.business], environment);
  const typed = await run(number);
  expect(typed).toMatchObject({ code: 0, stderr: '' });
  const [served, own] = [await fileOf({ number }), JSON.parse(typed.stdout)];
  for (const name of ['names', 'messages', 'statuses', 'notices', 'standings', 'calls', 'not_shown'])
    expect([name, own[name]]).toEqual([name, served[name]]);
  expect(own.looks.at(-1)).toMatchObject({ operation: 'access', role: 'operator' });
  expect(await run('x')).toMatchObject({ code: 2, stdout: '' });
  expect(await run(number, '--format', 'pdf')).toMatchObject({ code: 2, stdout: '' });
});
