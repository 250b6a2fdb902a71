import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { purposes } from '../../../ledger/core/notice/purpose.ts';
import { bulkQuestionsMax, lineBytesMax } from '../../../ledger/http/server/limits.ts';
import { hearTemplates, mapTemplate } from '../../../ledger/operations/template/templates.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';
import { askInLines, endOf, lines, poured, readLines } from './bulk-calls.ts';

const agreed = '+919876543220';
const stopped = '+919876543221';
const stranger = '+14155550122';
const purpose = 'shipping_update';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
  for (const number of [agreed, stopped])
    await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number: stopped, channel: 'web' });
});
afterAll(() => ledger.stop());

const ask = (body: string | ReadableStream<Uint8Array>, query = '', key = ledger.keys.gate) =>
  askInLines(ledger.url, key, body, query);
const askArray = (questions: unknown, key = ledger.keys.gate) =>
  post(`${ledger.url}/v1/gate/check-bulk`, key, questions);
const question = (recipient: string, over: object = {}) => ({ recipient, purpose, ...over });

test.each(['ingest', 'audit', 'admin'] as const)('a key without the scope is refused: %s', async (name) => {
  await expectProblem(ask(lines(question(agreed)), '', ledger.keys[name]), 'forbidden');
});

test('no key, no answers', async () => {
  await expectProblem(ask(lines(question(agreed)), '', 'om_none'), 'unauthenticated');
});

