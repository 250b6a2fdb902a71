// POST /v1/records/{id}/corrections: what may be mended, beside what it is shown, and that it changes no
// decision.

import { expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { environmentOf, optmark } from '../../cli/run.ts';
import { findingsIn } from '../../support/verifier.ts';
import { apiOfThisFile } from '../api.ts';
import { type Body, expectProblem, ivrOptIn } from '../requests.ts';

const here = apiOfThisFile();
let mender: string;
const keyOf = async () =>
  (mender ??= (await createApiKey(here.ledger.ledger, here.ledger.business, 'mender', ['correction:write']))
    .key);

const ask = (path: string, key: string, body: unknown, more: Record<string, string> = {}) =>
  here.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...more },
    body: JSON.stringify(body),
  }) as Promise<Response>;

const paper = (number: string, over: object = {}) => {
  const evidence = {
    ...{ document_sha256: Buffer.from(number.padEnd(32, 'x')).toString('hex').slice(0, 64), signed: true },
    ...{ taken_by: 'agent-7', place: 'pune-2' },
  };
  return ivrOptIn(number, { channel: 'paper', evidence, ...over });
};
const optIn = async (body: unknown): Promise<Body> =>
  (await ask('/v1/opt-ins', here.ledger.keys.ingest, body)).json();
const mend = async (record: string, corrections: unknown, more: object = {}, headers = {}) =>
  ask(
    `/v1/records/${record}/corrections`,
    await keyOf(),
    { corrections, reason: 'found_in_review', ...more },
    headers,
  );
const history = async (number: string): Promise<Body> =>
  (await ask('/v1/subjects/history', here.ledger.keys.audit, { number })).json();
const gate = async (recipient: string): Promise<Body> =>
  (await ask('/v1/gate/check', here.ledger.keys.gate, { recipient, purpose: 'shipping_update' })).json();
const rulesOf = async (answer: Promise<Response>) =>
  (await expectProblem(answer, 'invalid')).errors?.map(({ pointer, rule }) => `${pointer} ${rule}`);

test('a correction stands beside the record it corrects, which stays as it is, byte for byte', async () => {
  const number = '+919876504001';
  const { record } = await optIn(paper(number));
  const before = (await history(number)).records.find(({ id }: Body) => id === record);
  const answer = await mend(record, [{ field: 'place', is: 'pune-3' }], { staff: 'agent-9' });
  expect(answer.status).toBe(201);
  const said: Body = await answer.json();
  expect(said).toMatchObject({ kind: 'corrected', receipt: expect.any(String) });
  const { records } = await history(number);
  const shown = records.find(({ id }: Body) => id === record);
  expect(shown.bytes).toBe(before.bytes);
  const note = {
    record: said.record,
    corrections: [{ field: 'place', is: 'pune-3' }],
    ...{ reason: 'found_in_review', by: 'key', staff: 'agent-9', leaf_index: said.leaf_index },
  };
  expect(shown.corrected_by).toMatchObject([note]);
  expect(before.corrected_by).toBeUndefined();
  expect(records.find(({ id }: Body) => id === said.record).record).toMatchObject({
    kind: 'corrected',
    corrects: record,
  });
  const alone: Body = await (
    await here.request(`/v1/records/${record}`, {
      headers: { authorization: `Bearer ${here.ledger.keys.audit}` },
    })
  ).json();
  expect(alone.records[0].corrected_by).toMatchObject([note]);
});

