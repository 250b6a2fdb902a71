// A person of whom there is no record asks by a WhatsApp message to be erased: what is kept of them, such as
// an opt-in that waits for a second member of staff, is as much theirs as a record.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { erasureLanguages } from '../../../ledger/core/language/erasure-languages.ts';
import { identifierTag } from '../../../ledger/core/subject/tag.ts';
import { hearIdentities } from '../../../ledger/operations/hear/identities.ts';
import { findPerson } from '../../../ledger/operations/person/find-person.ts';
import { addBusiness, changeBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { rowWriters } from '../../operations/erase/row-writers.ts';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { type Body, expectProblem, get, ivrOptIn, post } from '../requests.ts';

const text = erasureLanguages.en!.message;
let ledger: TestLedger;
let meta: CloudApi;
let superuser: Database;
let used = 0;
const someone = () => {
  used += 1;
  return `+919876546${String(used).padStart(3, '0')}`;
};
beforeAll(async () => {
  ledger = await testLedger();
  meta = await cloudApi(ledger, ledger.business);
  superuser = openDatabase({ url: ledger.config.databaseUrl!, clients: 1 });
  await changeBusiness(ledger.ledger, ledger.business, { fourEyes: ['paper'] });
});
afterAll(async () => {
  await superuser?.end();
  await ledger?.stop();
});

const write = async (number: string, at = Date.now()) => {
  const delivery = meta.delivery({
    ...{ from: number.slice(1), body: text, at: Math.floor(at / 1000), id: `wamid.${at}` },
  });
  expect((await meta.post(delivery)).status).toBe(200);
};

/** On paper, and it waits. */
async function pending(number: string): Promise<void> {
  const evidence = { document_sha256: sha256Hex(number), signed: true, taken_by: 'staff-7' };
  const form = ivrOptIn(number, { channel: 'paper', evidence });
  expect((await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, form)).status).toBe(202);
}
const pendingOf = async (number: string): Promise<Body[]> => {
  const tag = identifierTag(ledger.ledger.keys.peppers[0]!, ledger.business, {
    kind: 'number',
    value: number,
  });
  return superuser.sql<Body[]>`select pending from pending_opt_ins where tags && ${[tag]}::bytea[]`;
};

const requests = '/v1/subjects/erase/requests';
const admin = (path: string, body?: object, key = ledger.keys.admin) =>
  body === undefined ? get(`${ledger.url}${path}`, key) : post(`${ledger.url}${path}`, key, body);
async function waiting(number: string): Promise<Body[]> {
  const { requests: all }: Body = await (await admin(requests)).json();
  const end = number.slice(-4);
  return all.filter(({ identifiers }: Body) => identifiers.some(({ masked }: Body) => masked.endsWith(end)));
}
const preview = ({ request }: Body) => admin(`${requests}/${request}/preview`, {});
const erase = (token: string) => admin('/v1/subjects/erase', { token, reason: 'asked_by_person' });
const accessRows = async (number: string): Promise<string[]> => {
  const file = await post(`${ledger.url}/v1/subjects/access`, ledger.keys.audit, {
    number,
    format: 'ndjson',
  });
  const rows = (await file.text()).trim().split('\n');
  return rows.map((line) => (JSON.parse(line) as Body).row).filter((row) => row !== 'not_shown');
};

test('is asked once, listed by the end of the number, shown in their file, and erased', async () => {
  const number = someone();
  await pending(number);
  await Promise.all([write(number), write(number)]);
  const [one, ...more] = await waiting(number);
  expect(more).toEqual([]);
  expect(one).toMatchObject({ proof: 'message', agreed_since: false });
  expect(one!.identifiers).toEqual([{ kind: 'number', masked: expect.stringMatching(/X\d{4}$/) }]);
  expect(await accessRows(number)).toEqual(expect.arrayContaining(['pending', 'erasure_request']));
  const shown: Body = await (await preview(one!)).json();
  expect(shown.counts).toMatchObject({ erasure_requests: 1, pending: 1, records: 0 });
  expect(await (await erase(shown.token)).json()).toMatchObject({ subjects: 1, records: 0 });
  expect(await pendingOf(number)).toEqual([]);
  expect(await waiting(number)).toEqual([]);
  await expectProblem(preview(one!), 'not_found');
  expect(await findingsIn(ledger)).toEqual([]);
});

