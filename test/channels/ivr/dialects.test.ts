// What every dialect does, whichever platform speaks it: each test is played with every engine.

import { describe, expect, test } from 'vitest';
import type { CallFacts, Line, Reply } from '../../../ledger/channels/ivr/dialect.ts';
import { dialects } from '../../../ledger/channels/ivr/dialects.ts';
import { keysOf } from '../../../ledger/core/flow/step.ts';
import { arrived, engines, origin, type Platform, pathOf, platforms } from './engines.ts';
import type { Sent } from './signers.ts';

const now = Date.parse('2026-03-01T09:30:00Z');
const signing = platforms.filter((name) => engines[name].signature !== undefined);
const signingUrls = signing.filter((name) => engines[name].signature!.coversUrl);
const signingMoments = signing.filter((name) => !engines[name].signature!.coversUrl);
const nextOf = (name: string, step: number) => `${origin}${pathOf(name)}?s=${step}`;

const line = (text: string, over: Partial<Line> = {}): Line => ({ name: 'ask', locale: 'en', text, ...over });
const going = (name: string, lines: Line[], digits = 1): Reply => ({
  lines,
  gather: {
    digits,
    ...(digits > 1 && { finish: '#' as const }),
    timeoutSeconds: 6,
    next: `${nextOf(name, 1)}&locale=pt-BR`,
  },
  ended: false,
  result: 'going_on',
  call: 'c-1',
});
/** The question: 1 is a yes to it, once it was heard. */
const asking = (name: string, lines: Line[], whole = false): Reply => {
  const reply = going(name, lines);
  const early = whole ? {} : { early: `${reply.gather!.next}&early=1` };
  return { ...reply, gather: { ...reply.gather!, yes: '1', ...early } };
};
const over = (lines: Line[]): Reply => ({ lines, ended: true, result: 'recorded', call: 'c-1' });