test('it is found also where the register lags behind or has lost it', async () => {
  const number = '+919876504002';
  const { record } = await optIn(paper(number));
  await mend(record, [{ field: 'staff', is: 'agent-8' }]);
  const { ledger } = here.ledger;
  const behind = here.with({ register: { ...ledger.register, flush: async () => {} } });
  const asked = (await (
    await behind.request('/v1/subjects/history', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${here.ledger.keys.audit}` },
      body: JSON.stringify({ number }),
    })
  ).json()) as Body;
  expect(asked.records.find(({ id }: Body) => id === record).corrected_by).toHaveLength(1);
});

test('it is a row of an export, and who is meant is named for a reason alone', async () => {
  const { record } = await optIn(paper('+919876504031'));
  await mend(record, [
    { field: 'place', is: 'pune-9' },
    { field: 'external_id', is: 'C-1931' },
  ]);
  const exported = async (asked: object) => {
    const body = { kind: 'corrected', number: '+919876504031', ...asked };
    return (await ask('/v1/exports', here.ledger.keys.audit, body)).text();
  };
  const [row] = (await exported({ format: 'ndjson' })).split('\n').map((line) => line && JSON.parse(line));
  expect(row).toMatchObject({ kind: 'corrected', corrects: record });
  expect(row.corrections).toEqual(['place=pune-9', 'external_id']);
  expect(await exported({ format: 'csv' })).not.toContain('C-1931');
  const named = await exported({ format: 'csv', reason: 'audit' });
  expect(named).toContain(`${record},place=pune-9|external_id=C-1931`);
});

test('it changes no decision: what was allowed stays so, and no stop is lifted', async () => {
  const [agreed, stopped] = ['+919876504003', '+919876504004'];
  const first = await optIn(paper(agreed));
  await mend(first.record, [{ field: 'external_id', is: 'C-1042' }]);
  expect(await gate(agreed)).toMatchObject({ decision: 'allow', record: first.record });
  const second = await optIn(paper(stopped));
  await ask('/v1/opt-outs', here.ledger.keys.ingest, { number: stopped, channel: 'web' });
  const was = await gate(stopped);
  const { records } = await history(stopped);
  const stop = records.find(({ kind }: Body) => kind === 'opt_out');
  const { occurred_at } = records.find(({ id }: Body) => id === second.record).record;
  const earlier = new Date(Date.parse(occurred_at) - 1).toISOString();
  expect((await mend(stop.id, [{ field: 'occurred_at', is: earlier }])).status).toBe(201);
  expect(await gate(stopped)).toMatchObject({ decision: 'deny', reasons: was.reasons });
});

test('a moment becomes no later, nor older than its words, nor one before a stop', async () => {
  const number = '+919876504005';
  const claimed = await optIn(paper(number));
  const { occurred_at: was } = (await history(number)).records.find(
    ({ id }: Body) => id === claimed.record,
  ).record;
  const later = new Date(Date.parse(was) + 60_000).toISOString();
  const at = (is: string, of = claimed.record) => mend(of, [{ field: 'occurred_at', is }]);
  expect(await rulesOf(at(later))).toEqual(['/corrections/0/is only_earlier']);
  expect(await rulesOf(at(was))).toEqual(['/corrections/0/is no_change']);
  expect(await rulesOf(at('2026-03-01'))).toEqual(['/corrections/0/is moment']);
  expect(await rulesOf(at('1999-01-01T00:00:00Z'))).toEqual(['/corrections/0/is older_than_words']);
  const before = new Date(Date.parse(was) - 1).toISOString();
  await ask('/v1/opt-outs', here.ledger.keys.ingest, { number, channel: 'web' });
  const again = await optIn(
    paper(number, { evidence: { ...paper(number).evidence, document_sha256: '7a'.repeat(32) } }),
  );
  const stop = (await history(number)).records.find(({ kind }: Body) => kind === 'opt_out');
  const beforeStop = new Date(Date.parse(stop.recorded_at) - 1).toISOString();
  expect(await rulesOf(at(beforeStop, again.record))).toEqual(['/corrections/0/is stopped_since']);
  expect((await at(before)).status).toBe(201);
  expect(await rulesOf(at(was))).toEqual(['/corrections/0/is only_earlier']);
});

test.each([
  [
    'a field that is none',
    [{ field: 'number', is: '+919876504999' }],
    ['/corrections/0/field invalid_value'],
  ],
  ['a purpose', [{ field: 'purposes', is: 'marketing' }], ['/corrections/0/field invalid_value']],
  ['a grade', [{ field: 'grade', is: 'E4' }], ['/corrections/0/field invalid_value']],
  ['nothing', [], ['/corrections too_small']],
  [
    'one field twice',
    [
      { field: 'place', is: 'a-1' },
      { field: 'place', is: 'a-2' },
    ],
    ['/corrections/1/field once'],
  ],
  ['the place it has', [{ field: 'place', is: 'pune-2' }], ['/corrections/0/is no_change']],
  ['a name of staff', [{ field: 'staff', is: 'Asha Rao' }], ['/corrections/0/is staff_reference']],
  [
    'a place that is an address',
    [{ field: 'place', is: 'a@b.example' }],
    ['/corrections/0/is place_reference'],
  ],
  ['a locale of no such notice', [{ field: 'locale', is: 'xx' }], ['/corrections/0/is locale']],
  ['an id that is none', [{ field: 'external_id', is: 'é' }], ['/corrections/0/is external_id_format']],
  [
    'an id that is a phone number',
    [{ field: 'external_id', is: '+44 7400 123456' }],
    ['/corrections/0/is external_id_is_number'],
  ],
  [
    'an id that is the number of the person',
    [{ field: 'external_id', is: '9876504006' }],
    ['/corrections/0/is external_id_is_number'],
  ],
  [
    'an id that is an e-mail address',
    [{ field: 'external_id', is: 'a@b.example' }],
    ['/corrections/0/is external_id_is_email'],
  ],
])('%s is refused by field and rule', async (_, corrections, rules) => {
  const { record } = await optIn(paper('+919876504006'));
  const size = (await here.ledger.ledger.log.latestCheckpoint())!.size;
  expect(await rulesOf(mend(record, corrections))).toEqual(rules);
  expect((await here.ledger.ledger.log.latestCheckpoint())!.size).toBe(size);
});

test('a call has no place, a correction is not corrected, and a look is not', async () => {
  const number = '+919876504007';
  const { record } = await optIn(ivrOptIn(number));
  expect(await rulesOf(mend(record, [{ field: 'place', is: 'pune-3' }]))).toEqual([
    '/corrections/0/is by_staff',
  ]);
  const made: Body = await (await mend(record, [{ field: 'external_id', is: 'C-7' }])).json();
  expect(await rulesOf(mend(made.record, [{ field: 'external_id', is: 'C-8' }]))).toEqual([
    ' not_correctable',
  ]);
  const look = (await history(number)).records.find(({ kind }: Body) => kind === 'accessed');
  expect(await rulesOf(mend(look.id, [{ field: 'external_id', is: 'C-8' }]))).toEqual([' not_correctable']);
});

test('no link is made for an id that is a phone number either', async () => {
  const link = { notice: 'order-updates', via: 'email', external_id: '+919876504006' };
  expect(await rulesOf(ask('/v1/links', here.ledger.keys.ingest, link))).toEqual([
    '/external_id external_id_is_number',
  ]);
});

test('under one key one correction of one record, answered twice alike', async () => {
  const [one, other] = [await optIn(paper('+919876504008')), await optIn(paper('+919876504009'))];
  const asked = [{ field: 'place', is: 'pune-9' }];
  const key = { 'idempotency-key': 'mend-1' };
  const first = await mend(one.record, asked, {}, key);
  const again = await mend(one.record, asked, {}, key);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await again.json()).toEqual(await first.json());
  await expectProblem(mend(other.record, asked, {}, key), 'idempotency_key_reused');
  expect(JSON.stringify(await history('+919876504009'))).not.toContain('pune-9');
});

test('no other scope corrects, and no other business', async () => {
  const { record } = await optIn(paper('+919876504010'));
  const { ledger, keys } = here.ledger;
  const body = { corrections: [{ field: 'place', is: 'x-1' }], reason: 'found_in_review' };
  for (const key of Object.values(keys))
    await expectProblem(ask(`/v1/records/${record}/corrections`, key, body), 'forbidden');
  await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop', callingCode: '91' });
  const theirs = (await createApiKey(ledger, 'other-shop', 'theirs', ['correction:write'])).key;
  await expectProblem(ask(`/v1/records/${record}/corrections`, theirs, body), 'not_found');
});

test('of two at once the second is judged by what the first left', async () => {
  const { record, recorded_at: was } = await optIn(paper('+919876504031'));
  const { sequencer } = here.ledger.ledger;
  /** With each of these recorded by another between the read and the commit. */
  const overtakenBy = async (others: object[], mine: object) => {
    const waiting = [...others];
    const overtaken = here.with({
      sequencer: {
        ...sequencer,
        submit: async (draft) => {
          const other = waiting.shift();
          if (other !== undefined) expect((await mend(record, [other])).status).toBe(201);
          return sequencer.submit(draft);
        },
      } as typeof sequencer,
    });
    return overtaken.request(`/v1/records/${record}/corrections`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await keyOf()}` },
      body: JSON.stringify({ corrections: [mine], reason: 'found_in_review' }),
    }) as Promise<Response>;
  };
  const earlier = (milliseconds: number) => {
    const is = new Date(Date.parse(was) - milliseconds).toISOString();
    return { field: 'occurred_at', is };
  };
  expect(await rulesOf(overtakenBy([earlier(2)], earlier(1)))).toEqual(['/corrections/0/is only_earlier']);
  const place = (is: string) => ({ field: 'place', is });
  expect(await rulesOf(overtakenBy([place('pune-3')], place('pune-3')))).toEqual([
    '/corrections/0/is no_change',
  ]);
  // What the other changed is no reason to refuse this one.
  expect((await overtakenBy([place('pune-4')], { field: 'staff', is: 'agent-8' })).status).toBe(201);
  const many = [5, 6, 7, 8, 9].map((n) => place(`pune-${n}`));
  await expectProblem(overtakenBy(many, { field: 'staff', is: 'agent-9' }), 'conflict');
});

