// The dialplan that is shipped, on a real Asterisk: first against a ledger that says what the test wants, for
// what the plan itself has to see to; then against a real one, for what a caller may do.

import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asterisk, soundFiles } from '../../ledger/channels/ivr/asterisk.ts';
import type { IvrRequest, Reply } from '../../ledger/channels/ivr/dialect.ts';
import { findFlow } from '../../ledger/operations/flow/flows.ts';
import { type Line, publishedLine, recordsOf } from '../http/ivr/line.ts';
import { type Call, Engine } from '../support/asterisk/engine.ts';
import { asteriskRoot, type Root } from '../support/asterisk/root.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { findingsIn } from '../support/verifier.ts';

type Posted = { url: string; authorization: string | undefined; form: Record<string, string> };
type Answer = { status: number; body: string } | 'gone' | 'hangs';

const folder = 'optmark/order-line/3/en';
const flow = { id: 'order-line', version: 3 };
const ask = { name: 'ask' as const, locale: 'en', text: 'Ending in 0 1 2 3, press 1.', ending: '0 1 2 3' };
const asked = [`${folder}/ask-1`, 'digits/0', 'digits/1', 'digits/2', 'digits/3', `${folder}/ask-2`];
const shipped = readFileSync(
  join(import.meta.dirname, '../../ledger/deploy/asterisk/extensions.conf'),
  'utf8',
);

let root: Root | undefined;
let engine: Engine;
let server: Server;
let posts: Posted[] = [];
/** What the ledger answers, one after the other; the last goes on. */
let answers: ((form: Record<string, string>) => Answer)[] = [];