describe.each(platforms)('%s', (name) => {
  const { read, answer, signs } = dialects[name];
  const { begins, presses, hangsUp, hears, fields, caller, signature } = engines[name];
  const reads = (sent: Sent): CallFacts => read(arrived(sent));
  const [written, understood] = caller;

  test('tells that a call begins, whose it is and from which number', () => {
    expect(reads(begins({ call: 'call-7', caller: written }))).toEqual(
      expect.objectContaining({ call: 'call-7', event: 'begin', ...(understood && { caller: understood }) }),
    );
  });

  test('is the same call from request to request', () => {
    const { call } = reads(begins({}));
    expect(reads(presses({ digits: '1' }, nextOf(name, 1))).call).toBe(call);
    expect(reads(presses({}, nextOf(name, 1))).call).toBe(call);
  });

  test.each([
    ['1', '1'],
    ['*', '*'],
    ['#', '#'],
    ['11', '11'],
    ['"1"', '1'],
    ['１', '1'],
    ['१', '1'],
    ['+14155550123#', '+14155550123#'],
  ])('passes on %s as it was pressed, for the flow to read as %s', (digits, key) => {
    const facts = reads(presses({ digits }, nextOf(name, 1)));
    expect(facts).toMatchObject({ event: 'keys', digits });
    expect(keysOf(facts.digits!)).toBe(key);
  });

  test('tells silence from keys, and cuts off what no one means to press', () => {
    const silence = reads(presses({}, nextOf(name, 1)));
    expect(silence.event).toBe('silence');
    expect(silence).not.toHaveProperty('digits');
    const long = name === 'json' ? 32 : 5000;
    expect(reads(presses({ digits: '1'.repeat(long) }, nextOf(name, 1))).digits).toBe('1'.repeat(32));
  });

  test('tells that the call is over, where the platform does', () => {
    if (hangsUp !== undefined) expect(reads(hangsUp({}))).toMatchObject({ event: 'hangup' });
    else expect(name).toBe('myoperator');
  });

  test('reads its step and its language from its own URL', () => {
    const asked = presses({ digits: '1' }, `${nextOf(name, 12)}&locale=pt-BR`);
    // KooKoo and MyOperator ask the one URL that they were given.
    if (new URL(asked.url).searchParams.has('s')) {
      expect(reads(asked)).toMatchObject({ step: 12, locale: 'pt-BR' });
    } else {
      expect(reads(asked)).not.toHaveProperty('step');
    }
  });

  test.each(['', ' ', 'x'.repeat(65), 'a\u0000b', 'line\nbreak'])(
    'goes on without a number where it is given as %j',
    (strange) => {
      // Our own dialect's caller is a program that can be told so, and no JSON may hold NUL.
      if (name === 'json' && strange.length > 64) return;
      if (['json', 'vonage'].includes(name) && strange.includes('\0')) return;
      const facts = reads(begins({ caller: strange }));
      expect(facts.event).toBe('begin');
      if (strange !== ' ') expect(facts).not.toHaveProperty('caller');
    },
  );

  test.each([
    ['absent', undefined],
    ['empty', ''],
    ['of another alphabet', 'ça va'],
    ['too long', 'x'.repeat(129)],
  ])('refuses a call whose id is %s, and names the field', (_, call) => {
    const sent = begins({ call: 'call-7' });
    const changed = (text: string) =>
      call === undefined
        ? text.replace(new RegExp(`"?${fields.call}"?[=:]"?call-7"?[&,]?`), '')
        : text.replace(
            'call-7',
            sent.headers['content-type'] === 'application/json' ? call : encodeURIComponent(call),
          );
    const pointer = `/${fields.call}`;
    expect(() => reads({ ...sent, url: changed(sent.url), body: changed(sent.body) })).toThrow(
      expect.objectContaining({ code: 'invalid', faults: [expect.objectContaining({ pointer })] }),
    );
  });

  test('refuses keys that are there twice, for one reader would take the first and another the last', () => {
    const sent = presses({ digits: '1' }, nextOf(name, 1));
    const twice = (text: string) => `${text}&${fields.digits}=2`;
    if (sent.headers['content-type'] === 'application/json') {
      const body = sent.body.replace(/"digits":"1"/, '"digits":"1","digits":"2"');
      expect(() => reads({ ...sent, body })).toThrow(expect.objectContaining({ code: 'malformed' }));
      return;
    }
    const doubled = sent.method === 'GET' ? { url: twice(sent.url) } : { body: twice(sent.body) };
    expect(() => reads({ ...sent, ...doubled })).toThrow(
      expect.objectContaining({
        code: 'invalid',
        faults: [expect.objectContaining({ pointer: `/${fields.digits}`, rule: 'named_twice' })],
      }),
    );
  });

  test.each(['?s=x', '?s=12345', '?s=1&s=2', '?s=-1', '?locale=%22'])(
    'refuses a URL that is not ours: %s',
    (query) => {
      const sent = begins({});
      const url = sent.method === 'GET' ? `${sent.url}&${query.slice(1)}` : sent.url + query;
      // What carries no step in its URL does not look for one.
      const isLookedFor = name !== 'kookoo' && name !== 'myoperator';
      const sets = isLookedFor || query.includes('locale');
      if (sets) expect(() => reads({ ...sent, url })).toThrow(expect.objectContaining({ code: 'invalid' }));
    },
  );

  const hostile = [
    'A & B <Hangup/> "co" \'x\' ]]>',
    'यहाँ 1 दबाएँ',
    'bell\u0007 \ud83d\ude00 half\ud83d end',
    '<!--',
  ];
  /** What XML cannot hold is not said; JSON holds it all. */
  const sayable = (text: string) =>
    ['vonage', 'myoperator', 'json'].includes(name)
      ? text
      : text.replaceAll('\u0007', '').toWellFormed().replaceAll('\ufffd', '');

  test.each(hostile)('says what it is told to say, and nothing else: %j', (text) => {
    expect(heard(going(name, [line(text)]))).toMatchObject({ said: [sayable(text)], isOver: false });
    expect(heard(over([line(text)]))).toMatchObject({ said: [sayable(text)], isOver: true });
  });

  const heard = (reply: Reply) => hears(answer(reply, arrived(presses({ digits: '1' }, nextOf(name, 1)))));
  const isOneSaying = name === 'myoperator' || name === 'africastalking';
  /** They ask the URL that they were given, whatever an answer says. */
  const isOneUrl = name === 'kookoo' || name === 'myoperator';

  test('says several things in their order', () => {
    const said = isOneSaying ? ['Wrong key. Press 1.'] : ['Wrong key.', 'Press 1.'];
    const lines = [line('Wrong key.'), line('Press 1.')];
    expect(heard(going(name, lines)).said).toEqual(said);
    expect(heard(over(lines)).said).toEqual(said);
  });

  test('plays a recording instead of a voice', () => {
    const url = 'https://shop.example/a.mp3?x=1&y=2';
    expect(heard(going(name, [line('Press 1.', { audio: { url } })])).said).toEqual([url]);
    expect(heard(over([line('Thank you.', { audio: { url } })])).said).toEqual([url]);
  });

  test.each([1, 15])('gathers up to %i keys, and sends them where it is told to', (digits) => {
    const reply = going(name, [line('Press 1.')], digits);
    const { next, ...found } = heard(reply);
    expect(found).toMatchObject({ isOver: false, ...(found.digits && { digits }) });
    expect(next).toBe(isOneUrl ? undefined : reply.gather!.next);
  });

  /** What a key does to words is their own system's to say: json, or set in a panel: MyOperator. */
  const playsItself = name === 'json' || name === 'myoperator';
  const question = [line('Wrong key.'), line('Press 1.'), line('…', { audio: { url: 'https://a.example' } })];

  test('hears a key in every part of the question, and tells that it was early', () => {
    if (playsItself) return;
    const { early, deaf } = heard(asking(name, question));
    expect(deaf).toBeUndefined();
    if (isOneUrl) {
      // Its requests tell nothing, and it asks again before it waits.
      expect(dialects[name]).toHaveProperty('gathersOnce', true);
      return;
    }
    expect(early).toBe(`${nextOf(name, 1)}&locale=pt-BR&early=1`);
    expect(reads(presses({ digits: '0' }, early!))).toMatchObject({ event: 'keys', early: true, step: 1 });
    expect(reads(presses({}, early!))).toMatchObject({ event: 'silence', early: true, step: 1 });
  });

  test('waits in silence once the question was heard, and what comes then is not early', () => {
    if (playsItself) return;
    const asked = heard(asking(name, question));
    const waits = asked.next === undefined ? heard(going(name, [])) : asked;
    expect(waits).toMatchObject({ isOver: false, digits: 1 });
    if (asked.next === undefined) expect(waits.said).toEqual([]);
    expect(waits.next).toBe(isOneUrl ? undefined : `${nextOf(name, 1)}&locale=pt-BR`);
    expect(reads(presses({ digits: '1' }, nextOf(name, 1)))).not.toHaveProperty('early');
  });

  test('lets no yes interrupt a question that is to be heard whole', () => {
    if (playsItself) return;
    const { early, deaf, said } = heard(asking(name, question, true));
    expect(early).toBeUndefined();
    // FreeSWITCH takes keys off its queue behind the words.
    if (name !== 'freeswitch') expect(deaf).toBe(said.length);
  });

  test('hears a key in whatever else waits for one', () => {
    if (!playsItself) expect(heard(going(name, question))).not.toHaveProperty('deaf');
  });

  test('hears a key in every part of the last words, and ends the call behind them', () => {
    if (playsItself) return;
    const { deaf, closing, early, next, isOver } = heard({
      ...over(question),
      closing: `${nextOf(name, 3)}`,
    });
    expect([deaf, next]).toEqual([undefined, undefined]);
    if (!isOneUrl) expect(closing ?? early).toBe(nextOf(name, 3));
    // Vonage and KooKoo end it with the answer to the silence.
    expect(isOver).toBe(!['vonage', 'kookoo'].includes(name));
    expect(heard(over([]))).toEqual({ said: [], isOver: true });
  });

  test('refuses a mark that is not ours: what cannot be read is no question that was heard', () => {
    if (isOneUrl) return;
    const asked = (mark: string) => reads(presses({ digits: '1' }, `${nextOf(name, 1)}&early=${mark}`));
    for (const mark of ['0', 'no', '1&early=1', '%31x'])
      expect(() => asked(mark)).toThrow(expect.objectContaining({ code: 'invalid' }));
    expect(asked('1')).toMatchObject({ early: true });
  });

  test.each(['ar', 'bn', 'es-419', 'fa', 'hi', 'pt', 'sw', 'ta', 'ur', 'zh', 'zh-Hant'])(
    'answers in %s',
    (locale) => {
      expect(heard(going(name, [line('…', { locale })])).said).toEqual(['…']);
    },
  );

  test('says whether a platform signs', () => expect(signs).toBe(signature !== undefined));

  test('leaves a request without a signature to the flow’s own secret', async () => {
    expect(await dialects[name].check(arrived(begins({})), ['a secret'], now)).toBe('unsigned');
  });
});