test('of a person who was erased meanwhile nothing is written', async () => {
  const number = '+919876504011';
  const { record } = await optIn(paper(number));
  const { ledger, keys } = here.ledger;
  // Between the read and the commit of the correction the person is erased.
  const erased = async () => {
    const { token }: Body = await (await ask('/v1/subjects/erase/preview', keys.admin, { number })).json();
    expect((await ask('/v1/subjects/erase', keys.admin, { token, reason: 'asked_by_person' })).status).toBe(
      200,
    );
  };
  const stopping = here.with({
    sequencer: {
      ...ledger.sequencer,
      submit: async (draft) => {
        await erased();
        return ledger.sequencer.submit(draft);
      },
    } as typeof ledger.sequencer,
  });
  const answer = stopping.request(`/v1/records/${record}/corrections`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await keyOf()}` },
    body: JSON.stringify({ corrections: [{ field: 'place', is: 'late-1' }], reason: 'found_in_review' }),
  });
  await expectProblem(answer as Promise<Response>, 'not_found');
  expect((await history(number)).records.map(({ kind }: Body) => kind)).not.toContain('corrected');
});

test('the command records it, audit shows it, and the whole ledger is true', async () => {
  const number = '+919876504012';
  const { record } = await optIn(paper(number));
  const environment = environmentOf(here.ledger);
  const of = ['--business', here.ledger.business];
  const why = ['--reason', 'asked_by_person'];
  const run = (...args: string[]) => optmark(['correct', ...args, ...of], environment);
  expect(await run(record, ...why, '--place', 'pune-5', '--by-staff', 'agent-8')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`corrects ${record}`),
  });
  for (const args of [[], [record], [record, ...why], ['x', ...why, '--place', 'a-1']])
    expect(await run(...args)).toMatchObject({ code: 2, stdout: '' });
  expect(await run(record, ...why, '--locale', 'xx')).toMatchObject({ code: 2, stdout: '' });
  const nobodys = '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10';
  expect(await run(nobodys, ...why, '--place', 'a-1')).toMatchObject({ code: 3, stdout: '' });
  const { stdout } = await optmark(['audit', number, ...of], environment);
  expect(stdout).toMatch(/ corrected \S+: place is pune-5, staff is agent-8 \(asked_by_person\)/);
  expect(await findingsIn(here.ledger)).toEqual([]);
});