beforeAll(async () => {
  root = await asteriskRoot();
  if (root === undefined) return;
  server = createServer(async (posted, answer) => {
    let body = '';
    for await (const part of posted) body += part;
    const form = Object.fromEntries(new URLSearchParams(body));
    posts.push({ url: posted.url!, authorization: posted.headers.authorization, form });
    const next = answers.length > 1 ? answers.shift()! : answers[0]!;
    const said = next(form);
    if (said === 'gone') answer.destroy();
    else if (said !== 'hangs') answer.writeHead(said.status).end(said.body);
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  engine = await Engine.start(root, shipped);
  engine.record({
    [`${folder}/ask-1`]: 0.1,
    [`${folder}/ask-2`]: 0.1,
    [`${folder}/number`]: 60,
    [`${folder}/silence`]: 60,
    [`${folder}/recorded`]: 0.1,
    'optmark/not_recorded': 0.1,
  });
});
beforeEach(({ skip }) => {
  skip(root === undefined, 'there is no Asterisk here');
  posts = [];
});
afterAll(async () => {
  await engine?.stop();
  server?.closeAllConnections();
  server?.close();
  root?.remove();
});

/** To the ledger that says what the test wants. */
function called(caller = '+14155550123'): Promise<Call> {
  const { port } = server.address() as AddressInfo;
  return engine.call(caller, {
    OPTMARK_URL: `http://127.0.0.1:${port}/flow`,
    OPTMARK_SECRET: 'the-flows-secret',
    OPTMARK_LOCALE: 'pt-BR',
  });
}

const request = { method: 'POST', url: '', header: () => undefined, body: Buffer.alloc(0) } as IvrRequest;
const next = (step: number) => `https://ledger.example/v1/ivr/asterisk/acme/order-line?s=${step}`;

/** As the ledger answers, to the call that asks. */
function reply(over: Partial<Reply>): (form: Record<string, string>) => Answer {
  return ({ call }) => {
    const whole: Reply = { lines: [], ended: false, result: 'going_on', flow, call: call!, ...over };
    return { status: 200, body: asterisk.answer(whole, request).body };
  };
}
const question = (step: number) =>
  reply({ lines: [ask], gather: { digits: 1, timeoutSeconds: 3, next: next(step), yes: '1' } });
const number = (step: number) =>
  reply({
    lines: [{ name: 'number' as const, locale: 'en', text: 'Key in the number.' }],
    gather: { digits: 15, finish: '#', timeoutSeconds: 3, next: next(step) },
  });
const recorded = reply({
  lines: [{ name: 'recorded' as const, locale: 'en', text: 'Thank you.' }],
  ended: true,
  result: 'recorded',
});
const pressed = () => posts.map(({ form }) => form.digits ?? form.event);

test('a call says who calls and which key was pressed, with the secret, to the step that it answers', async () => {
  answers = [question(1), question(2), recorded];
  const call = await called();
  expect(await call.press('*')).toEqual(asked);
  expect(await call.press('1')).toEqual(asked);
  expect(await call.ended()).toEqual([`${folder}/recorded`]);
  const about = { call: call.id, caller: '+14155550123', locale: 'pt-BR' };
  const authorization = 'Bearer the-flows-secret';
  expect(posts).toEqual([
    { url: '/flow?s=', authorization, form: { ...about, event: 'begin' } },
    { url: '/flow?s=1', authorization, form: { ...about, event: 'keys', digits: '*' } },
    { url: '/flow?s=2', authorization, form: { ...about, event: 'keys', digits: '1' } },
  ]);
});

test('silence is told, and a hang-up, and neither is a key', async () => {
  answers = [question(1)];
  const call = await called();
  await call.listening();
  await call.listening();
  await call.hangUp();
  await expect.poll(pressed).toEqual(['begin', 'silence', 'hangup']);
});

test('a lone # is a key', async () => {
  answers = [question(1), recorded];
  const call = await called();
  await call.press('#');
  await call.ended();
  expect(pressed()).toEqual(['begin', '#']);
});

test('a number may be keyed in before all is said, and no digit is lost', async () => {
  answers = [number(1), recorded];
  const call = await called('anonymous');
  await call.playing(`${folder}/number`);
  for (const digit of '14155550100#') await call.key(digit);
  await call.ended();
  expect(pressed()).toEqual(['begin', '14155550100']);
});

test('a yes before the question was heard is none, another key counts at once', async () => {
  const slow = reply({
    lines: [{ name: 'silence' as const, locale: 'en', text: 'Still there?' }, ask],
    gather: { digits: 1, timeoutSeconds: 3, next: next(1), yes: '1' },
  });
  answers = [slow, recorded];
  const call = await called();
  await call.playing(`${folder}/silence`);
  await call.key('1');
  await call.key('0');
  await call.ended();
  expect(pressed()).toEqual(['begin', '0']);
});

test('a caller id that is a program runs nowhere, and arrives as it is', async () => {
  answers = [recorded];
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the syntax of a dialplan
  const caller = '${SHELL(id)}`id`;$(id)"&|,\'x=1#?';
  await (await called(caller)).ended();
  expect(posts.map(({ form }) => form)).toEqual([
    { call: expect.any(String), caller, locale: 'pt-BR', event: 'begin' },
  ]);
});

describe('not recorded, is said', () => {
  const sorry = ['optmark/not_recorded'];

  test.each<[string, (form: Record<string, string>) => Answer]>([
    ['when the ledger is gone', () => 'gone'],
    ['when it answers never', () => 'hangs'],
    ['when it answers nothing', () => ({ status: 200, body: '' })],
    ['when it refuses', () => ({ status: 401, body: '{"title":"Unauthorized","status":401}' })],
    ['when a proxy answers for it', () => ({ status: 502, body: '<a href="?play=x&result=recorded">"' })],
    ['when the answer is to another call', () => recorded({ call: 'another' })],
  ])('%s, after a second try', async (_, answer) => {
    answers = [question(1), answer];
    const call = await called();
    await call.press('1');
    expect(await call.ended()).toEqual(sorry);
    // Where a connection breaks, the engine's own client asks once more.
    expect(pressed().slice(0, 3)).toEqual(['begin', '1', '1']);
    expect([...new Set(pressed())]).toEqual(['begin', '1']);
  });

  test('when a file of the question is missing', async () => {
    const lines = [{ name: 'gave_up' as const, locale: 'en', text: 'Hello.' }, ask];
    answers = [reply({ lines, gather: { digits: 1, timeoutSeconds: 3, next: next(1), yes: '1' } })];
    const call = await called();
    expect(await call.ended()).toEqual([`${folder}/gave_up`, ...sorry]);
  });

  test('when the ledger says so, and its own words have no file', async () => {
    const lines = [{ name: 'gave_up' as const, locale: 'en', text: 'Not recorded.' }];
    answers = [reply({ lines, ended: true, result: 'not_recorded' })];
    const call = await called();
    expect(await call.ended()).toEqual([`${folder}/gave_up`, ...sorry]);
  });

  test('and not when the answer was only lost on the way', async () => {
    answers = [question(1), () => 'gone', recorded];
    const call = await called();
    await call.press('1');
    expect(await call.ended()).toEqual([`${folder}/recorded`]);
  });

  test('and never after it was recorded', async () => {
    const lines = [{ name: 'gave_up' as const, locale: 'en', text: 'Thank you.' }];
    answers = [reply({ lines, ended: true, result: 'recorded' })];
    expect(await (await called()).ended()).toEqual([`${folder}/gave_up`]);
  });
});

describe('a caller of a real ledger', () => {
  let ledger: TestLedger;
  let isUp = false;
  let line: Line;
  /** What is to be recorded in each file of the flow. */
  let words: Map<string, string>;
  beforeAll(async () => {
    if (root === undefined) return;
    ledger = await testLedger();
    isUp = true;
    line = await publishedLine(ledger, { timeout_seconds: 3, locales: { en: {}, es: {} } });
    const { flow } = await findFlow(ledger.ledger, ledger.business, line.flow);
    words = new Map(soundFiles(flow).map(({ file, words }) => [file, words]));
    engine.record(Object.fromEntries([...words.keys()].map((file) => [file, 0.1])));
  });
  const goesDown = async () => {
    if (isUp) await ledger.stop();
    isUp = false;
  };
  afterAll(goesDown);

  const sounds = (...names: string[]) => names.map((name) => `optmark/${line.flow}/1/${name}`);
  const spelled = (ending: string) => [...ending].map((digit) => `digits/${digit}`);
  const question = (ending: string, locale = 'en') => [
    ...sounds(`${locale}/ask-1`),
    ...spelled(ending),
    ...sounds(`${locale}/ask-2`),
  ];
  const kindsOf = async (number: string) => (await recordsOf(ledger, number)).map(({ kind }) => kind);

  /** On a line whose language is known, unless it is said otherwise. */
  function called(caller: string, locale = 'en'): Promise<Call> {
    return engine.call(caller, {
      OPTMARK_URL: line.url.replace('/ivr/json/', '/ivr/asterisk/'),
      OPTMARK_SECRET: line.secret,
      OPTMARK_LOCALE: locale,
    });
  }

  test('says yes, and the record holds what was played', async () => {
    const call = await called('+14155550101');
    const played = await call.press('1');
    expect(played).toEqual(question('0101'));
    expect(await call.ended()).toEqual(sounds('en/recorded'));
    const [record] = await recordsOf(ledger, '+14155550101');
    expect(record).toMatchObject({
      kind: 'opt_in',
      channel: 'ivr',
      grade: 'E2',
      flow: { id: line.flow, version: 1 },
      evidence: { call_id: call.id, key: '1', dialect: 'asterisk', number: 'caller' },
    });
    const spoken = played.map((file) => words.get(file) ?? file.replace('digits/', '')).join('');
    const { text } = record as { text: { spoken: string } };
    expect(spoken.replace(/\s/g, '')).toBe(text.spoken.replace(/\s/g, ''));
  });

  test('says no', async () => {
    const call = await called('+14155550102');
    await call.press('2');
    expect(await call.ended()).toEqual(sounds('en/declined'));
    expect(await kindsOf('+14155550102')).toEqual(['declined']);
  });

  test('hears it again', async () => {
    const call = await called('+14155550103');
    await call.press('9');
    expect(await call.press('1')).toEqual(question('0103'));
    expect(await call.ended()).toEqual(sounds('en/recorded'));
    expect(await kindsOf('+14155550103')).toEqual(['opt_in']);
  });

  test('keys in another number, hears its end and says yes for it', async () => {
    const call = await called('+14155550104');
    await call.press('3');
    expect(await call.press('14155550177#')).toEqual(sounds('en/number'));
    expect(await call.press('1')).toEqual(question('0177'));
    await call.ended();
    expect(await kindsOf('+14155550104')).toEqual([]);
    expect(await recordsOf(ledger, '+14155550177')).toMatchObject([
      { kind: 'opt_in', grade: 'E2', evidence: { number: 'keyed' } },
    ]);
  });

  test('without a number is asked for one', async () => {
    const call = await called('anonymous');
    expect(await call.press('0014155550178#')).toEqual(sounds('en/number'));
    await call.press('1');
    await call.ended();
    expect(await kindsOf('+14155550178')).toEqual(['opt_in']);
  });

  test('takes it back', async () => {
    const granted = await called('+14155550105');
    await granted.press('1');
    await granted.ended();
    const call = await called('+14155550105');
    await call.press('0');
    expect(await call.ended()).toEqual(sounds('en/withdrawn'));
    expect(await kindsOf('+14155550105')).toEqual(['opt_in', 'opt_out']);
  });

  test('says nothing that can be understood, and is let go', async () => {
    const call = await called('+14155550106');
    await call.press('5');
    expect(await call.press('*')).toEqual([...sounds('en/wrong_key'), ...question('0106')]);
    await call.listening();
    expect(await call.ended()).toEqual(sounds('en/gave_up'));
    expect(await kindsOf('+14155550106')).toEqual([]);
  });

  test('chooses the language', async () => {
    const call = await called('+14155550107', '');
    expect(await call.press('5')).toEqual(sounds('en/language', 'es/language'));
    expect(await call.press('1')).toEqual(question('0107', 'es'));
    expect(await call.ended()).toEqual(sounds('es/recorded'));
    expect(await recordsOf(ledger, '+14155550107')).toMatchObject([
      { kind: 'opt_in', notice: { locale: 'es' } },
    ]);
  });

  test('who shows the secret of another flow hears that nothing was recorded', async () => {
    const other = await publishedLine(ledger, { id: 'other-line' });
    const url = line.url.replace('/ivr/json/', '/ivr/asterisk/');
    const variables = { OPTMARK_URL: url, OPTMARK_SECRET: other.secret, OPTMARK_LOCALE: 'en' };
    const call = await engine.call('+14155550108', variables);
    expect(await call.ended()).toEqual(['optmark/not_recorded']);
    expect(await kindsOf('+14155550108')).toEqual([]);
  });

  test('leaves a log that is true', async () => {
    expect(await findingsIn(ledger)).toEqual([]);
  });

  test('is told so when the ledger goes down', async () => {
    const call = await called('+14155550109');
    await call.listening();
    await goesDown();
    await call.key('1');
    expect(await call.ended()).toEqual(['optmark/not_recorded']);
  });
});