function signatureOf(name: Platform) {
  const { secrets, signs } = engines[name].signature!;
  const checks = async (sent: Sent, known: readonly string[] = [secrets[0]], at = now) =>
    await dialects[name].check(arrived(sent), known, at);
  const pressed = () => engines[name].presses({ digits: '1' }, `${nextOf(name, 1)}&locale=en`);
  return { secrets, signs, checks, pressed };
}

test.each(['266696687', '+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253'])(
  'what Twilio and its relatives write for a withheld number is nobody’s: %s',
  (caller) => {
    for (const name of ['twilio', 'telnyx'] as const)
      expect(dialects[name].read(arrived(engines[name].begins({ caller }))).caller).toBeUndefined();
  },
);

describe.each(signing)('%s signs', (name) => {
  const { begins, presses } = engines[name];
  const { secrets, signs, checks, pressed } = signatureOf(name);

  test.each([
    ['the first request', () => begins({})],
    ['a key', pressed],
    ['silence', () => presses({}, nextOf(name, 1))],
    ['a number with a plus and a hash', () => presses({ digits: '+1415#' }, nextOf(name, 1))],
    ['letters of every alphabet', () => presses({ caller: 'Müller & Söhne', digits: '१' }, nextOf(name, 1))],
  ])('%s', async (_, sent) => {
    expect(await checks(await signs(sent(), secrets[0], now))).toBe('signed');
  });

  test('while one secret replaces another, under either', async () => {
    for (const secret of secrets) {
      expect(await checks(await signs(pressed(), secret, now), secrets)).toBe('signed');
    }
    expect(await checks(await signs(pressed(), secrets[1], now), [secrets[0]])).toBe('refused');
  });

  test('to no avail where the ledger holds no secret: the flow’s own decides', async () => {
    expect(await checks(await signs(pressed(), secrets[0], now), [])).toBe('unsigned');
  });

  test('what it said, so that a changed digit or number is refused', async () => {
    const sent = await signs(presses({ digits: '0' }, nextOf(name, 1)), secrets[0], now);
    const changed = [/0(?=&|"|$)/, /4155550100/].map((part) => ({
      ...sent,
      body: sent.body.replace(part, (found) => found.replace(/0$/, '1')),
    }));
    for (const one of changed) {
      expect(one.body).not.toBe(sent.body);
      expect(await checks(one)).toBe('refused');
    }
  });

  test('a field that is added or taken away is refused', async () => {
    const sent = await signs(pressed(), secrets[0], now);
    expect(await checks({ ...sent, body: `${sent.body}&Another=1` })).toBe('refused');
    expect(await checks({ ...sent, body: sent.body.slice(0, -4) })).toBe('refused');
    expect(await checks({ ...sent, body: '' })).toBe('refused');
  });

  test('nothing that a body of another kind says', async () => {
    const sent = await signs(pressed(), secrets[0], now);
    const json = { 'content-type': 'application/json' };
    const body = JSON.stringify({
      CallSid: 'x',
      CallUUID: 'x',
      uuid: 'x',
      Digits: '1',
      dtmf: { digits: '1' },
    });
    expect(await checks({ ...sent, headers: { ...sent.headers, ...json }, body })).toBe('refused');
  });

  test('a body, so that the query of a GET is believed only where the URL is signed too', async () => {
    const asked = `${nextOf(name, 1)}&CallSid=x&CallUUID=x&uuid=x&Digits=1&dtmf=1`;
    const bare: Sent = { method: 'GET', url: asked, headers: {}, body: '' };
    const sent = await signs(bare, secrets[0], now);
    expect(await checks(sent)).toBe(signingUrls.includes(name) ? 'signed' : 'refused');
    expect(await checks({ ...sent, url: asked.replace('Digits=1', 'Digits=2') })).toBe('refused');
  });
});

