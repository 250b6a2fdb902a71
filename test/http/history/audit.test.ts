import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EvidenceTrust, verifyEvidence } from '../../../ledger/core/receipt/evidence-file.ts';
import { opens } from '../../../ledger/core/subject/commitment.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Body, expectProblem, get, ivrOptIn, post } from '../requests.ts';

const number = '+919876543250';

let ledger: TestLedger;
let written: Body;
let foreignKey: string;
beforeAll(async () => {
  ledger = await testLedger();
  const answer = await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  written = await answer.json();
  await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
  const scopes = ['audit:read', 'opt-in:write'] as const;
  foreignKey = (await createApiKey(ledger.ledger, 'other-shop', 'curious', scopes)).key;
});
afterAll(() => ledger.stop());

const history = (body: unknown, key: string | undefined = ledger.keys.audit) =>
  post(`${ledger.url}/v1/subjects/history`, key, body);
const record = (id: string, key?: string) => get(`${ledger.url}/v1/records/${id}`, key);
const receipt = (id: string, key?: string) => get(`${ledger.url}/v1/receipts/${id}`, key);

async function trust(): Promise<EvidenceTrust> {
  const { vkey }: Body = await (await get(`${ledger.url}/log/keys.json`)).json();
  const { keys }: Body = await (await get(`${ledger.url}/.well-known/jwks.json`)).json();
  return { vkey, jwks: keys };
}

test('no key, no history, record or receipt', async () => {
  await expectProblem(post(`${ledger.url}/v1/subjects/history`, undefined, { number }), 'unauthenticated');
  await expectProblem(record(written.record), 'unauthenticated');
  await expectProblem(receipt(written.record), 'unauthenticated');
});

test.each(['gate', 'admin'] as const)('a key without the scope is refused: %s', async (name) => {
  await expectProblem(history({ number }, ledger.keys[name]), 'forbidden');
  await expectProblem(record(written.record, ledger.keys[name]), 'forbidden');
  await expectProblem(receipt(written.record, ledger.keys[name]), 'forbidden');
});

test('who may write opt-ins may fetch a receipt, but not read records', async () => {
  expect((await receipt(written.record, ledger.keys.ingest)).status).toBe(200);
  await expectProblem(record(written.record, ledger.keys.ingest), 'forbidden');
  await expectProblem(history({ number }, ledger.keys.ingest), 'forbidden');
});

test.each(['nothing', '%2e%2e', crypto.randomUUID(), '1; drop table entry'])(
  'what names no record is not there: %s',
  async (id) => {
    await expectProblem(record(id, ledger.keys.audit), 'not_found');
    await expectProblem(receipt(id, ledger.keys.audit), 'not_found');
  },
);

test('a record of another business is not there', async () => {
  await expectProblem(record(written.record, foreignKey), 'not_found');
  await expectProblem(receipt(written.record, foreignKey), 'not_found');
});

test('a person of another business has no history', async () => {
  const answer: Body = await (await history({ number }, foreignKey)).json();
  expect(answer.records).toEqual([]);
  expect(answer).not.toHaveProperty('subject');
});

test.each([
  ['an unknown field', { number, everything: true }, '/everything'],
  ['a number that cannot be one', { number: 'Priya' }, '/number'],
  ['no number', {}, '/number'],
  ['two names', { number, bsuid: 'IN.1' }, '/number'],
  ['a parent id that cannot be one', { parent_bsuid: 'IN.1' }, '/parent_bsuid'],
  ['an id that cannot be one', { bsuid: 'Priya' }, '/bsuid'],
])('a question with %s is refused', async (_what, body, pointer) => {
  const problem = await expectProblem(history(body), 'invalid');
  expect(problem.errors).toContainEqual(expect.objectContaining({ pointer }));
});

test('a history has every record with its opening, and no cache keeps it', async () => {
  const answer = await history({ number });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { records }: Body = await answer.json();
  const optIn = records.find(({ id }: Body) => id === written.record);
  expect(optIn).toMatchObject({
    kind: 'opt_in',
    grade: 'E1',
    leaf_index: written.leaf_index,
    entry: written.entry,
  });
  const [entry, nonce, bytes] = [optIn.entry, optIn.nonce, optIn.bytes].map((text) =>
    Buffer.from(text, 'base64'),
  );
  expect(opens(entry!, nonce!, bytes!)).toBe(true);
});

test('looking is recorded, even at somebody nobody knows', async () => {
  const size = async () => ((await (await get(`${ledger.url}/readyz`)).json()) as Body).tree_size;
  const before = await size();
  await history({ number: '+14155550151' });
  await record(written.record, ledger.keys.audit);
  await receipt(written.record, ledger.keys.audit);
  expect(await size()).toBe(before + 3);
  const { records }: Body = await (await history({ number })).json();
  expect(records.map(({ kind }: Body) => kind)).toContain('accessed');
});

test('an evidence file is a download that proves itself offline', async () => {
  const answer = await receipt(written.record, ledger.keys.audit);
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="optmark-evidence-${written.record}.json"`,
  );
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const verdict = await verifyEvidence(await answer.json(), await trust());
  expect(verdict).toMatchObject({ kind: 'true', record: { id: written.record, kind: 'opt_in' } });
});

test('the answer to a write proves itself too', async () => {
  expect(await verifyEvidence(written, await trust())).toMatchObject({ kind: 'true' });
});
