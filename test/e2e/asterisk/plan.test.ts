// The dialplan that is shipped, on a real Asterisk, against a ledger that says what the test wants: what the
// plan itself has to see to.

import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asterisk } from '../../../ledger/channels/ivr/asterisk.ts';
import type { IvrRequest, Reply } from '../../../ledger/channels/ivr/dialect.ts';
import { Engine } from '../../support/asterisk/engine.ts';
import { asteriskRoot, type Root } from '../../support/asterisk/root.ts';

type Posted = { url: string; authorization: string | undefined; form: Record<string, string> };
type Answer = { status: number; body: string } | 'gone' | 'hangs';

const folder = 'optmark/order-line/3/en';
const flow = { id: 'order-line', version: 3 };
const ask = { name: 'ask' as const, locale: 'en', text: 'Ending in 0 1 2 3, press 1.', ending: '0 1 2 3' };
const asked = [`${folder}/ask-1`, 'digits/0', 'digits/1', 'digits/2', 'digits/3', `${folder}/ask-2`];
const shipped = readFileSync(
  join(import.meta.dirname, '../../../ledger/deploy/asterisk/extensions.conf'),
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
  const { port } = server.address() as AddressInfo;
  const plan = shipped
    .replace(/^OPTMARK_URL=.*$/m, `OPTMARK_URL=http://127.0.0.1:${port}/flow`)
    .replace(/^OPTMARK_SECRET=.*$/m, 'OPTMARK_SECRET=the-flows-secret')
    .replace(/^OPTMARK_LOCALE=.*$/m, 'OPTMARK_LOCALE=pt-BR');
  engine = await Engine.start(root, plan, {
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
  const call = await engine.call('+14155550123');
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
  const call = await engine.call('+14155550123');
  await call.listening();
  await call.listening();
  await call.hangUp();
  await expect.poll(pressed).toEqual(['begin', 'silence', 'hangup']);
});

test('a lone # is a key', async () => {
  answers = [question(1), recorded];
  const call = await engine.call('+14155550123');
  await call.press('#');
  await call.ended();
  expect(pressed()).toEqual(['begin', '#']);
});

test('a number may be keyed in before all is said, and no digit is lost', async () => {
  answers = [number(1), recorded];
  const call = await engine.call('anonymous');
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
  const call = await engine.call('+14155550123');
  await call.playing(`${folder}/silence`);
  await call.key('1');
  await call.key('0');
  await call.ended();
  expect(pressed()).toEqual(['begin', '0']);
});

test('a caller id that is a program runs nowhere, and arrives as it is', async () => {
  answers = [recorded];
  const caller = '${SHELL(id)}`id`;$(id)"&|,\'x=1#?';
  await (await engine.call(caller)).ended();
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
    const call = await engine.call('+14155550123');
    await call.press('1');
    expect(await call.ended()).toEqual(sorry);
    // Where a connection breaks, the engine's own client asks once more.
    expect(pressed().slice(0, 3)).toEqual(['begin', '1', '1']);
    expect([...new Set(pressed())]).toEqual(['begin', '1']);
  });

  test('when a file of the question is missing', async () => {
    const lines = [{ name: 'gave_up' as const, locale: 'en', text: 'Hello.' }, ask];
    answers = [reply({ lines, gather: { digits: 1, timeoutSeconds: 3, next: next(1), yes: '1' } })];
    const call = await engine.call('+14155550123');
    expect(await call.ended()).toEqual([`${folder}/gave_up`, ...sorry]);
  });

  test('when the ledger says so, and its own words have no file', async () => {
    const lines = [{ name: 'gave_up' as const, locale: 'en', text: 'Not recorded.' }];
    answers = [reply({ lines, ended: true, result: 'not_recorded' })];
    const call = await engine.call('+14155550123');
    expect(await call.ended()).toEqual([`${folder}/gave_up`, ...sorry]);
  });

  test('and not when the answer was only lost on the way', async () => {
    answers = [question(1), () => 'gone', recorded];
    const call = await engine.call('+14155550123');
    await call.press('1');
    expect(await call.ended()).toEqual([`${folder}/recorded`]);
  });

  test('and never after it was recorded', async () => {
    const lines = [{ name: 'gave_up' as const, locale: 'en', text: 'Thank you.' }];
    answers = [reply({ lines, ended: true, result: 'recorded' })];
    expect(await (await engine.call('+14155550123')).ended()).toEqual([`${folder}/gave_up`]);
  });
});