describe.each(signingUrls)('%s signs besides', (name) => {
  const { secrets, signs, checks, pressed } = signatureOf(name);
  const other = nextOf(name, 1).replace('order-updates', 'another-flow');
  test('the URL, so that another flow and another step refuse it', async () => {
    const sent = await signs(pressed(), secrets[0], now);
    expect(await checks({ ...sent, url: `${other}&locale=en` })).toBe('refused');
    expect(await checks({ ...sent, url: sent.url.replace('s=1', 's=2') })).toBe('refused');
    expect(await checks({ ...sent, url: sent.url.replace('/acme/', '/rival/') })).toBe('refused');
  });

  test('the public URL, whatever the proxy before the ledger speaks', async () => {
    const sent = await signs(pressed(), secrets[0], now);
    expect(
      await checks({ ...sent, url: sent.url.replace('https://ledger.example', 'http://10.0.0.1:8787') }),
    ).toBe('refused');
  });
});

describe.each(signingMoments)('%s signs instead of the URL', (name) => {
  const { secrets, signs, checks, pressed } = signatureOf(name);
  const other = nextOf(name, 1).replace('order-updates', 'another-flow');
  test('the moment, so that another flow takes it for five minutes at most', async () => {
    const sent = await signs(pressed(), secrets[0], now);
    // There it is a call that has not begun, which begins with the question and records nothing.
    expect(await checks({ ...sent, url: other })).toBe('signed');
    for (const at of [now + 301_000, now + 86_400_000, now - 331_000]) {
      expect(await checks(sent, [secrets[0]], at)).toBe('refused');
    }
    for (const at of [now + 299_000, now - 29_000]) {
      expect(await checks(sent, [secrets[0]], at)).toBe('signed');
    }
  });
});