test('nothing in its row shows the number, and who changes it by hand asks nothing', async () => {
  const number = someone();
  await pending(number);
  await write(number);
  const [one] = await waiting(number);
  const of = { request: one!.request as string };
  const [row] = await superuser.sql<Body[]>`
    select * from erasure_requests where request = ${of.request}::uuid`;
  expect(row).toMatchObject({ subject: null, sealed: expect.any(Buffer) });
  const told = Object.values(row!).map((cell) => (Buffer.isBuffer(cell) ? cell.toString('latin1') : cell));
  expect(JSON.stringify(told)).not.toContain(number.slice(1));
  const other = someone();
  const tag = identifierTag(ledger.ledger.keys.peppers[0]!, ledger.business, {
    kind: 'number',
    value: other,
  });
  await superuser.sql`update erasure_requests set tag = ${tag} where request = ${of.request}::uuid`;
  expect(await waiting(number)).toEqual([]);
  await expectProblem(preview(one!), 'not_found');
  // The next message of the person is heard, and of whom the row was made to be as well.
  await write(number, Date.now() + 1000);
  expect(await waiting(number)).toHaveLength(1);
  await pending(other);
  await write(other, Date.now() + 2000);
  expect(await waiting(other)).toHaveLength(1);
});

test('one who has agreed since is told of, and goes whole', async () => {
  const number = someone();
  await pending(number);
  await write(number, Date.now() - 5000);
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  const [one] = await waiting(number);
  expect(one).toMatchObject({ agreed_since: true });
  // Asked once more, now as somebody with a record, it is the same request.
  await write(number, Date.now() + 1000);
  expect(await waiting(number)).toHaveLength(1);
  const shown: Body = await (await preview(one!)).json();
  expect(shown.counts).toMatchObject({ erasure_requests: 1, pending: 1 });
  expect(shown.counts.records).toBeGreaterThan(0);
  expect((await erase(shown.token)).status).toBe(200);
  expect(await pendingOf(number)).toEqual([]);
  expect(await waiting(number)).toEqual([]);
});

test('is refused, and may ask again', async () => {
  const number = someone();
  await pending(number);
  const at = Date.now();
  await write(number, at);
  const [one] = await waiting(number);
  expect((await admin(`${requests}/${one!.request}/refuse`, { reason: 'legal_claim' })).status).toBe(200);
  await write(number, at);
  expect(await waiting(number)).toEqual([]);
  await write(number, at + 5000);
  expect(await waiting(number)).toHaveLength(1);
});

test('at once, where the business says so; delivered again it takes nothing that came since', async () => {
  await changeBusiness(ledger.ledger, ledger.business, { erasure: 'at_once' });
  try {
    const number = someone();
    await pending(number);
    const at = Date.now() - 5000;
    await Promise.all([write(number, at), write(number, at)]);
    expect(await pendingOf(number)).toEqual([]);
    expect(await waiting(number)).toEqual([]);
    await pending(number);
    await write(number, at);
    expect(await pendingOf(number)).toHaveLength(1);
    // A new message is a new word, also of one who was erased before and has no record.
    await write(number, Date.now() + 2000);
    expect(await pendingOf(number)).toEqual([]);
    expect(await waiting(number)).toEqual([]);
    expect(await findingsIn(ledger)).toEqual([]);
  } finally {
    await changeBusiness(ledger.ledger, ledger.business, { erasure: 'confirm' });
  }
});

describe('a number that has gone to another person', () => {
  const numbered = (value: string) => ({ kind: 'number', value }) as const;
  const personOf = async (number: string) =>
    (await findPerson(ledger.ledger, ledger.business, numbered(number))).person!.subjects;
  let told = 0;
  /** Meta says that whoever had the one number has the other from now on. */
  async function moves(from: string, to: string): Promise<void> {
    told += 1;
    const change = { kind: 'change', sender: '1', name: `wamid.moved${told}` } as const;
    const [one, other] = [numbered(from), numbered(to)];
    await hearIdentities(ledger.ledger, ledger.business, [{ ...change, from: one, to: other }]);
  }
  const agree = (number: string) => post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  const rowsOf = (subjects: readonly string[]) => superuser.sql<Body[]>`
    select request, refused_at from erasure_requests where subject = any(${subjects as string[]}::uuid[])`;

  test('asks for its holder alone: each has a request, a file and an erasure of their own', async () => {
    const [number, next] = [someone(), someone()];
    await agree(number);
    await write(number, Date.now() + 1000);
    const former = await personOf(number);
    const [formers] = await rowsOf(former);
    expect(formers).toBeDefined();
    await moves(number, next);
    await agree(number);
    const holder = await personOf(number);
    expect(holder.filter((one) => former.includes(one))).toEqual([]);
    // Nobody who has the number now has asked yet.
    expect(await rowsOf(holder)).toEqual([]);
    expect(await accessRows(number)).not.toContain('erasure_request');

    await write(number, Date.now() + 2000);
    const [own, ...more] = await rowsOf(holder);
    expect([own?.request === formers!.request, more]).toEqual([false, []]);
    expect((await accessRows(number)).filter((row) => row === 'erasure_request')).toHaveLength(1);
    const shown: Body = await (await preview(own!)).json();
    expect(shown.counts).toMatchObject({ erasure_requests: 1 });
    expect((await erase(shown.token)).status).toBe(200);
    expect(await rowsOf(holder)).toEqual([]);
    expect(await rowsOf(former)).toEqual([formers]);
    expect(await findingsIn(ledger)).toEqual([]);
  });

  test('at once, it erases its holder and not the former one', async () => {
    const [number, next] = [someone(), someone()];
    await agree(number);
    const former = await personOf(number);
    await moves(number, next);
    await agree(number);
    const holder = await personOf(number);
    await changeBusiness(ledger.ledger, ledger.business, { erasure: 'at_once' });
    try {
      await write(number, Date.now() + 1000);
    } finally {
      await changeBusiness(ledger.ledger, ledger.business, { erasure: 'confirm' });
    }
    const count = async (subjects: readonly string[]) =>
      (await superuser.sql`select from sealed_records where subject = any(${subjects as string[]}::uuid[])`)
        .length;
    expect(await count(holder)).toBe(0);
    expect(await count(former)).toBeGreaterThan(0);
  });
});