test.each([
  ['plain text', { 'content-type': 'text/plain' }],
  ['a compressed body', { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' }],
])('%s is refused', async (_what, headers) => {
  const body = lines(question(agreed));
  const answer = post(`${ledger.url}/v1/gate/check-bulk`, ledger.keys.gate, body, headers);
  await expectProblem(answer, 'unsupported_media_type');
});

test.each(['0', '-1', '1.5', 'x', '1e999'])('answers cannot begin at line %s', async (from) => {
  await expectProblem(ask(lines(question(agreed)), `?from=${from}`), 'invalid');
});

test('each line is answered in its turn, and the last line says that all were', async () => {
  const asked = [agreed, stopped, stranger].map((recipient, i) => question(recipient, { id: `q${i}` }));
  const answers = await readLines(await ask(lines(...asked)));
  const why = ['words_not_shown'];
  expect(answers).toMatchObject([
    { line: 1, id: 'q0', decision: 'allow', reasons: ['granted'], grade: 'E1', grade_reasons: why },
    { line: 2, id: 'q1', decision: 'deny', reasons: ['withdrawn'] },
    { line: 3, id: 'q2', decision: 'deny', reasons: ['unknown_recipient'] },
    { done: true, lines: 3, tree_size: answers[0].tree_size },
  ]);
  expect(answers).toHaveLength(4);
});

test('nothing asked is nothing answered, at a tree size', async () => {
  expect(await readLines(await ask(''))).toEqual([{ done: true, lines: 0, tree_size: expect.any(Number) }]);
});

test('the last line needs no newline', async () => {
  expect(await readLines(await ask(JSON.stringify(question(agreed))))).toMatchObject([
    { line: 1, decision: 'allow' },
    { done: true, lines: 1 },
  ]);
});

test('blank lines are counted and not answered', async () => {
  const answers = await readLines(await ask(`\n\r\n${lines(question(agreed))}\n`));
  expect(answers).toMatchObject([{ line: 3 }, { done: true, lines: 4 }]);
});

describe('a line that cannot be asked', () => {
  test.each([
    ['no JSON', '{', 'malformed'],
    ['half a surrogate pair', '{"id":"\\ud800"}', 'half_pair'],
    ['no object', '[]', 'invalid_type'],
    ['null', 'null', 'invalid_type'],
    ['nobody', JSON.stringify({ purpose }), 'one_recipient'],
    ['two people', JSON.stringify({ recipient: agreed, wa_id: '1', purpose }), 'one_recipient'],
    ['no purpose', JSON.stringify({ recipient: agreed }), 'one_subject'],
    ['no number', JSON.stringify(question('Priya')), 'character'],
    ['an unknown field', JSON.stringify(question(agreed, { force: true })), 'unrecognized_keys'],
    ['an id that is too long', JSON.stringify(question(agreed, { id: 'x'.repeat(129) })), 'too_big'],
    ['a line that is too long', JSON.stringify(question(agreed, { id: 'x'.repeat(lineBytesMax) })), 'line'],
    [
      'the prototype',
      '{"__proto__":{"recipient":"+919876543220"},"purpose":"marketing"}',
      'unrecognized_keys',
    ],
  ])('is denied and does not end the rest: %s', async (_what, bad, rule) => {
    const answers = await readLines(await ask(`${bad}\n${lines(question(agreed))}`));
    expect(answers).toMatchObject([
      {
        line: 1,
        decision: 'deny',
        reasons: ['invalid_question'],
        errors: expect.arrayContaining([expect.objectContaining({ rule })]),
      },
      { line: 2, decision: 'allow' },
      { done: true, lines: 2 },
    ]);
  });

  test('is denied where it is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('"\xff"\n', 'latin1'), Buffer.from(lines(question(agreed)))]);
    const answers = await readLines(await ask(new Blob([bytes]).stream()));
    expect(answers).toMatchObject([{ reasons: ['invalid_question'] }, { decision: 'allow' }, { done: true }]);
  });

  test('keeps its id', async () => {
    const [answer] = await readLines(await ask(lines({ id: 7, recipient: 'Priya', purpose })));
    expect(answer).toMatchObject({ id: 7, decision: 'deny' });
  });

  test('is never repeated, nor is a number in it', async () => {
    const answer = await ask(lines(question('+91 98765 43220 x'), { [agreed]: 1 }));
    expect(await answer.text()).not.toMatch(/43220/);
  });
});

test('a person of another business is a stranger', async () => {
  const { addBusiness, createApiKey } = await import('../../../ledger/operations/setup/setup.ts');
  await addBusiness(ledger.ledger, { id: 'other-shop', name: 'Other Shop' });
  const { key } = await createApiKey(ledger.ledger, 'other-shop', 'gate', ['gate:check']);
  const answers = await readLines(await ask(lines(question(agreed)), '', key));
  expect(answers[0]).toMatchObject({ decision: 'deny', reasons: ['unknown_recipient'] });
});

describe('by template', () => {
  const account = '102290129340398';
  const template = (name: string) => ({ name, language: 'en' });
  const of = (name: string, over: object = {}) => ({ recipient: agreed, template: template(name), ...over });
  const map = (name: string, category: string) =>
    mapTemplate(ledger.ledger, ledger.business, { account, ...template(name), purpose, category }, 'test');
  beforeAll(async () => {
    await map('order_shipped', 'UTILITY');
    await map('order_offer', 'MARKETING');
  });

  test('each is judged by what its template needs, as a single check would be', async () => {
    const asked = [
      of('order_shipped'),
      of('order_offer'),
      of('nobody_mapped'),
      of('order_shipped', { recipient: stopped }),
    ];
    const answers = await readLines(await ask(lines(...asked)));
    expect(answers.map(({ reasons }) => reasons)).toEqual([
      ['granted'],
      ['no_consent'],
      ['template_unmapped'],
      ['withdrawn'],
      undefined,
    ]);
    for (const [i, one] of asked.entries()) {
      const alone = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, { ...one, permit: false });
      const { line, ...answer } = answers[i];
      expect(answer).toEqual(await alone.json());
    }
  });

  test('what Meta re-tags needs consent to marketing from the next line on', async () => {
    await map('order_moved', 'UTILITY');
    const { writer, answers } = poured(ledger);
    writer.write(lines(of('order_moved')));
    expect(await answers.next()).toMatchObject({ value: { decision: 'allow' } });
    const update = { account, ...template('order_moved'), category: 'MARKETING' };
    await hearTemplates(ledger.ledger, ledger.business, [update]);
    writer.write(lines(of('order_moved')));
    writer.end();
    expect(await answers.next()).toMatchObject({ value: { decision: 'deny', reasons: ['no_consent'] } });
    await answers.return(undefined);
  });

  test('a purpose beside a template is refused', async () => {
    const [answer] = await readLines(await ask(lines(of('order_shipped', { purpose }))));
    expect(answer).toMatchObject({ reasons: ['invalid_question'], errors: [{ rule: 'one_subject' }] });
  });
});

test('a permit is signed only where one is wanted', async () => {
  const asked = [question(agreed), question(agreed, { permit: true })];
  const [without, withOne] = await readLines(await ask(lines(...asked)));
  expect(without).not.toHaveProperty('permit');
  expect(withOne.permit).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
});

test('what broke off is continued where it broke off', async () => {
  const body = lines(...Array.from({ length: 2500 }, (_, id) => question(stranger, { id })));
  const all = await readLines(await ask(body));
  const rest = await readLines(await ask(body, '?from=1801'));
  expect(rest).toEqual(all.slice(1800));
  expect(await readLines(await ask(body, '?from=2501'))).toMatchObject([{ done: true, lines: 2500 }]);
});

