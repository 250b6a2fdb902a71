import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

const number = '+919876543240';
const purpose = 'shipping_update';
const template = { name: 'order_shipped', language: 'en_US' };
let ledger: TestLedger;
let allowed: Body;
beforeAll(async () => {
  ledger = await testLedger();
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  allowed = await (
    await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, { recipient: number, purpose })
  ).json();
  await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number, channel: 'web' });
});
afterAll(() => ledger.stop());

const ask = (question: unknown, key = ledger.keys.audit) =>
  post(`${ledger.url}/v1/gate/as-of`, key, question);
const answerTo = async (question: unknown): Promise<Body> => (await ask(question)).json();

test.each(['ingest', 'gate', 'admin'] as const)('a key without the scope is refused: %s', async (name) => {
  await expectProblem(ask({ recipient: number, purpose, tree_size: 1 }, ledger.keys[name]), 'forbidden');
});

test.each([
  ['no moment', { recipient: number, purpose }, 'one_moment'],
  ['a moment that is none', { recipient: number, purpose, at: 'yesterday' }, 'invalid_format'],
  ['a moment without an offset', { recipient: number, purpose, at: '2026-03-01T09:30:00' }, 'invalid_format'],
  ['a moment to come', { recipient: number, purpose, at: '2999-01-01T00:00:00Z' }, 'not_in_the_future'],
  ['a moment of the year 10000', { recipient: number, purpose, at: '9999-12-31T23:59:59-14:00' }, 'range'],
  ['a moment of the year 0', { recipient: number, purpose, at: '0000-06-01T00:00:00Z' }, 'range'],
  ['a size that is none', { recipient: number, purpose, tree_size: -1 }, 'too_small'],
  ['a size to come', { recipient: number, purpose, tree_size: 1_000_000 }, 'not_in_the_log'],
  ['nobody', { purpose, tree_size: 1 }, 'one_recipient'],
  ['no purpose', { recipient: number, tree_size: 1 }, 'one_subject'],
  ['a purpose and a template', { recipient: number, purpose, tree_size: 1, template }, 'one_subject'],
  ['a template that is none', { recipient: number, tree_size: 1, template: 'x' }, 'invalid_type'],
  ['a purpose of a sender', { recipient: number, purpose, tree_size: 1, sender: '1' }, 'needs_template'],
  ['nobody’s sender', { recipient: number, template, tree_size: 1, sender: '1' }, 'sender_unknown'],
  ['a free-form answer', { recipient: number, tree_size: 1, kind: 'free_form' }, 'unrecognized_keys'],
])('a question about %s is refused', async (_what, question, rule) => {
  const { errors } = await expectProblem(ask(question), 'invalid');
  expect(errors).toContainEqual(expect.objectContaining({ rule }));
});

test('an allow is explained by the tree size it was given at, after the person has stopped', async () => {
  const { tree_size, record } = allowed;
  const then = await answerTo({ recipient: number, purpose, tree_size });
  expect(then).toMatchObject({
    decision: 'allow',
    record,
    ...{ grade: 'E1', grade_reasons: ['words_not_shown'] },
    tree_size,
    records: [{ id: record, kind: 'opt_in' }],
  });
  const now = await answerTo({ wa_id: number.slice(1), purpose, at: new Date().toISOString() });
  expect(now).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  expect(now.records.map(({ kind }: Body) => kind)).toEqual(['opt_in', 'opt_out']);
});

test('a template is judged by what was known of it then, and its records are shown', async () => {
  const mapped = { waba_id: '102290129340398', ...template, purpose, category: 'UTILITY' };
  const { tree_size: before } = await answerTo({ recipient: number, purpose, tree_size: 2 });
  const said = await post(`${ledger.url}/v1/templates`, ledger.keys.admin, mapped);
  const { record, tree_size } = (await said.json()) as Body;
  expect(await answerTo({ recipient: number, template, tree_size: before })).toMatchObject({
    reasons: ['template_unmapped'],
    template_records: [],
  });
  expect(await answerTo({ recipient: number, template, tree_size })).toMatchObject({
    reasons: ['withdrawn'],
    records: [{ kind: 'opt_in' }, { kind: 'opt_out' }],
    template_records: [{ id: record, kind: 'template_changed' }],
  });
});

test('the person’s history shows that somebody looked', async () => {
  await answerTo({ recipient: number, purpose, tree_size: 1 });
  const { records } = (await (
    await post(`${ledger.url}/v1/subjects/history`, ledger.keys.audit, { number })
  ).json()) as Body;
  const looks = records.filter(({ record }: Body) => record.access?.operation === 'as_of');
  expect(looks.length).toBeGreaterThan(0);
});