test.each(['sends', 'ivr_calls', 'sms_threads', 'opt_in_links'])(
  'a row of %s alone is enough, and that of the message itself is not',
  async (table) => {
    const number = someone();
    await write(number);
    expect(await waiting(number)).toEqual([]);
    const tag = identifierTag(ledger.ledger.keys.peppers[0]!, ledger.business, {
      kind: 'number',
      value: number,
    });
    const subject = '00000000-0000-4000-8000-000000000000';
    const at = new Date().toISOString();
    await rowWriters[table]!(superuser, { tag, subject, at, business: ledger.business, sender: '1' });
    await write(number, Date.now() + 1000);
    expect(await waiting(number)).toHaveLength(1);
  },
);

test('another business’s key reaches nothing of it', async () => {
  const number = someone();
  await pending(number);
  await write(number);
  const [one] = await waiting(number);
  await addBusiness(ledger.ledger, { id: 'third-shop', name: 'Third Shop', callingCode: '91' });
  const { key } = await createApiKey(ledger.ledger, 'third-shop', 'theirs', ['erase']);
  expect(await (await admin(requests, undefined, key)).json()).toEqual({ requests: [] });
  await expectProblem(admin(`${requests}/${one!.request}/preview`, {}, key), 'not_found');
});

describe('two rows of one person', () => {
  const store = () => ledger.ledger.erasureRequests;
  /** A request under the name alone, and one under the subject that the name leads to. */
  async function two(number: string): Promise<{ byName: string; bySubject: string; subject: string }> {
    await pending(number);
    await write(number, Date.now() - 5000);
    const [{ request: byName } = {}] = await waiting(number);
    await superuser.sql`update erasure_requests set business = 'elsewhere' where request = ${byName}::uuid`;
    await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
    const { person } = await findPerson(ledger.ledger, ledger.business, { kind: 'number', value: number });
    const subject = person!.subjects[0]!;
    await write(number, Date.now() + 1000);
    await superuser.sql`
      update erasure_requests set business = ${ledger.business} where request = ${byName}::uuid`;
    const found = await superuser.sql<Body[]>`
      select request from erasure_requests where subject = ${subject}::uuid`;
    return { byName, bySubject: found[0]!.request as string, subject };
  }
  const refuse = (request: string) =>
    admin(`${requests}/${request}/refuse`, { reason: 'legal_claim' }).then(({ status }) => status);

  test.each(['byName', 'bySubject'] as const)('one refused, %s: the other waits', async (refused) => {
    const number = someone();
    const { subject, ...rows } = await two(number);
    expect(rows.byName).not.toBe(rows.bySubject);
    const waits = refused === 'byName' ? rows.bySubject : rows.byName;
    expect(await refuse(rows[refused])).toBe(200);
    expect(await store().ofSubject(subject)).toMatchObject({ request: waits });
    await write(number, Date.now() + 20_000);
    expect((await waiting(number)).map(({ request }) => request)).toEqual([waits]);
  });

  test('both changed by hand: the person is heard all the same', async () => {
    const number = someone();
    const { subject } = await two(number);
    const { tag } = (await store().ofSubject(subject))!.name!;
    await superuser.sql`
      update erasure_requests set asked_at = now() - interval '9 days'
      where subject = ${subject}::uuid or tag = ${tag}`;
    expect(await store().ofSubject(subject)).toBeUndefined();
    await write(number, Date.now() + 20_000);
    expect(await waiting(number)).toHaveLength(1);
  });
});