describe('as JSON', () => {
  test('all answers come in one object, in order', async () => {
    const answer = await askArray([question(agreed), 7, question(stopped, { id: 'b' })]);
    expect(await answer.json()).toMatchObject({
      answers: [
        { line: 1, decision: 'allow' },
        { line: 2, decision: 'deny', reasons: ['invalid_question'] },
        { line: 3, id: 'b', decision: 'deny', reasons: ['withdrawn'] },
      ],
    });
  });

  test.each([
    ['no array', { recipient: agreed, purpose }],
    ['nothing', []],
    ['too many', Array.from({ length: bulkQuestionsMax + 1 }, () => 1)],
  ])('%s is refused', async (_what, body) => {
    await expectProblem(askArray(body), 'invalid');
  });
});

test('an answer is the one that a single check gives', async () => {
  const someone = fc.constantFrom(
    { recipient: agreed },
    { wa_id: '919876543220' },
    { recipient: stopped },
    { recipient: stranger },
    { bsuid: 'US.1349' },
    { recipient: 'Priya' },
  );
  const any = fc.record({
    who: someone,
    purpose: fc.constantFrom(...purposes, 'gossip'),
    scope: fc.constantFrom('message', 'call'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(any, { minLength: 1, maxLength: 12 }), async (some) => {
      const asked = some.map(({ who, ...rest }) => ({ ...who, ...rest, permit: false }));
      const together = await readLines(await ask(lines(...asked)));
      for (const [i, one] of asked.entries()) {
        const alone: Body = await (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, one)).json();
        const { line, errors, ...answer } = together[i];
        if (alone.status === undefined) expect(answer).toEqual(alone);
        else
          expect({ decision: answer.decision, errors }).toEqual({ decision: 'deny', errors: alone.errors });
      }
    }),
    { numRuns: 12 },
  );
});

test('an opt-out answered before a line is sent is seen by it', async () => {
  const number = '+919876543223';
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  const { writer, answers } = poured(ledger);
  writer.write(lines(question(number)));
  expect(await answers.next()).toMatchObject({ value: { line: 1, decision: 'allow' } });
  await post(`${ledger.url}/v1/opt-outs`, ledger.keys.ingest, { number, channel: 'web' });
  writer.write(lines(question(number)));
  expect(await answers.next()).toMatchObject({ value: { line: 2, decision: 'deny' } });
  writer.end();
  expect(await answers.next()).toMatchObject({ value: { done: true, lines: 2 } });
});

test('single checks are answered while bulk checks run, and a cut connection harms nobody', async () => {
  const cut = Array.from({ length: 4 }, () => poured(ledger));
  for (const { writer } of cut)
    writer.write(lines(...Array.from({ length: 5000 }, () => question(stranger))));
  const answer = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question(agreed));
  expect(await answer.json()).toMatchObject({ decision: 'allow' });
  for (const { socket } of cut) socket.destroy();
  expect(endOf(await readLines(await ask(lines(question(agreed)))))).toMatchObject({ done: true });
});

test('a sender that waits for 100 Continue hears that alone; the answer begins when a line has come', async () => {
  let heard = '';
  const body = lines(question(agreed));
  const socket = connect(Number(new URL(ledger.url).port), '127.0.0.1', () =>
    socket.write(
      'POST /v1/gate/check-bulk HTTP/1.1\r\nhost: x\r\nconnection: close\r\nexpect: 100-continue\r\n' +
        `authorization: Bearer ${ledger.keys.gate}\r\ncontent-type: application/x-ndjson\r\n` +
        `content-length: ${body.length}\r\n\r\n`,
    ),
  );
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.setEncoding('latin1').on('data', (some) => {
    heard += some;
  });
  await expect.poll(() => heard).not.toBe('');
  // As long as another request takes from its beginning to its end.
  await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question(agreed));
  expect(heard).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  socket.write(body);
  await closed;
  expect(heard).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n.*"done":true/s);
});

test('a body that breaks off has no last line', async () => {
  const heard = await new Promise<string>((resolve, reject) => {
    const { port } = new URL(ledger.url);
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(
        `POST /v1/gate/check-bulk HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${ledger.keys.gate}\r\n` +
          `content-type: application/x-ndjson\r\ncontent-length: 1000\r\n\r\n${lines(question(agreed))}`,
      ),
    );
    socket.on('data', (chunk) => {
      text += chunk;
      if (text.includes('"line":1')) socket.end();
    });
    socket.on('close', () => resolve(text)).on('error', reject);
  });
  expect(heard).toContain('"decision":"allow"');
  expect(heard).not.toContain('"done":true');
});
