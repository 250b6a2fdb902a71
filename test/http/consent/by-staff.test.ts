// What staff takes down, over HTTP: which words its record holds, what is told of it, and that one form is
// one person's.

import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { apiOfThisFile } from '../api.ts';
import type { Body } from '../requests.ts';

const here = apiOfThisFile();
const ask = async (path: string, key: string, body: object, headers: object = {}): Promise<Body> => {
  const answer = await here.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
};
const form = 'order-updates@1/en';
const optIn = (channel: string, number: string, evidence: object, over: object = {}, headers: object = {}) =>
  ask(
    '/v1/opt-ins',
    here.ledger.keys.ingest,
    { notice: 'order-updates', locale: 'en', channel, number, evidence, ...over },
    headers,
  );
const onPaper = (number: string, evidence: object = {}, over: object = {}, headers: object = {}) =>
  optIn(
    'paper',
    number,
    { document_sha256: sha256Hex(number), signed: true, form, ...evidence },
    over,
    headers,
  );
const historyOf = async (number: string): Promise<Body> =>
  ask('/v1/subjects/history', here.ledger.keys.audit, { number });
const pageOf = async (link: string) => (await here.request(new URL(link).pathname)).text();
const rulesOf = (body: Body) => body.errors.map(({ pointer, rule }: Body) => `${pointer} ${rule}`);

describe('a signed form', () => {
  test('holds the words that are printed on it; history and page tell how it was taken', async () => {
    const number = '+919876543301';
    const answer = await onPaper(number, { place: 'Pune store', taken_by: 'till-7' });
    expect(answer).toMatchObject({ status: 201, grade: 'E1', grade_reasons: ['act_not_shown'] });
    const [entry] = (await historyOf(number)).records;
    expect(entry).toMatchObject({ taken: 'on paper, taken at Pune store by till-7, scan on file' });
    expect(entry.text[0]).toBe(
      'I consent to receive order updates from Fresh Produce on my WhatsApp number __________',
    );
    expect(entry).not.toHaveProperty('stated');
    const page = await pageOf(answer.link);
    expect(page).toContain('On paper · A scan of the form is on file at the business.');
    expect(page).toContain('Pune store');
    expect(page).not.toContain('till-7');
  });

  test('of a version that never was names the form, and a notice that never was the notice', async () => {
    const unknown = { status: 404, code: 'notice_unknown' };
    const never = await onPaper('+919876543330', { form: 'order-updates@99/en' });
    expect(never).toMatchObject({ ...unknown, errors: [{ pointer: '/evidence/form', rule: 'published' }] });
    const script = { agent: 'a-7', spoken: 'in_person', script: 'order-updates@99/en' };
    expect(await optIn('agent', '+919876543330', script)).toMatchObject({
      ...unknown,
      errors: [{ pointer: '/evidence/script' }],
    });
    for (const [named, over] of [
      ['order-updates@1/en', { version: 99 }],
      ['nothing@1/en', { notice: 'nothing' }],
    ] as const)
      expect(await onPaper('+919876543330', { form: named }, over)).toMatchObject({
        ...unknown,
        errors: [{ pointer: '/notice' }],
      });
  });

  test.each(['2026-12-02', '2026-12-02T12:00:00', 'yesterday'])(
    'dated %s is told what a moment is',
    async (occurred_at) => {
      expect(await onPaper('+919876543331', {}, { occurred_at })).toMatchObject({
        ...{ status: 422, code: 'invalid' },
        errors: [
          {
            pointer: '/occurred_at',
            detail: expect.stringContaining('a time and a zone, as in YYYY-MM-DDT12:00:00+05:30'),
          },
        ],
      });
    },
  );

  test('may come in after its notice has a newer version, and not after it was retired', async () => {
    const draft = { ...orderUpdates, id: 'till-form' };
    await publish(here.ledger.ledger, here.ledger.business, draft, 'test');
    await publish(here.ledger.ledger, here.ledger.business, draft, 'test');
    const till = { notice: 'till-form' };
    expect(await onPaper('+919876543302', { form: 'till-form@1/en' }, till)).toMatchObject({ status: 201 });
    await retire(here.ledger.ledger, here.ledger.business, 'till-form', 'test');
    expect(await onPaper('+919876543303', { form: 'till-form@1/en' }, till)).toMatchObject({
      code: 'notice_superseded',
    });
  });

  test.each([
    ['dated tomorrow', {}, { occurred_at: '2999-01-01T00:00:00Z' }, ['/occurred_at not_in_the_future']],
    [
      'dated before its words',
      {},
      { occurred_at: '2020-01-01T00:00:00Z' },
      ['/occurred_at clear_language/published_then'],
    ],
    ['without a signature', { signed: false }, {}, ['/evidence/signed user_action/signed_form']],
    [
      'of another version',
      { form: 'order-updates@2/en' },
      { version: 1 },
      ['/evidence/form clear_language/form_of_notice'],
    ],
    [
      'of another language',
      { form: 'order-updates@1/es' },
      {},
      ['/evidence/form clear_language/form_of_notice'],
    ],
  ])('%s is refused, and nothing is recorded', async (_what, evidence, over, rules) => {
    const number = '+919876543304';
    expect(rulesOf(await onPaper(number, evidence, over))).toEqual(rules);
    expect((await historyOf(number)).records.filter(({ kind }: Body) => kind === 'opt_in')).toEqual([]);
  });
});

describe('one document', () => {
  const document_sha256 = sha256Hex('a form of one person');

  test('is of one person: of another it is refused', async () => {
    expect(await onPaper('+919876543305', { document_sha256 })).toMatchObject({ status: 201 });
    const refused = await onPaper('+919876543306', { document_sha256 });
    expect(refused).toMatchObject({ status: 409, code: 'conflict' });
    expect(rulesOf(refused)).toEqual(['/evidence/document_sha256 document_used']);
    expect(JSON.stringify(refused)).not.toContain('9876543305');
  });

  test('may be of the same person again, however the number is spelt, and a repeated request is one record', async () => {
    const headers = { 'idempotency-key': 'form-1' };
    const document = { document_sha256: sha256Hex('another form') };
    const first = await onPaper('+919876543307', document, {}, headers);
    expect(await onPaper('+919876543307', document, {}, headers)).toMatchObject({ record: first.record });
    expect(await onPaper('+91 98765 43307', document)).toMatchObject({ status: 201 });
  });

  test('that several signed is of one person a line', async () => {
    const sheet = { document_sha256: sha256Hex('a sheet') };
    expect(await onPaper('+919876543308', { ...sheet, line: 1 })).toMatchObject({ status: 201 });
    expect(await onPaper('+919876543309', { ...sheet, line: 2 })).toMatchObject({ status: 201 });
    expect(await onPaper('+919876543310', { ...sheet, line: 2 })).toMatchObject({ code: 'conflict' });
  });

  test('of one signer is no line of a sheet, and a sheet is no form of one, nor of the same person', async () => {
    const [scan, sheet] = ['a form first', 'a sheet first'].map((of) => ({ document_sha256: sha256Hex(of) }));
    expect(await onPaper('+919876543330', scan)).toMatchObject({ status: 201 });
    for (const number of ['+919876543331', '+919876543330'])
      expect(rulesOf(await onPaper(number, { ...scan, line: 1 }))).toEqual(['/evidence/line document_used']);
    expect(await onPaper('+919876543331', { ...sheet, line: 1 })).toMatchObject({ status: 201 });
    for (const number of ['+919876543332', '+919876543331'])
      expect(rulesOf(await onPaper(number, sheet))).toEqual(['/evidence/document_sha256 document_used']);
    expect(await onPaper('+919876543332', { ...sheet, line: 2 })).toMatchObject({ status: 201 });
  });

  test('leaves nothing by which two rows of one person are known', async () => {
    const number = '+919876543333';
    for (const of of ['one', 'two'])
      expect(await onPaper(number, { document_sha256: sha256Hex(`${of} of the same`) })).toMatchObject({
        status: 201,
      });
    const superuser = openDatabase({ url: here.ledger.config.databaseUrl!, clients: 1 });
    const rows = await superuser.sql`select from spent_keys group by request having count(*) > 1`;
    await superuser.end();
    expect(rows).toEqual([]);
  });

  test('posted for two persons at once is taken of one', async () => {
    const document = { document_sha256: sha256Hex('a race') };
    const answers = await Promise.all(
      ['+919876543311', '+919876543312'].map((number) => onPaper(number, document)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  test('may have the same bytes as another business’s', async () => {
    await addBusiness(here.ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
    await publish(here.ledger.ledger, 'other-shop', orderUpdates, 'test');
    const { key } = await createApiKey(here.ledger.ledger, 'other-shop', 'till', ['opt-in:write']);
    const evidence = { document_sha256, signed: true };
    const body = {
      notice: 'order-updates',
      locale: 'en',
      channel: 'paper',
      number: '+919876543313',
      evidence,
    };
    expect(await ask('/v1/opt-ins', key, body)).toMatchObject({ status: 201 });
  });
});

describe('a spoken yes', () => {
  const recording_sha256 = sha256Hex('a recording');
  const evidence = { agent: 'a-7', spoken: 'by_phone', script: form, recording_sha256 };

  test('to the ledger’s script holds the words with the digits that were read out', async () => {
    const number = '+919876543314';
    const answer = await optIn('agent', number, evidence);
    expect(answer).toMatchObject({ grade: 'E1', grade_reasons: ['act_not_shown'] });
    const [entry] = (await historyOf(number)).records;
    expect(entry.text).toEqual([
      'I consent to receive order updates from Fresh Produce on my WhatsApp number … 3 3 1 4\n' +
        'You can stop at any time: write STOP in WhatsApp.',
    ]);
    expect(entry.taken).toBe('spoken on the phone, taken by a-7, recording on file');
    expect(await pageOf(answer.link)).toContain(
      'Told to a member of staff · A recording is on file at the business.',
    );
  });

  test('of one recording is of one person', async () => {
    expect(rulesOf(await optIn('agent', '+919876543315', evidence))).toEqual([
      '/evidence/recording_sha256 recording_used',
    ]);
  });

  test('is in no file that is the form of another, nor the other way round', async () => {
    const [scan, call] = [sha256Hex('a scan at first'), sha256Hex('a call at first')];
    expect(await onPaper('+919876543340', { document_sha256: scan })).toMatchObject({ status: 201 });
    expect(rulesOf(await optIn('agent', '+919876543341', { ...evidence, recording_sha256: scan }))).toEqual([
      '/evidence/recording_sha256 recording_used',
    ]);
    expect(await optIn('agent', '+919876543341', { ...evidence, recording_sha256: call })).toMatchObject({
      status: 201,
    });
    for (const line of [undefined, 1])
      expect(await onPaper('+919876543340', { document_sha256: call, line })).toMatchObject({ status: 409 });
  });

  test('to words of the business’s own is told as the business tells it', async () => {
    const own = { agent: 'a-7', statement_sha256: sha256Hex('our words') };
    expect(await optIn('agent', '+919876543316', own)).toMatchObject({
      status: 201,
      grade_reasons: ['act_not_shown', 'words_not_shown'],
    });
    expect(await optIn('agent', '+919876543317', own)).toMatchObject({ status: 201 });
  });
});
